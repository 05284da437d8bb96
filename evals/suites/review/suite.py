"""Is the review of instructions right? Texts with defects put in on purpose, and their clean twins.

The texts of the split `held_out` were written before the rules. The rules may be mended after the open ones; on the
others only the sums are looked at.
"""

from evals.shared_data import SHARED, is_there
from evals.suites.effort import Effort
from evals.suites.figures import Figure, SuiteResult, figure_table, number, table
from evals.suites.review.scoring import Score, review, score_texts, share
from evals.suites.review.texts import SPLITS, read_texts, read_unlabelled

LEAST_PRECISION = 0.85
LEAST_RECALL = 0.75
LEAST_MENDED = 0.95
MOST_ON_CLEAN = 0.25


def run_suite(effort: Effort) -> SuiteResult:
    """Review every text; effort changes nothing, the texts are few and short."""
    del effort
    texts = read_texts()
    scores = {split: score_texts(text for text in texts if text.split == split) for split in SPLITS}
    figures = [figure for split in SPLITS for figure in _figures_of(split, scores[split])]
    parts = [_table_by_rule(scores), _describe_unlabelled(), figure_table(figures)]
    return SuiteResult("review", tuple(figures), "\n".join(parts))


def _figures_of(split: str, score: Score) -> list[Figure]:
    held_to = split == "held_out"
    given, seeded = score.given.total(), score.seeded.total()
    on_clean = share(score.on_clean, score.clean)
    return [
        Figure(f"precision, {split}", score.precision, given, LEAST_PRECISION if held_to else None, at_most=False),
        Figure(f"recall, {split}", score.recall, seeded, LEAST_RECALL if held_to else None, at_most=False),
        Figure(f"false findings a clean text, {split}", on_clean, score.clean, MOST_ON_CLEAN if held_to else None),
        Figure(
            f"quotes found word for word, {split}",
            share(score.verbatim, score.quotes),
            score.quotes,
            1.0,
            at_most=False,
        ),
        Figure(
            f"edits that apply and pass, {split}", share(score.applied, score.edits), score.edits, 1.0, at_most=False
        ),
        Figure(
            f"edits that mend their finding, {split}",
            share(score.mended, score.edits),
            score.edits,
            LEAST_MENDED,
            at_most=False,
        ),
    ]


def _table_by_rule(scores: dict[str, Score]) -> str:
    rules = sorted({rule for score in scores.values() for rule in (*score.seeded, *score.given)})
    headings = ["rule", *(f"{what}, {split}" for split in scores for what in ("found", "right"))]
    rows = [[rule, *(cell for score in scores.values() for cell in _cells_of(rule, score))] for rule in rules]
    return table("Defects found, and findings that are right, by rule", headings, rows)


def _cells_of(rule: str, score: Score) -> tuple[str, str]:
    return (f"{score.met[rule]} of {score.seeded[rule]}", f"{score.right[rule]} of {score.given[rule]}")


def _describe_unlabelled() -> str:
    if not is_there(SHARED / "data"):
        return "Instructions of others are not here, so nothing is said of them.\n"
    rows = []
    for text in read_unlabelled(SHARED / "data"):
        findings = review(text)
        grave = sum(finding.severity.value == "high" for finding in findings)
        edits = sum(finding.edit is not None for finding in findings)
        rules = " ".join(finding.rule for finding in findings)
        rows.append([text.id[:40], number(len(text.text)), str(len(findings)), str(grave), str(edits), rules])
    headings = ["text", "characters", "findings", "grave", "with an edit", "rules"]
    high = share(sum(int(row[3]) for row in rows), len(rows))
    mean = share(sum(int(row[2]) for row in rows), len(rows))
    line = f"On average {number(mean, 1)} findings a text, {number(high, 1)} of them grave.\n"
    return f"{table('Instructions of others, of which nothing is known', headings, rows)}\n{line}"
