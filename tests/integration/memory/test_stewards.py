"""An external database belongs to somebody with few rights, and was filled by earlier versions."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from memory.database import Database, plain_url
from memory.migrate import MIGRATIONS, migrate
from memory.repositories.retention import drop_old_details, first_month_kept
from tests.databases import copied_database
from tests.integration.memory.imports.files import Desk, call, counts, project

NOW = datetime.now(UTC)
ORG, PROJECT = UUID(int=1), UUID(int=2)
TURN = '{"speaker": "caller", "text": "Thandi"}'


@pytest.fixture
def steward_url(server_url: str) -> Iterator[str]:
    """A database whose owner is no superuser, and in which nobody else may make temporary tables."""
    with copied_database(server_url, "template0") as url:
        with psycopg.connect(plain_url(url), autocommit=True) as superuser:
            name = superuser.info.dbname
            superuser.execute("CREATE EXTENSION vector")
            superuser.execute(f"CREATE ROLE {name} LOGIN CREATEROLE".encode())
            # What another database of this server made; its creator hands them on.
            roles = superuser.execute("SELECT rolname FROM pg_roles WHERE rolname ~ '^backoffice_'").fetchall()
            superuser.execute(f"GRANT {', '.join(role for (role,) in roles)} TO {name} WITH ADMIN OPTION".encode())
            superuser.execute(f"ALTER DATABASE {name} OWNER TO {name}".encode())
            superuser.execute(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC".encode())
        yield make_url(url).set(username=name).render_as_string(hide_password=False)
        with psycopg.connect(plain_url(url), autocommit=True) as superuser:
            superuser.execute(f"REASSIGN OWNED BY {name} TO CURRENT_USER".encode())
            superuser.execute(f"DROP OWNED BY {name}".encode())
            superuser.execute(f"DROP ROLE {name}".encode())


def migrate_to_the_first_version(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.commit()
    engine.dispose()


def fill_the_first_version(url: str) -> None:
    with psycopg.connect(plain_url(url)) as owner:
        owner.execute("INSERT INTO organisations (org_id, name) VALUES (%s, 'Acme')", [ORG])
        owner.execute(
            "INSERT INTO projects (org_id, id, key, name, target_success_rate, imported_text, import_hash)"
            " VALUES (%s, %s, 'bookings', 'Bookings', 0.6, '', '')",
            [ORG, PROJECT],
        )
        for number, started_at in enumerate((first_month_kept(2, NOW), first_month_kept(9, NOW), "1492-10-12Z")):
            owner.execute(
                "INSERT INTO calls VALUES (%s, %s, %s, %s, 0, %s, 60, 'completed', 'caller_hung_up',"
                " null, true, true, false, '{name}', null, 1, '\\x00')",
                [ORG, PROJECT, f"old-{number}", started_at, started_at],
            )
            owner.execute(
                'INSERT INTO call_details VALUES (%s, %s, %s, \'{"name": "Thandi"}\', %s, null)',
                [ORG, PROJECT, f"old-{number}", f"[{', '.join([TURN] * number)}]"],
            )
        for table in ("calls", "call_details"):
            owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY".encode())


async def test_calls_of_an_earlier_version_move_to_their_months(
    steward_url: str, template: str, tmp_path: Path
) -> None:
    migrate_to_the_first_version(steward_url)
    fill_the_first_version(steward_url)
    assert migrate(steward_url)

    database = Database(steward_url, pool_size=2)
    desk = Desk(database, ORG, tmp_path)
    lies = "SELECT call_id, tableoid::regclass::text, json_array_length(transcript) FROM call_details ORDER BY call_id"
    recent, old = (f"call_details_{first_month_kept(months, NOW):%Y_%m}" for months in (2, 9))
    assert await desk.rows(lies) == [("old-0", recent, 0), ("old-1", old, 1), ("old-2", "call_details_default", 2)]
    assert await desk.rows("SELECT call_id, turns, call_type FROM calls ORDER BY call_id") == [
        ("old-0", 0, None),
        ("old-1", 1, None),
        ("old-2", 2, None),
    ]

    dropped = await drop_old_details(database, 3, NOW)

    assert dropped == ("1492-10", f"{first_month_kept(9, NOW):%Y-%m}")
    assert await desk.rows(lies) == [("old-0", recent, 0)]
    await database.close()


async def test_an_owner_with_few_rights_can_import(steward_url: str, template: str, tmp_path: Path) -> None:
    assert migrate(steward_url)
    database = Database(steward_url, pool_size=2)
    desk = Desk(database, ORG, tmp_path)
    async with database.open_memory(ORG) as memory:
        await memory.organisation.create("Acme")
    await desk.bring_projects(project())
    starts = [first_month_kept(months, NOW).isoformat() for months in (1, 2, 9)]

    lines = [call(f"c-{start}", started_at=start, call_type="inbound") for start in starts]
    assert counts(await desk.bring_calls(*lines)) == (3, 0, 0, 0)
    assert len(await drop_old_details(database, 3, NOW)) == 1
    assert counts(await desk.bring_calls(*lines)) == (0, 0, 3, 0)
    assert await desk.rollups() == await desk.recounted()
    await database.close()
