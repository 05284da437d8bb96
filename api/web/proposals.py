"""How is a suggestion laid before the person who decides? Its diff, its proof, its worth, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.web import addresses, trial_words, words
from api.web.charts import Interval, draw_interval
from api.web.problems import list_causes
from memory.repositories.suggestions import DecisionRecord, SuggestionRecord
from memory.unit import Memory
from memory.vocabulary import Call, IssueKind, Metric, Quote, Speaker, SuggestionStatus, VerificationStatus
from tools.instructions.diff import DiffRow, diff_rows

GUESSED, MEASURED = "expected", "measured"


@dataclass(frozen=True, slots=True)
class Said:
    """Words from a call with where they stand; `at` is None where the call has no times."""

    quote: Quote
    address: str
    speaker: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything a page shows of one suggestion."""

    suggestion: SuggestionRecord
    title: str
    rows: Sequence[DiffRow]
    said: Sequence[Said]
    impact: str
    interval: Interval
    worth: str | None
    worth_range: str | None
    causes: Sequence[str]
    assumptions: str | None
    verification: str
    verification_note: str
    counts: str | None
    promise: str | None
    weekly: str | None
    decisions: Sequence[DecisionRecord]

    @property
    def is_pending(self) -> bool:
        """Whether it waits for a decision."""
        return self.suggestion.status == SuggestionStatus.PENDING


async def lay_out(memory: Memory, suggestion: SuggestionRecord) -> Proposal:
    """Return a suggestion as a page shows it."""
    quotes = await memory.evidence.of_suggestion(suggestion.id)
    calls = await memory.calls.transcripts(suggestion.project_id, [quote.call_id for quote in quotes])
    status, note, counts = await _verification(memory, suggestion)
    shown = suggestion.verification
    expected = suggestion.expected
    return Proposal(
        suggestion=suggestion,
        title=say_title(suggestion),
        rows=diff_rows(suggestion.before, suggestion.after),
        said=[_said(suggestion, quote, calls.get(quote.call_id)) for quote in quotes],
        impact=say_impact(suggestion),
        interval=draw_interval(expected.low, expected.mid, expected.high),
        worth=say_worth(suggestion.roi),
        worth_range=say_worth_range(suggestion.roi),
        causes=list_causes(await memory.issues.get(suggestion.issue_id)),
        assumptions=say_assumptions(suggestion.roi),
        verification=status,
        verification_note=note,
        counts=counts,
        promise=trial_words.say_promise(shown.low, None, shown.high) if shown else None,
        weekly=say_weekly(suggestion),
        decisions=await memory.suggestions.decisions_on(suggestion.id),
    )


def say_title(suggestion: SuggestionRecord) -> str:
    """Return what the suggestion is about."""
    if suggestion.fields:
        return words.say_missing(suggestion.fields, suggestion.cause)
    return words.say_problem(suggestion.impact_metric, IssueKind.LEVEL, "")


def say_impact(suggestion: SuggestionRecord) -> str:
    """Return the expected impact as a sentence."""
    expected = suggestion.expected
    of_what = _metric_of(suggestion)
    low, mid, high = (words.points(share) for share in (expected.low, expected.mid, expected.high))
    return f"{low} to {high} points of {of_what}, on average {mid}"


def say_points(suggestion: SuggestionRecord) -> str:
    """Return the expected impact in short: "+6 points (−1 to +17)"."""
    expected = suggestion.expected
    low, mid, high = (words.points(share) for share in (expected.low, expected.mid, expected.high))
    return f"{mid} points ({low} to {high})"


def say_worth(roi: dict[str, Any]) -> str | None:
    """Return what it is worth per 100 calls, None where nothing was worked out."""
    minutes, amount = _number(roi.get("minutes_per_100_calls")), _number(roi.get("money_per_100_calls"))
    if minutes is None or amount is None:
        return None
    saved = words.money(amount, str(roi.get("currency", "")))
    return f"{words.decimal(minutes)} minutes or {saved} per 100 calls"


def say_worth_range(roi: dict[str, Any]) -> str | None:
    """Return the interval around what it is worth, in money, None where there is none."""
    ends = roi.get("money_interval") or {}
    low, high = _number(ends.get("low")), _number(ends.get("high"))
    if low is None or high is None:
        return None
    currency = str(roi.get("currency", ""))
    return f"between {words.money(low, currency)} and {words.money(high, currency)}"


def say_weekly(suggestion: SuggestionRecord) -> str | None:
    """Return what a usual week of the project is expected to gain, None where it has no worth worked out."""
    currency = str(suggestion.roi.get("currency", ""))
    return (
        f"{words.money(float(suggestion.weekly_worth), currency)} in a usual week" if suggestion.weekly_worth else None
    )


def say_assumptions(roi: dict[str, Any]) -> str | None:
    """Return what the worth rests on, to stand beside it."""
    assumed = roi.get("assumptions") or {}
    minutes, cost = (_number(assumed.get(name)) for name in ("minutes_per_failed_call", "cost_per_minute"))
    if minutes is None or cost is None:
        return None
    price = words.money(cost, str(assumed.get("currency") or roi.get("currency", "")))
    basis = "Measured" if roi.get("basis") == MEASURED else "Expected, not measured"
    return f"{basis}. Assumes {words.decimal(minutes)} minutes of work per failed call, at {price} a minute."


def _metric_of(suggestion: SuggestionRecord) -> str:
    if suggestion.impact_metric == Metric.CAPTURE and suggestion.fields:
        return f"capture of {words.name_fields(suggestion.fields)}"
    return words.METRICS[Metric(suggestion.impact_metric)]


def _said(suggestion: SuggestionRecord, quote: Quote, call: Call | None) -> Said:
    turns = call.transcript if call else ()
    address = addresses.call(suggestion.project_id, quote.call_id, quote.turn)
    if quote.turn >= len(turns):
        return Said(quote, address, "No longer in the transcript", None)
    turn = turns[quote.turn]
    speaker = "Agent" if turn.speaker == Speaker.AGENT else "Caller"
    return Said(quote, address, speaker, None if turn.start_s is None else words.clock(turn.start_s))


async def _verification(memory: Memory, suggestion: SuggestionRecord) -> tuple[str, str, str | None]:
    shown = suggestion.verification
    if shown is None:
        return words.VERIFICATIONS[VerificationStatus.NOT_REPLAYED], "", None
    heading, note = trial_words.say_verification(shown.status, shown.explanation)
    calls = await memory.trials.calls_of(suggestion.trial_id) if suggestion.trial_id else []
    counts = trial_words.say_tally(trial_words.tally(calls))
    return heading, note, counts or trial_words.say_counts(shown.fixed, shown.broken, shown.unchanged)


def _number(value: object) -> float | None:
    try:
        return None if value is None else float(str(value))
    except ValueError:
        return None
