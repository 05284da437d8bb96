"""The suite `suggestions`: what the replay gate lets through, in three worlds, beside showing everything.

A third of the drafts helps, a third does nothing, a third harms. The worlds differ in whether the harmful ones also
mend what they were made for; the same rule has to hold in all of them.
"""

from dataclasses import dataclass

import numpy as np

from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, number, percent, table
from evals.suites.suggestions.candidates import Setting
from evals.suites.suggestions.gating import Outcome, plan_of, send_through, show_everything
from tools.replay.plan import MOST_HARMFUL, MOST_NEUTRAL

SEED = 20_261_122
WORLDS = {"harmful mend none": 0.0, "half of them mend": 0.5, "all of them mend": 1.0}
LEAST_HELPFUL = 0.75
LEAST_HELPFUL_BY_VOTES = 0.9
MOST_MEAN_CALLS = 110
MOST_CALLS_SHOWN = 200

PROMISED = Setting("20 + 60, one vote")
FEWER = Setting("20 + 20, one vote", good=20)
VOTED = Setting("20 + 60, three votes", votes=3)
PRINTED = (
    Setting("20 + 20, three votes", good=20, votes=3),
    Setting("8 + 15, one vote", bad=8, good=15),
    Setting("12 + 40, one vote", bad=12, good=40),
    Setting("judge right in 80 %", judge=0.80),
    Setting("judge right in 85 %", judge=0.85),
    Setting("judge right in 95 %", judge=0.95),
    Setting("judge right in 85 %, taken for 90 %", judge=0.85, believed=0.90),
    Setting("judge right in 80 to 100 % by draft", judge_varies=0.1),
    Setting("5 to 10 % broken, one vote", broken=(0.05, 0.10)),
    Setting("5 to 10 % broken, three votes", broken=(0.05, 0.10), votes=3),
    Setting("chance 10 %, from 20 old replays", old_replays=20),
    Setting("chance 30 %, from 20 old replays", chance=0.3, old_replays=20),
    Setting("chance 30 %, taken for 10 %: no headroom test", chance=0.3, chance_believed=0.1),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one setting came to in one world."""

    setting: str
    world: str
    outcome: Outcome


def run_suite(effort: Effort) -> SuiteResult:
    """Send drafts of known effect through the product's gate; the same seeds at any effort."""
    rng = np.random.default_rng(SEED)
    drafts = effort.candidates
    unguarded = [Row("no gate", world, show_everything(share, drafts, rng)) for world, share in WORLDS.items()]
    promised, fewer, voted = (_measure(setting, drafts, rng) for setting in (PROMISED, FEWER, VOTED))
    printed = [row for setting in PRINTED for row in _measure(setting, drafts, rng)]
    figures = [figure for row in promised for figure in _promised_figures(row)]
    figures += [Figure(f"20 + 20, {row.world}: harmful of shown", *_harmful(row), MOST_HARMFUL) for row in fewer]
    figures += [Figure(f"20 + 20, {row.world}: helpful shown", row.outcome.helpful_shown, drafts // 3) for row in fewer]
    figures += [_voted_figure(row) for row in voted]
    text = "\n".join(
        [
            f"Simulated: {drafts:,} drafts in each world and setting. The rule: {plan_of(PROMISED).explanation}",
            "",
            _shown_table([*unguarded, *promised, *fewer, *voted, *printed]),
            _promise_table([*promised, *fewer, *voted]),
            figure_table([figure for figure in figures if figure.floor is not None]),
        ]
    )
    return SuiteResult("suggestions", tuple(figures), text)


def _measure(setting: Setting, drafts: int, rng: np.random.Generator) -> list[Row]:
    return [Row(setting.name, world, send_through(setting, share, drafts, rng)) for world, share in WORLDS.items()]


def _harmful(row: Row) -> tuple[float, int]:
    return row.outcome.harmful, row.outcome.shown


def _promised_figures(row: Row) -> list[Figure]:
    outcome, where = row.outcome, f"20 + 60, {row.world}"
    return [
        Figure(f"{where}: harmful of shown", outcome.harmful, outcome.shown, MOST_HARMFUL),
        Figure(f"{where}: neutral of shown", outcome.neutral, outcome.shown, MOST_NEUTRAL),
        Figure(f"{where}: helpful shown", outcome.helpful_shown, outcome.drafts // 3, LEAST_HELPFUL, at_most=False),
        Figure(f"{where}: model calls, mean", outcome.mean_calls, outcome.drafts, MOST_MEAN_CALLS),
        Figure(f"{where}: model calls, most for one shown", outcome.most_calls, outcome.shown, MOST_CALLS_SHOWN),
    ]


def _voted_figure(row: Row) -> Figure:
    name, helpful = f"20 + 60, three votes, {row.world}: helpful shown", row.outcome.drafts // 3
    return Figure(name, row.outcome.helpful_shown, helpful, LEAST_HELPFUL_BY_VOTES, at_most=False)


def _shown_table(rows: list[Row]) -> str:
    headings = ["bad + good calls", "world", "harmful of shown", "neutral of shown", "helpful shown", "calls", "most"]
    return table(
        "What is shown",
        headings,
        [
            [
                row.setting,
                row.world,
                percent(row.outcome.harmful),
                percent(row.outcome.neutral),
                percent(row.outcome.helpful_shown),
                number(row.outcome.mean_calls),
                number(row.outcome.most_calls),
            ]
            for row in rows
        ],
    )


def _promise_table(rows: list[Row]) -> str:
    return table(
        "What is promised of those shown: 30 % of calls bad for the cause, 60 % good",
        ["bad + good calls", "world", "true change", "promised", "80 % interval holds it"],
        [
            [row.setting, row.world]
            + [percent(share) for share in (row.outcome.true, row.outcome.promised, row.outcome.covered)]
            for row in rows
        ],
    )
