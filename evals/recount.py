"""Do the rollups equal a recount from the calls? Prints one JSON document about the database it finds."""

import asyncio
import json
from uuid import UUID

from api.bootstrap import Backoffice, build_backoffice, open_database
from api.settings import Settings
from memory.database import Database


async def recount(backoffice: Backoffice) -> dict[str, object]:
    """Return how many calls there are, and whether every project's rollups equal a recount of them."""
    async with backoffice.database.open_fleet() as fleet:
        organisations = await fleet.organisations()
    found = [await recount_organisation(backoffice.database, organisation.org_id) for organisation in organisations]
    calls, is_equal = sum(calls for calls, _ in found), all(is_equal for _, is_equal in found)
    return {"calls": calls, "rollups_equal_recount": is_equal}


async def recount_organisation(database: Database, org_id: UUID) -> tuple[int, bool]:
    """Return how many calls an organisation has, and whether its rollups equal a recount, type by type."""
    calls, is_equal = 0, True
    async with database.open_memory(org_id) as memory:
        for project in await memory.projects.all():
            calls += await memory.calls.count(project.id)
            before = await memory.streams.read(project.id)
            await memory.rollups.recount(project.id)
            is_equal = is_equal and before == await memory.streams.read(project.id)
    return calls, is_equal


async def _main(settings: Settings, url: str) -> None:
    async with build_backoffice(settings, url) as backoffice:
        print(json.dumps(await recount(backoffice)))


if __name__ == "__main__":
    found = Settings()
    with open_database(found, lambda _sentence: None) as database_url:
        asyncio.run(_main(found, database_url))
