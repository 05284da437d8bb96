"""What did a step take? Books time, model calls, tokens and money of every step, however it ended."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from langgraph.errors import GraphBubbleUp
from langgraph.runtime import Runtime

from graphs.services import Services
from graphs.state import ImprovementState
from memory.repositories.run_steps import StepRecord

if TYPE_CHECKING:
    from agents.spending import ModelCall


class Step(Protocol):
    """One step of the improvement loop."""

    async def __call__(self, state: ImprovementState, *, runtime: Runtime[Services]) -> ImprovementState:
        """Return what the step changes."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a step is part of: a run of an issue, or something a person asked for in a project."""

    org_id: UUID
    project_id: UUID
    step: str
    issue_id: UUID | None = None
    attempt: int | None = None


def booked(name: str, step: Step) -> Step:
    """Return a step of a run that books what it takes, in a transaction of its own."""

    @wraps(step)
    async def run(state: ImprovementState, *, runtime: Runtime[Services]) -> ImprovementState:
        services = runtime.context
        at, begun, note = services.clock(), services.timer(), None
        waited = services.model.meter.spent.waited if services.model else 0.0
        try:
            return await step(state, runtime=runtime)
        except GraphBubbleUp:
            begun = -1.0  # it waits for a person, which is no work
            raise
        except Exception as problem:
            note = type(problem).__name__
            raise
        finally:
            # A run begun before steps were booked does not name its project.
            if begun >= 0 and "project_id" in state:
                work = Work(
                    UUID(state["org_id"]), UUID(state["project_id"]), name, UUID(state["issue_id"]), state["attempt"]
                )
                waited = services.model.meter.spent.waited - waited if services.model else 0.0
                await book(services, work, at=at, seconds=services.timer() - begun, waited=waited, note=note)

    return run


async def book(
    services: Services,
    work: Work,
    *,
    at: datetime,
    seconds: float,
    waited: float = 0.0,
    note: str | None = None,
) -> None:
    """Book one piece of work with the model calls made since the last one.

    In `waited` of its `seconds` at least one of these calls was under way.
    """
    calls = services.model.meter.take() if services.model else ()
    prices = services.model.meter.prices if services.model else None
    record = StepRecord(
        project_id=work.project_id,
        issue_id=work.issue_id,
        attempt=work.attempt,
        step=work.step,
        at=at,
        seconds=round(seconds, 6),
        model_calls=len(calls),
        input_tokens=sum(call.input_tokens for call in calls),
        output_tokens=sum(call.output_tokens for call in calls),
        model_seconds=round(sum(call.seconds for call in calls), 6),
        waited_seconds=round(waited, 6),
        money=sum((prices.of(call.input_tokens, call.output_tokens) for call in calls), Decimal(0))
        if prices
        else Decimal(0),
        currency=prices.currency if prices else "",
        purposes=list(_sum_up(calls)),
        note=note,
    )
    async with services.database.open_memory(work.org_id) as memory:
        await memory.run_steps.record(record)


def _sum_up(calls: "Sequence[ModelCall]") -> Iterator[dict[str, Any]]:
    """Yield what the calls were for, one entry a purpose, with what went wrong."""
    by_purpose: defaultdict[str, list[ModelCall]] = defaultdict(list)
    for call in calls:
        by_purpose[call.purpose].append(call)
    for purpose, group in by_purpose.items():
        yield {
            "purpose": purpose,
            "calls": len(group),
            "tokens": sum(call.input_tokens + call.output_tokens for call in group),
            "seconds": round(sum(call.seconds for call in group), 3),
            "problems": sorted({call.problem for call in group if call.problem}),
        }
