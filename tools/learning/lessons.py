"""What is known of each kind of edit against each cause, from all that was decided, replayed and measured?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from memory.drafts import Lesson
from memory.vocabulary import Cause
from tools.learning.beliefs import Outcome
from tools.learning.shrinking import Array, Posterior, join, precision_of, shrink

Cell = tuple[Cause, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """What people decided on a kind of edit against a cause.

    `accepted` were taken as they stood, `edited` after a change, `rejected` not at all; what was taken and later
    `rolled_back` is counted there too.
    """

    cause: Cause
    kind: str
    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    rolled_back: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """Precisions and precision-weighted effects of outcomes by cell, replays limited to what their bias allows.

    `weights` and `sums` have shape (causes, kinds), in the order of `causes` and `kinds`; `measured` counts.
    """

    causes: tuple[Cause, ...]
    kinds: tuple[str, ...]
    weights: Array
    sums: Array
    measured: Array


def learn(
    outcomes: Iterable[Outcome],
    tallies: Iterable[Tally] = (),
    *,
    causes: Sequence[Cause] = (),
    kinds: Sequence[str] = (),
) -> tuple[Lesson, ...]:
    """Return a lesson for each cause with each kind, also where nothing was tried yet.

    Args:
        outcomes: What edits brought; what is not a number is left out, and no effect exceeds 100 points.
        tallies: What was decided on them; several of one cell are added up.
        causes: Further causes to say something of.
        kinds: Further kinds.
    """
    decided = _add_up(tallies)
    sums = sum_up(outcomes, causes=[*causes, *(cell[0] for cell in decided)], kinds=[*kinds, *(c[1] for c in decided)])
    posterior = shrink(sums.weights, sums.sums)
    return tuple(
        _lesson(sums, posterior, row, column, decided.get((cause, kind)))
        for row, cause in enumerate(sums.causes)
        for column, kind in enumerate(sums.kinds)
    )


def sum_up(outcomes: Iterable[Outcome], *, causes: Sequence[Cause] = (), kinds: Sequence[str] = ()) -> Sums:
    """Return all outcomes by cell; the tables hold every cause with every kind that is named anywhere."""
    usable = [row for row in outcomes if isfinite(row.effect) and isfinite(row.error) and row.error >= 0]
    all_causes = tuple(dict.fromkeys([*causes, *(row.cause for row in usable)]))
    all_kinds = tuple(dict.fromkeys([*kinds, *(row.kind for row in usable)]))
    shape = (len(all_causes), len(all_kinds))
    measured, measured_sums, replayed, replayed_sums, counts = (np.zeros(shape) for _ in range(5))
    for row in usable:
        place = (all_causes.index(row.cause), all_kinds.index(row.kind))
        precision = float(precision_of(np.array(row.error)))
        weights, sums = (measured, measured_sums) if row.is_measured else (replayed, replayed_sums)
        weights[place] += precision
        sums[place] += precision * min(max(row.effect, -1.0), 1.0)
        counts[place] += row.count if row.is_measured else 0
    joined = join(measured, measured_sums, replayed, replayed_sums)
    return Sums(all_causes, all_kinds, *joined, counts)


def _add_up(tallies: Iterable[Tally]) -> dict[Cell, Tally]:
    decided: dict[Cell, Tally] = {}
    for row in tallies:
        before = decided.get((row.cause, row.kind), Tally(row.cause, row.kind))
        decided[row.cause, row.kind] = Tally(
            row.cause,
            row.kind,
            accepted=before.accepted + row.accepted,
            edited=before.edited + row.edited,
            rejected=before.rejected + row.rejected,
            rolled_back=before.rolled_back + row.rolled_back,
        )
    return decided


def _lesson(sums: Sums, posterior: Posterior, row: int, column: int, tally: Tally | None) -> Lesson:
    cause, kind = sums.causes[row], sums.kinds[column]
    said = tally or Tally(cause, kind)
    return Lesson(
        cause=cause,
        kind=kind,
        accepted=said.accepted,
        edited=said.edited,
        rejected=said.rejected,
        rolled_back=said.rolled_back,
        measured=int(sums.measured[row, column]),
        mean=float(posterior.mean[row, column]),
        sd=float(posterior.sd[row, column]),
    )
