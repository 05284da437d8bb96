"""What is wrong, why, and why does nothing wait for a decision? Issues as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from api.web import words
from api.web.outcomes import OUTCOMES, UNKNOWN
from api.web.referrals import Referral
from memory.repositories.issues import IssueRecord
from memory.unit import Memory
from memory.vocabulary import Cause, IssueStatus, Metric, Quote
from tools.diagnosis.diagnosis import FEWEST_CALLS, INTERVAL_CONFIDENCE
from tools.diagnosis.intervals import wilson

MOST_CAUSES = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """An issue with its title, its cause and what happens about it, in words."""

    issue: IssueRecord
    title: str
    size: str
    cause: str | None
    causes: tuple[str, ...]
    caution: str | None
    why_no_suggestion: str | None
    found: str | None
    certainty: str | None
    came_back: str | None
    quotes: tuple[Quote, ...] = ()
    attempt: int | None = None

    @property
    def has_shares(self) -> bool:
        """Whether enough calls were read for causes to have shares."""
        return bool(self.causes) and self.issue.diagnosis.get("missed", 0) >= FEWEST_CALLS

    def referred(self, referrals: Sequence[Referral]) -> list[Referral]:
        """Return those of its project's referrals that this issue's calls led to, or that concern its field."""
        here = self.issue
        return [one for one in referrals if one.record.issue_id == here.id or (one.record.field or None) == here.field]


async def describe_issues(memory: Memory, issues: Sequence[IssueRecord], *, with_quotes: bool = False) -> list[Problem]:
    """Return issues in words, in their order; `with_quotes` adds what callers and agents said, and the last run."""
    outcomes = await memory.runs.last_outcomes([issue.id for issue in issues])
    last = {issue.id: await memory.runs.last(issue.id) for issue in issues} if with_quotes else {}
    return [
        Problem(
            issue,
            words.say_problem(issue.metric, issue.kind, issue.field),
            say_size(issue),
            say_cause(issue),
            tuple(list_causes(issue)),
            say_caution(issue),
            why_nothing_was_suggested(issue, outcomes),
            say_found(issue),
            words.say_certainty(issue.log_evidence),
            words.say_came_back(issue.reopened),
            tuple(await memory.evidence.of_issue(issue.id)) if with_quotes else (),
            run.attempt if (run := last.get(issue.id)) else None,
        )
        for issue in issues
    ]


def say_size(issue: IssueRecord) -> str:
    """Return how large the problem is: "36 % instead of 65 %, over 376 calls since about 23 Sep 2026"."""
    since = f" since about {words.date(issue.since)}" if issue.since else ""
    rates = f"{words.percent(issue.observed)} instead of {words.percent(issue.baseline)}"
    return f"{rates}, over {words.plural(issue.calls, 'call')}{since}"


def say_found(issue: IssueRecord) -> str | None:
    """Return when an issue was found and what has become of the rate since: "5 Oct 2026, at 54 %; 36 % now"."""
    if issue.found_at is None:
        return None
    day = words.date(issue.found_at)
    if issue.found_rate is None:
        return day
    then, now = words.percent(issue.found_rate), words.percent(issue.observed)
    return f"{day}, at {then}" if then == now else f"{day}, at {then}; {now} now"


def say_cause(issue: IssueRecord) -> str | None:
    """Return the cause as a sentence, None while it is not known."""
    if issue.cause is None:
        return None
    if issue.metric == Metric.CAPTURE and issue.field:
        return f"{words.say_missing([issue.field], issue.cause)}."
    if issue.metric in {Metric.FAILED_CALLS, Metric.EARLY_HANG_UP}:
        return None
    return f"What is missing was mostly {words.CAUSES[Cause(issue.cause)]}."


def list_causes(issue: IssueRecord) -> list[str]:
    """Return in how many of the calls that were read each cause shows, most frequent first, with 90 % intervals.

    So: "14 of 20 calls (54 to 84 %): never asked for". Of fewer calls than can carry a share none is given.
    """
    missed = issue.diagnosis.get("missed", 0)
    causes = [
        f"{_say_share(found['calls'], missed)}: {words.CAUSES[Cause(found['cause'])]}"
        for found in issue.diagnosis.get("causes", ())
    ]
    reasons = [
        f"{_say_share(found['calls'], missed)}: ended by {_reason(found['reason'])}"
        for found in issue.diagnosis.get("reasons", ())
    ]
    return (reasons or causes)[:MOST_CAUSES]


def say_caution(issue: IssueRecord) -> str | None:
    """Return why the calls that were read name no cause, None where they do or none were read yet."""
    causes = issue.diagnosis.get("causes", ())
    if issue.cause is not None or not issue.diagnosis:
        return None
    missed = issue.diagnosis.get("missed", 0)
    if missed < FEWEST_CALLS:
        were_read = "No call could be read" if not missed else f"Only {words.plural(missed, 'call')} could be read"
        return f"{were_read}, too few to name a cause: it takes {FEWEST_CALLS}."
    if max((found["calls"] for found in causes), default=0) < FEWEST_CALLS:
        return f"No cause shows in at least {FEWEST_CALLS} calls, so none is named."
    return "No cause clearly leads, so none is named."


def _say_share(calls: int, missed: int) -> str:
    share = f"{words.count(calls)} of {words.plural(missed, 'call')}"
    if missed < FEWEST_CALLS:
        return share
    return f"{share} ({words.percents(*wilson(calls, missed, INTERVAL_CONFIDENCE))})"


def why_nothing_was_suggested(issue: IssueRecord, outcomes: dict[UUID, str | None]) -> str | None:
    """Return why an open issue has no suggestion, None for any other issue."""
    if issue.status != IssueStatus.OPEN:
        return None
    if issue.id not in outcomes:
        return "The next monitoring pass looks for the cause."
    outcome = outcomes[issue.id]
    if outcome is None:
        return "The assistant is working on it."
    owner = issue.diagnosis.get("owner")
    if outcome == "routed" and owner in words.OWNERS:
        return f"Instructions cannot mend this: it is {words.OWNERS[owner]}."
    return OUTCOMES.get(outcome, UNKNOWN).why_nothing


def _reason(reason: str) -> str:
    return words.ENDED_REASONS.get(reason, reason.replace("_", " ")).lower()
