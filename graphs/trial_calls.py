"""Which past calls is a changed text tried on? Those that fell to the cause, and those that went well."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agents.frozen_calls import FrozenCall
from agents.replay_calls import Chosen, choose_calls
from graphs.analysing import analyse_by_rules
from memory.unit import Memory
from memory.vocabulary import Call, Cause, Field, Metric

MOST_READ = 300
MOST_BAD = 20
MOST_GOOD = 60
SEED = 1
"""Which calls are chosen follows from it and from the calls alone, so that two drafts are tried on the same ones."""


@dataclass(frozen=True, slots=True)
class TrialCalls:
    """The calls to replay, stopped where they were decided; `left_out` says which could not be, in a sentence."""

    bad: Sequence[FrozenCall]
    good: Sequence[FrozenCall]
    left_out: str = ""

    @property
    def bad_ids(self) -> list[str]:
        """The ids of the bad calls."""
        return [frozen.call.call_id for frozen in self.bad]


async def choose_trial_calls(
    memory: Memory,
    project_id: UUID,
    cause: Cause,
    missing: Sequence[Field],
    version: int,
    seen: frozenset[str],
    until: datetime | None = None,
) -> TrialCalls:
    """Choose calls under a version of the instructions that nobody has seen who drafted the change."""
    project = await memory.projects.get(project_id)
    calls = await _read(memory, project_id, missing, version, until)
    others = [field.name for field in project.required_fields if field not in missing]
    calls |= {
        call.call_id: call
        for call in await memory.calls.that_went_well(
            project_id, required=others, version=version, until=until, limit=MOST_READ
        )
    }
    analyses = await analyse_by_rules(memory, project, list(calls.values()), version)
    findings = {one.call.call_id: one.record.findings for one in analyses}
    usable = [one.call for one in analyses]

    async def choose(fields: Sequence[Field], most_bad: int, most_good: int) -> Chosen:
        # Hundreds of calls are read for it, which others on the loop would notice.
        return await asyncio.to_thread(
            choose_calls,
            usable,
            findings,
            cause=cause,
            fields=project.fields,
            missing=fields,
            exclude=seen,
            seed=SEED,
            most_bad=most_bad,
            most_good=most_good,
        )

    chosen = await choose(missing, MOST_BAD, MOST_GOOD)
    good = list(chosen.good)
    if len(good) < MOST_GOOD and others:
        # A field that no call captured has none that went well; what went well in its calls is not to be spoilt.
        taken = {one.call.call_id for one in (*chosen.bad, *good)}
        more = await choose([field for field in project.fields if field.name in others], 0, MOST_GOOD)
        good += [one for one in more.good if one.call.call_id not in taken][: MOST_GOOD - len(good)]
    return TrialCalls(chosen.bad, good, _say_left_out(chosen))


def _say_left_out(chosen: Chosen) -> str:
    return " ".join(f"{reason} ({calls} calls)" for reason, calls in chosen.left_out)


async def _read(
    memory: Memory, project_id: UUID, missing: Sequence[Field], version: int, until: datetime | None
) -> dict[str, Call]:
    """Return the latest calls that missed any of the fields, by id."""
    found: dict[str, Call] = {}
    for field in missing:
        behind = await memory.calls.behind(
            project_id,
            Metric.CAPTURE,
            field=field.name,
            version=version,
            since=None,
            until=until,
            limit=MOST_READ // max(1, len(missing)),
        )
        found |= {call.call_id: call for call in behind}
    return found
