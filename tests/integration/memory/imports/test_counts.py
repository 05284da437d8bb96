"""Counts changed by differences are the counts one gets by counting all calls."""

import asyncio
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from memory.imports.calls import import_calls
from tests.integration.memory.imports.files import NOW, Desk, Document, call, counts, project, write

KEYS = ("one", "two", "three")
FIELDS = ("name", "email", "phone")


def random_call(chance: Random, pool: int) -> dict[str, Any]:
    start = NOW - timedelta(hours=5) + timedelta(minutes=chance.randrange(600))
    turn = {"speaker": chance.choice(("agent", "caller")), "text": chance.choice(("", "Hello"))}
    return call(
        f"c-{chance.randrange(pool)}",
        project=chance.choice(KEYS),
        started_at=start.isoformat(),
        duration_s=chance.choice((None, 5, 40, 400)),
        status=chance.choice(("completed", "completed", "completed", "failed", "voicemail")),
        ended_reason=chance.choice((None, "error", "caller_hung_up")),
        success=chance.choice((None, None, True, False)),
        captured={name: chance.choice((None, "x")) for name in FIELDS},
        instruction_version=chance.choice((None, None, 1, 9)),
        transcript=[turn] * chance.randrange(7),
    )


def random_projects(chance: Random) -> list[dict[str, Any]]:
    return [
        project(key, fields=[{"name": name, "required": chance.random() < 0.5} for name in chosen])
        for key in KEYS
        if (chosen := [name for name in FIELDS if chance.random() < 0.7]) is not None
    ]


@pytest.mark.parametrize("seed", range(4))
async def test_after_any_inserts_updates_and_repetitions(desk: Desk, seed: int) -> None:
    chance = Random(seed)
    await desk.bring_projects(*random_projects(chance))
    for _ in range(8):
        lines = [random_call(chance, pool=60) for _ in range(chance.randrange(1, 80))]
        await desk.bring_calls(*lines, *lines[:3], batch_lines=chance.choice((1, 7, 100)))
        assert await desk.rollups() == await desk.recounted()


@pytest.mark.parametrize("seed", range(4))
async def test_after_any_change_of_fields_between_imports(desk: Desk, seed: int) -> None:
    chance = Random(seed)
    for hour in range(8):
        await desk.bring_projects(*random_projects(chance), now=NOW + timedelta(hours=hour - 4))
        await desk.bring_calls(*(random_call(chance, pool=60) for _ in range(30)))
        assert await desk.rollups() == await desk.recounted()


async def test_four_writers_of_the_same_projects(desk: Desk, tmp_path: Path) -> None:
    chance = Random(1)
    await desk.bring_projects(*random_projects(chance))

    async def write_all(number: int) -> None:
        own = Random(number)
        lines = [random_call(own, pool=150) for _ in range(300)]
        file = write(tmp_path / f"writer-{number}", lines)
        result = await import_calls(desk.database, desk.org_id, file, batch_lines=own.choice((11, 17, 50)))
        assert result.created + result.updated + result.unchanged == 300

    await asyncio.gather(*(write_all(number) for number in range(4)))

    assert await desk.row("SELECT count(*) - count(DISTINCT (project_id, call_id)) FROM calls") == (0,)
    assert await desk.rollups() == await desk.recounted()


async def test_writers_of_the_same_file_create_every_call_once(desk: Desk, tmp_path: Path) -> None:
    await desk.bring_projects(*(project(key) for key in KEYS))
    lines = [call(f"c-{number}", project=KEYS[number % 3]) for number in range(300)]
    # Each writer has its projects in another order.
    files = [write(tmp_path / f"{start}", lines[start:] + lines[:start]) for start in range(4)]

    done = await asyncio.gather(*(import_calls(desk.database, desk.org_id, file, batch_lines=50) for file in files))

    assert sum(result.created for result in done) == 300
    assert sum(result.unchanged for result in done) == 900
    assert await desk.row("SELECT sum(calls) FROM rollups") == (300,)


async def test_calls_and_projects_may_be_written_at_once(desk: Desk, tmp_path: Path) -> None:
    chance = Random(2)
    await desk.bring_projects(*random_projects(chance))
    calls = write(tmp_path / "many", [random_call(chance, pool=400) for _ in range(600)])

    async def change_fields() -> None:
        for hour in range(6):
            await desk.bring_projects(*random_projects(chance), now=NOW + timedelta(hours=hour))

    await asyncio.gather(import_calls(desk.database, desk.org_id, calls, batch_lines=40), change_fields())

    assert await desk.rollups() == await desk.recounted()


def by_hand(documents: list[Document], required: tuple[str, ...]) -> Counter[tuple[datetime, str]]:
    """Count one project's calls, all of the same version, by the words of the contract."""
    counted: Counter[tuple[datetime, str]] = Counter()
    for document in {document["call_id"]: document for document in documents}.values():
        start, length = datetime.fromisoformat(document["started_at"]), document["duration_s"]
        hour = (start + timedelta(seconds=length or 0)).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        turns = document["transcript"]
        spoken = any(turn["speaker"] == "caller" and turn["text"] for turn in turns)
        captured = {name for name, value in document["captured"].items() if value}
        missing = not captured.issuperset(required)
        completed, failed = document["status"] == "completed", document["status"] == "failed"
        failed = failed or document["ended_reason"] == "error"
        eligible = completed and (spoken if length is None else length >= 15)
        success = document["success"] if document["success"] is not None else completed and not missing
        short = (length is not None and length < 60) or 1 <= len(turns) <= 4
        early = eligible and missing and document["ended_reason"] == "caller_hung_up" and short
        flags = {"calls": True, "attempts": completed or failed, "failed": failed, "eligible": eligible,
                 "successes": eligible and success, "early": early}  # fmt: skip
        flags |= {name: eligible and name in captured for name in FIELDS}
        counted.update({(hour, name): 1 for name, is_so in flags.items() if is_so})
    return counted


async def test_the_counts_mean_what_the_contract_says(desk: Desk) -> None:
    chance = Random(3)
    await desk.bring_projects(project("one", fields=[{"name": name, "required": name != "phone"} for name in FIELDS]))
    known = {"project": "one", "instruction_version": None}
    documents: list[Document] = [{**random_call(chance, pool=150), **known} for _ in range(300)]
    assert counts(await desk.bring_calls(*documents))[3] == 0

    scalars = "calls, attempts, failed, eligible, successes, early_hang_ups"
    found: Counter[tuple[datetime, str]] = Counter()
    for hour, *numbers, trials, captured in await desk.rows(
        f"SELECT hour, {scalars}, field_trials, field_captured FROM rollups"
    ):
        names = ("calls", "attempts", "failed", "eligible", "successes", "early", *FIELDS)
        assert trials == [numbers[3]] * len(FIELDS)
        found.update({(hour, name): number for name, number in zip(names, numbers + captured, strict=True) if number})

    assert found == by_hand(json.loads(json.dumps(documents)), required=("name", "email"))
