"""How do the findings of a review compare with the defects that were put into texts?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from evals.suites.review.texts import Defect, ReviewedText
from graphs.reviewing import list_words_of_settings, review_project_text
from tools.instructions.edits import EditRefused, apply_edits
from tools.instructions.guardrails import check_draft
from tools.review import ReviewFinding


@dataclass(slots=True)
class Score:
    """What was counted over some texts; the counters go by rule.

    `right` of the `given` findings are about a defect, `met` of the `seeded` defects were found. Of the `edits`,
    `applied` could be made and passed the guardrails, and after `mended` of these the finding was gone.
    """

    seeded: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    quotes: int = 0
    verbatim: int = 0
    edits: int = 0
    applied: int = 0
    mended: int = 0
    clean: int = 0
    on_clean: int = 0
    texts: int = 0

    @property
    def precision(self) -> float:
        """The share of findings that are about a defect."""
        return share(self.right.total(), self.given.total())

    @property
    def recall(self) -> float:
        """The share of defects that were found."""
        return share(self.met.total(), self.seeded.total())


def score_texts(texts: Iterable[ReviewedText]) -> Score:
    """Review each text and compare.

    A finding is right when a defect of the same rule stands in the words it quotes; where either is an absence, the
    rule alone decides. Two findings of one rule may be about one absence. Optional defects make a finding right and
    are not missed.
    """
    score = Score()
    for text in texts:
        _add(score, text, review(text))
    return score


def review(text: ReviewedText) -> tuple[ReviewFinding, ...]:
    """Return what a review finds in a text."""
    return review_project_text(text.text, fields=text.fields, goal=text.goal, project_name=text.project).findings


def share(part: int, whole: int) -> float:
    """Return a share, not a number where there is nothing to share."""
    return part / whole if whole else float("nan")


def _add(score: Score, text: ReviewedText, findings: tuple[ReviewFinding, ...]) -> None:
    score.texts += 1
    score.clean += not text.defects
    score.on_clean += 0 if text.defects else len(findings)
    for defect in text.defects:
        if not defect.optional:
            score.seeded[defect.rule] += 1
            score.met[defect.rule] += any(_is_about(finding, defect) for finding in findings)
    for finding in findings:
        score.given[finding.rule] += 1
        score.right[finding.rule] += any(_is_about(finding, defect) for defect in text.defects)
        score.quotes += finding.quote is not None
        score.verbatim += finding.quote is not None and finding.quote in text.text
        if finding.edit is not None:
            _add_edit(score, text, finding)


def _add_edit(score: Score, text: ReviewedText, finding: ReviewFinding) -> None:
    edits = [] if finding.edit is None else [finding.edit]
    score.edits += 1
    try:
        after = apply_edits(text.text, edits)
    except EditRefused:
        return
    allowed = list_words_of_settings(text.fields, text.goal, text.project)
    if check_draft(text.text, edits, caller_words=(), allowed_words=allowed):
        return
    score.applied += 1
    again = review_project_text(after, fields=text.fields, goal=text.goal, project_name=text.project).findings
    told = (finding.rule, finding.quote, finding.advice)
    score.mended += told not in {(one.rule, one.quote, one.advice) for one in again}


def _is_about(finding: ReviewFinding, defect: Defect) -> bool:
    if finding.rule != defect.rule:
        return False
    if finding.quote is None:
        return defect.quote is None
    return defect.quote is None or defect.quote in finding.quote or finding.quote in defect.quote
