"""Why does an issue exist: which cause leads over its calls, who can mend it, and which words show it?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from memory.vocabulary import Call, CallStatus, Cause, Field, Finding, Quote, Speaker
from tools.diagnosis.absences import find_absence_quotes
from tools.diagnosis.intervals import wilson
from tools.diagnosis.reading import cut_quote, read_call

FEWEST_CALLS = 5
"""A cause found in fewer calls is never the main one."""

LEAD_CONFIDENCE = 0.8
"""Two-sided; the chance that a cause is called main although it does not lead its runner-up is at most 10 %."""

INTERVAL_CONFIDENCE = 0.9
MOST_EVIDENCE = 5


class Owner(StrEnum):
    """Who can mend a cause."""

    INSTRUCTIONS = "instructions"
    SPEECH_RECOGNITION = "speech_recognition"
    EXTRACTION = "extraction"
    TELEPHONY = "telephony"
    PROJECT = "project"
    """Whoever decides what is asked for and what callers are told beforehand."""


OWNERS: Mapping[Cause, Owner] = {
    Cause.NOT_ASKED: Owner.INSTRUCTIONS,
    Cause.ASKED_UNCLEARLY: Owner.INSTRUCTIONS,
    Cause.NOT_FOLLOWED_UP: Owner.INSTRUCTIONS,
    Cause.REFUSED: Owner.PROJECT,
    Cause.CALLER_DID_NOT_KNOW: Owner.PROJECT,
    Cause.MISHEARD: Owner.SPEECH_RECOGNITION,
    Cause.GIVEN_NOT_RECORDED: Owner.EXTRACTION,
    Cause.CALL_ENDED_FIRST: Owner.TELEPHONY,
    Cause.NO_CONVERSATION: Owner.TELEPHONY,
}
_MENDABLE = frozenset({Cause.NOT_ASKED, Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP, Cause.MISHEARD})


@dataclass(frozen=True, slots=True)
class CauseCount:
    """In how many of the missed calls a cause was found, as a share with its 90 % Wilson interval."""

    cause: Cause
    calls: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FieldCount:
    """In how many calls one field was missed for one cause."""

    field: str
    cause: Cause
    calls: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why an issue exists.

    `calls` were looked at, `missed` of them lack at least one field (or failed). `causes` and `fields` come
    with the most calls first; a call that misses two fields for two causes counts for both. `main` is None
    when no cause is found in `FEWEST_CALLS` calls or none clearly leads. `fields` starts with those missed
    for the main cause. `mendable` says whether a change of the instructions can help: for `misheard` by
    reading back or spelling, for `call_ended_first` only when the field was asked for too late. `reasons`
    counts why calls ended, for issues that are technical.
    """

    calls: int
    missed: int
    causes: tuple[CauseCount, ...]
    main: Cause | None
    owner: Owner | None
    mendable: bool
    fields: tuple[FieldCount, ...] = ()
    evidence: tuple[Quote, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def lead_field(self) -> str | None:
        """The field missed most often for the main cause."""
        return self.fields[0].field if self.main is not None and self.fields else None


def diagnose(findings: Iterable[Finding], calls: Iterable[Call] = (), fields: Sequence[Field] = ()) -> Diagnosis:
    """Put the findings of an issue's calls together: of one field, or of all required fields for `success`.

    `calls` and the project's `fields` let absences be shown by quotes and tell whether calls that ended
    first had come some way; without them both stay unknown.

    A cause is main when at least `FEWEST_CALLS` calls carry it and, among the calls that carry either it or
    the runner-up but not both, the lower end of Wilson's interval for its share lies above one half.
    """
    every = list(findings)
    missed = [finding for finding in every if finding.cause is not None]
    by_id = {call.call_id: call for call in calls}
    carrying: dict[Cause, set[str]] = defaultdict(set)
    for finding in missed:
        if finding.cause is not None:
            carrying[finding.cause].add(finding.call_id)
    total = len({finding.call_id for finding in missed})
    main = _find_main(carrying)
    return Diagnosis(
        calls=len({finding.call_id for finding in every}),
        missed=total,
        causes=_count_causes(carrying, total),
        main=main,
        owner=_owner(main, carrying, by_id),
        mendable=_is_mendable(main, carrying, by_id),
        fields=_count_fields(missed, main),
        evidence=_choose_evidence(missed, main, by_id, fields),
    )


def diagnose_failed_calls(calls: Iterable[Call]) -> Diagnosis:
    """Why calls fail technically: counted by the platform's reason, or by status where it gives none."""
    every = list(calls)
    failed = [call for call in every if call.status is not CallStatus.COMPLETED]
    carrying = {Cause.NO_CONVERSATION: {call.call_id for call in failed}}
    reasons = Counter((call.ended_reason or call.status.value).strip()[:100] for call in failed)
    main = _find_main(carrying)
    return Diagnosis(
        calls=len(every),
        missed=len(failed),
        causes=_count_causes(carrying, len(failed)),
        main=main,
        owner=Owner.TELEPHONY if main else None,
        mendable=False,
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )


def diagnose_hang_ups(calls: Iterable[Call]) -> Diagnosis:
    """Why callers hang up early, over the calls in which they did: shown by what the agent said last."""
    every = list(calls)
    carrying = {Cause.CALL_ENDED_FIRST: {call.call_id for call in every}}
    main = _find_main(carrying)
    quotes = [quote for call in every if (quote := _last_words_of_agent(call)) is not None]
    return Diagnosis(
        calls=len(every),
        missed=len(every),
        causes=_count_causes(carrying, len(every)),
        main=main,
        owner=Owner.INSTRUCTIONS if main else None,
        mendable=main is not None,
        evidence=_vary(quotes),
    )


def _count_causes(carrying: Mapping[Cause, set[str]], missed: int) -> tuple[CauseCount, ...]:
    counts = []
    for cause, ids in carrying.items():
        if ids:
            low, high = wilson(len(ids), missed, INTERVAL_CONFIDENCE)
            counts.append(CauseCount(cause, len(ids), len(ids) / missed, low, high))
    return tuple(sorted(counts, key=lambda count: (-count.calls, count.cause.value)))


def _find_main(carrying: Mapping[Cause, set[str]]) -> Cause | None:
    ranked = sorted(carrying.items(), key=lambda item: (-len(item[1]), item[0].value))
    if not ranked or len(ranked[0][1]) < FEWEST_CALLS:
        return None
    leader, ids = ranked[0]
    for _, others in ranked[1:2]:
        ahead, behind = len(ids - others), len(others - ids)
        if wilson(ahead, ahead + behind, LEAD_CONFIDENCE)[0] <= 0.5:
            return None
    return leader


def _owner(main: Cause | None, carrying: Mapping[Cause, set[str]], by_id: Mapping[str, Call]) -> Owner | None:
    if main is None:
        return None
    if main is Cause.CALL_ENDED_FIRST and _is_order_to_blame(carrying[main], by_id):
        return Owner.INSTRUCTIONS
    return OWNERS[main]


def _is_mendable(main: Cause | None, carrying: Mapping[Cause, set[str]], by_id: Mapping[str, Call]) -> bool:
    if main is Cause.CALL_ENDED_FIRST:
        return _is_order_to_blame(carrying[main], by_id)
    return main in _MENDABLE


def _is_order_to_blame(ids: set[str], by_id: Mapping[str, Call]) -> bool:
    """Whether most calls that ended first had already captured something else: the field came too late."""
    known = [by_id[call_id] for call_id in ids if call_id in by_id]
    return 2 * sum(any(value.strip() for value in call.captured.values()) for call in known) > len(known)


def _count_fields(missed: Iterable[Finding], main: Cause | None) -> tuple[FieldCount, ...]:
    pairs = Counter((finding.field, finding.cause) for finding in missed if finding.cause is not None)
    counts = [FieldCount(field, cause, calls) for (field, cause), calls in pairs.items()]
    return tuple(sorted(counts, key=lambda one: (one.cause is not main, -one.calls, one.field, one.cause.value)))


def _choose_evidence(
    missed: list[Finding], main: Cause | None, by_id: Mapping[str, Call], fields: Sequence[Field]
) -> tuple[Quote, ...]:
    """The clearest findings of the main cause (of any, where none leads), each from another call."""
    chosen = [finding for finding in missed if main is None or finding.cause is main]
    chosen.sort(key=lambda finding: -finding.confidence)
    quotes: list[Quote] = []
    for finding in chosen[: MOST_EVIDENCE * 20]:
        if finding.quote is not None and finding.turn is not None:
            quotes.append(Quote(finding.call_id, finding.turn, finding.quote))
        elif finding.call_id in by_id:
            quotes += find_absence_quotes(by_id[finding.call_id], finding, fields)[:1]
    return _vary(quotes)


def _vary(quotes: list[Quote]) -> tuple[Quote, ...]:
    """At most five quotes, one a call; the same words again only when there are no others."""
    first: dict[str, Quote] = {}
    for quote in quotes:
        first.setdefault(quote.call_id, quote)
    said: set[str] = set()
    fresh: list[Quote] = []
    repeated: list[Quote] = []
    for quote in first.values():
        words = " ".join(quote.text.lower().split())
        (repeated if words in said else fresh).append(quote)
        said.add(words)
    return tuple((fresh + repeated)[:MOST_EVIDENCE])


def _last_words_of_agent(call: Call) -> Quote | None:
    spoken = [turn for turn in read_call(call).turns if turn.speaker is Speaker.AGENT and turn.words]
    if not spoken:
        return None
    last = spoken[-1]
    return Quote(call.call_id, last.index, cut_quote(last.text, len(last.text), len(last.text)))
