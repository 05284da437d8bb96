"""Do the rollups equal a recount from the calls? Prints one JSON document about the database it finds."""

import asyncio
import json

from api.bootstrap import Backoffice, build_backoffice, open_database
from api.settings import Settings


async def recount(backoffice: Backoffice) -> dict[str, object]:
    """Return how many calls there are, and whether every project's rollups equal a recount of them."""
    calls, is_equal = 0, True
    async with backoffice.database.open_fleet() as fleet:
        organisations = await fleet.organisations()
    for organisation in organisations:
        async with backoffice.database.open_memory(organisation.org_id) as memory:
            for project in await memory.projects.all():
                calls += await memory.calls.count(project.id)
                before = await memory.streams.read(project.id)
                await memory.rollups.recount(project.id)
                is_equal = is_equal and before == await memory.streams.read(project.id)
    return {"calls": calls, "rollups_equal_recount": is_equal}


async def _main(settings: Settings, url: str) -> None:
    async with build_backoffice(settings, url) as backoffice:
        print(json.dumps(await recount(backoffice)))


if __name__ == "__main__":
    found = Settings()
    with open_database(found, lambda _sentence: None) as database_url:
        asyncio.run(_main(found, database_url))
