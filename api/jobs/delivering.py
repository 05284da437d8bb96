"""What waits in an organisation's outbox, sent."""

from uuid import UUID

from api.bootstrap import Report
from graphs.outreach import deliver_due
from graphs.services import Services


async def deliver(services: Services, org_id: UUID, report: Report) -> None:
    """Send what is due for an organisation; what is left over is found again by the tick."""
    done = await deliver_due(services, org_id)
    if done.tried:
        report(f"{done.sent} of {done.tried} notifications were sent to the addresses of an organisation.")


async def deliver_abandoned(services: Services) -> int:
    """Ask for a delivery wherever something is due, be it that a process died or that its time has come.

    Returns for how many organisations.
    """
    async with services.database.open_fleet() as fleet:
        waiting = await fleet.organisations_to_deliver_for(services.clock())
    for org_id in waiting:
        async with services.database.open_memory(org_id) as memory:
            await memory.jobs.deliver_soon()
    return len(waiting)
