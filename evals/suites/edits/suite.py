"""The suite `edits`: does every edit that passes the guardrails apply exactly and keep all that it must?"""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from random import Random

from evals.suites.edits.drafts import draw_edits
from evals.suites.edits.instructions import Instructions, draw_instructions
from evals.suites.edits.materials import CALLERS, SETTINGS
from evals.suites.edits.oracle import find_faults
from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, percent, table
from evals.suites.jobs import run_jobs
from memory.vocabulary import Edit
from tools.instructions.guardrails import check_draft

NAME = "edits"
MOST_CASES = 100_000
CASES_A_SEED = 5_000
FEWEST_SHOWN = 0.15
DRAFTS_EACH = 4
_BATCH = 2_500
_MOST_PRINTED = 20
_LONGEST_PRINTED = 600


@dataclass
class Tally:
    """What came of a batch of cases: how many were drawn and shown, of which kinds, refused by which rules."""

    cases: int = 0
    shown: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    shown_by_kind: Counter[str] = field(default_factory=Counter)
    by_text: Counter[str] = field(default_factory=Counter)
    shown_by_text: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add what another batch came to."""
        self.cases += other.cases
        self.shown += other.shown
        for name in ("by_kind", "shown_by_kind", "by_text", "shown_by_text", "refused"):
            getattr(self, name).update(getattr(other, name))
        self.broken += other.broken


def run_suite(effort: Effort, *, cases: int | None = None, seed: int = 1) -> SuiteResult:
    """Draw cases and hold every draft that would be shown against the promise.

    Args:
        effort: 5,000 cases for each of its seeds, 100,000 at most.
        cases: How many instead.
        seed: Of all that is drawn.
    """
    wanted = min(MOST_CASES, CASES_A_SEED * effort.seeds) if cases is None else cases
    sizes = [min(_BATCH, wanted - start) for start in range(0, wanted, _BATCH)]
    jobs = [partial(try_cases, size, f"{seed}:{number}") for number, size in enumerate(sizes)]
    total = Tally()
    for tally in run_jobs(jobs, effort.processes, "edits"):
        total.add(tally)
    figures = [
        Figure("edits shown that break a promise", len(total.broken) / max(1, total.shown), total.shown, 0.0),
        Figure(
            "share of drawn drafts that pass",
            total.shown / max(1, total.cases),
            total.cases,
            FEWEST_SHOWN,
            at_most=False,
        ),
    ]
    broken = ["Broken:", "", *total.broken[:_MOST_PRINTED], ""] if total.broken else []
    return SuiteResult(NAME, tuple(figures), "\n".join([*_tables(total), *broken, figure_table(figures)]))


def try_cases(count: int, seed: str) -> Tally:
    """Draw `count` cases, a few drafts for each text, and look at all that would be shown."""
    chooser = Random(seed)
    tally = Tally()
    instructions = draw_instructions(chooser)
    for number in range(count):
        if number % DRAFTS_EACH == 0:
            instructions = draw_instructions(chooser)
        kind, edits = draw_edits(chooser, instructions)
        try:
            _try(tally, instructions, kind, edits)
        except Exception as fault:  # noqa: BLE001 - whatever goes wrong in a case is the finding
            tally.broken.append(_describe(f"{seed} case {number}: {fault!r}", instructions, kind, edits))
    return tally


def _try(tally: Tally, instructions: Instructions, kind: str, edits: tuple[Edit, ...]) -> None:
    tally.cases += 1
    tally.by_kind[kind] += 1
    tally.by_text[instructions.kind] += 1
    refusals = check_draft(instructions.text, edits, caller_words=CALLERS, allowed_words=SETTINGS)
    tally.refused.update({refusal.rule for refusal in refusals})
    if refusals:
        return
    tally.shown += 1
    tally.shown_by_kind[kind] += 1
    tally.shown_by_text[instructions.kind] += 1
    faults = "; ".join(find_faults(instructions, edits))
    if faults:
        tally.broken.append(_describe(faults, instructions, kind, edits))


def _describe(fault: str, instructions: Instructions, kind: str, edits: tuple[Edit, ...]) -> str:
    shown = "".join(f"\n    {edit.op.value} {edit.anchor!r} {edit.text!r}"[:_LONGEST_PRINTED] for edit in edits)
    return f"  {fault} ({kind}, {instructions.kind})\n    {instructions.text[:_LONGEST_PRINTED]!r}{shown}"


def _tables(total: Tally) -> list[str]:
    def share(name: str, all_of: Counter[str], shown: Counter[str]) -> str:
        rows = [[kind, f"{count:,}", percent(shown[kind] / count)] for kind, count in sorted(all_of.items())]
        return table(f"Drafts that pass, by {name}", [name, "cases", "shown"], rows)

    refused = [[rule, f"{count:,}", percent(count / total.cases)] for rule, count in total.refused.most_common()]
    return [
        share("kind of draft", total.by_kind, total.shown_by_kind),
        share("kind of text", total.by_text, total.shown_by_text),
        table("Refused, by rule (a draft may break several)", ["rule", "cases", "share"], refused),
    ]
