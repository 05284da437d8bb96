"""Where do important notifications go besides these pages? Addresses are added, tested, paused and removed here."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.reaching import LOGGED, VERIFYING, tell_kind
from api.web import setting_words
from api.web.page import OnPage, SentForm
from graphs import notification_targets
from graphs.notification_targets import MOST_TARGETS, AddedTarget
from tools.notifications.addresses import LONGEST_URL
from tools.notifications.problems import TargetProblem

router = APIRouter()

HERE = "/settings/addresses"


@router.get("/settings/addresses")
async def show_addresses(page: OnPage) -> Response:
    """Show the addresses, what is missing in the settings, and the delivery log."""
    return await _show(page)


@router.post("/settings/addresses")
async def add_address(page: OnPage, form: SentForm) -> Response:
    """Add an address; the secret of a webhook is on the page that answers, and on no other."""
    typed = form.text("address").strip()
    services = page.asking.parts.backoffice.services
    try:
        added = await notification_targets.add_target(
            services, page.asking.org_id, tell_kind(typed), typed, person_id=page.asking.person_id
        )
    except TargetProblem as problem:
        return await _show(page, typed=typed, problem=problem.sentence, status=422)
    if added.secret is not None:
        return await _show(page, added=added)
    return page.go(HERE, "Added. Send a test message to see whether mails arrive there.")


@router.post("/settings/addresses/{target_id}/pause")
async def pause_address(page: OnPage, target_id: UUID) -> Response:
    """Send nothing to an address until it is resumed."""
    asking = page.asking
    await notification_targets.pause_target(
        asking.parts.backoffice.services, asking.org_id, target_id, person_id=asking.person_id
    )
    return page.go(HERE, "Paused. What people are told meanwhile does not go there.")


@router.post("/settings/addresses/{target_id}/resume")
async def resume_address(page: OnPage, target_id: UUID) -> Response:
    """Notify an address again."""
    asking = page.asking
    await notification_targets.resume_target(
        asking.parts.backoffice.services, asking.org_id, target_id, person_id=asking.person_id
    )
    return page.go(HERE, "Resumed. Important notifications go there again.")


@router.post("/settings/addresses/{target_id}/remove")
async def remove_address(page: OnPage, target_id: UUID) -> Response:
    """Forget an address and its delivery log."""
    asking = page.asking
    await notification_targets.remove_target(
        asking.parts.backoffice.services, asking.org_id, target_id, person_id=asking.person_id
    )
    return page.go(HERE, "Removed, with all that was noted about it.")


@router.post("/settings/addresses/{target_id}/test")
async def test_address(page: OnPage, target_id: UUID) -> Response:
    """Send a test message and say what became of it."""
    tested = await notification_targets.send_test(page.asking.parts.backoffice.services, page.asking.org_id, target_id)
    if tested.arrived:
        return page.go(HERE, tested.sentence)
    return await _show(page, problem=tested.sentence, status=409)


async def _show(
    page: OnPage, *, typed: str = "", problem: str = "", added: AddedTarget | None = None, status: int = 200
) -> Response:
    async with page.asking.open_memory() as memory:
        targets = await memory.notification_targets.list()
        log = await memory.outbox.latest(LOGGED)
    return await page.show(
        "addresses.html",
        status=status,
        targets=targets,
        log=log,
        missing=page.asking.parts.backoffice.services.reach.missing(),
        typed=typed,
        problem=problem,
        added=added,
        verifying=VERIFYING,
        said_of=setting_words,
        most=MOST_TARGETS,
        longest=LONGEST_URL,
        logged=LOGGED,
    )
