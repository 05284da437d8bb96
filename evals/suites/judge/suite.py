"""The suite `judge`: the judges of replayed turns beside turns that were labelled by hand."""

import asyncio
from math import isfinite

from agents.judge_rules import judge_by_code
from agents.model_line import ModelLine
from agents.models import ModelSettings
from api.settings import Settings
from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, number, percent, table
from evals.suites.judge.cases import HELD_OUT, SPLITS, read_scenes
from evals.suites.judge.scoring import Agreement, Judge, ModelAgreement, score_code, score_model

NAME = "judge"
DECIDED_FLOOR, AGREEMENT_FLOOR = 0.75, 0.9
USUAL_SEEDS = 4
FEW_PAIRS, MANY_PAIRS = 12, 200
_NO_CASES = "There are no labelled turns here, so nothing was measured."
_NO_MODEL = "No model is set (BACKOFFICE_MODEL), so only the judgements by code were measured.\n"


def run_suite(
    effort: Effort, line: ModelLine | None = None, *, judge: Judge = judge_by_code, most_pairs: int | None = None
) -> SuiteResult:
    """Measure how often code and model agree with the labels.

    Args:
        effort: With few seeds, a model judges few pairs only.
        line: The way to the model; otherwise that of the settings, if they name one.
        judge: What judges without a model.
        most_pairs: At most so many pairs for the model.
    """
    splits = {split: scenes for split in SPLITS if (scenes := read_scenes(split))}
    if not splits:
        return SuiteResult(NAME, (), _NO_CASES)
    figures: list[Figure] = []
    rows: list[list[str]] = []
    for split, scenes in splits.items():
        scored = score_code(scenes, judge)
        figures += _figures(f"code, {split.replace('_', ' ')}", scored)
        rows += _rows(split, scored)
    tables = [table("By what was wanted, judged by code", ["wanted", "turns", "decided", "right"], rows)]
    line = line or _choose_line(Settings())
    if line is None or not splits.get(HELD_OUT):
        tables.append(_NO_MODEL)
    else:
        usual = MANY_PAIRS if effort.seeds >= USUAL_SEEDS else FEW_PAIRS
        judged = asyncio.run(score_model(line, splits[HELD_OUT], usual if most_pairs is None else most_pairs))
        figures += _model_figures(judged)
        if judged.problem:
            tables.append(f"The model was not asked to the end: {judged.problem}\n")
    return SuiteResult(NAME, tuple(figures), "\n".join([*tables, figure_table(figures)]))


def _figures(title: str, scored: Agreement) -> list[Figure]:
    decided = len(scored.decided)
    held = "held out" in title
    right = [one for one in scored.decided if one.case.right]
    figures = [
        Figure(
            f"{title}: share decided",
            scored.share_decided,
            len(scored.verdicts),
            DECIDED_FLOOR if held else None,
            at_most=False,
        ),
        Figure(
            f"{title}: agreement where decided",
            scored.agreement,
            decided,
            AGREEMENT_FLOOR if held else None,
            at_most=False,
        ),
        Figure(f"{title}: right turns called right", scored.right_on_good, len(right)),
        Figure(f"{title}: wrong turns called wrong", scored.right_on_bad, decided - len(right)),
    ]
    return [figure for figure in figures if isfinite(figure.value)]


def _model_figures(judged: ModelAgreement) -> list[Figure]:
    """What a model does is printed and held to nothing: it is whichever one was configured."""
    scored = judged.agreement
    consistent = judged.consistent / judged.pairs if judged.pairs else float("nan")
    turns = len(scored.verdicts)
    figures = [
        Figure("model, held out: agreement", scored.agreement, turns),
        Figure("model, held out: right turns called right", scored.right_on_good, turns // 2),
        Figure("model, held out: wrong turns called wrong", scored.right_on_bad, turns // 2),
        Figure("model, held out: the same verdicts with the order swapped", consistent, judged.pairs),
    ]
    return [figure for figure in figures if isfinite(figure.value)]


def _rows(split: str, scored: Agreement) -> list[list[str]]:
    rows = []
    for wanted in dict.fromkeys(one.case.frozen.wanted for one in scored.verdicts):
        part = Agreement(tuple(one for one in scored.verdicts if one.case.frozen.wanted is wanted))
        name = f"{split.replace('_', ' ')}: {wanted.value.replace('_', ' ')}"
        rows.append([name, number(len(part.verdicts)), percent(part.share_decided), percent(part.agreement)])
    return rows


def _choose_line(settings: Settings) -> ModelLine | None:
    if settings.model is None:
        return None
    key = settings.openai_api_key
    return ModelLine(
        ModelSettings(
            name=settings.model,
            api_key=None if key is None else key.get_secret_value(),
            base_url=settings.openai_base_url,
            timeout_s=settings.model_timeout,
        )
    )
