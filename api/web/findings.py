"""What was found in a call or on a recording? Each field in words, with the place to read it and to hear it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.analysis_shapes import NO_MODEL
from api.web import words
from graphs.analysing import RULES, Analysis
from memory.spoken import Mishearing, SpokenTurn
from memory.vocabulary import CallStatus, Field, Finding, Quote, Readings

BY_BOTH = "Found by rules and a model."

TurnAddress = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class FieldFound:
    """What happened to one field.

    Attributes:
        value: What was captured, or on a recording without a known call what was given.
        cause: Why nothing was, in words.
        address: Of the turn it shows in.
        play_s: From which second of the recording to listen.
    """

    field: Field
    is_captured: bool
    value: str | None = None
    cause: str | None = None
    sureness: str | None = None
    found_by: str | None = None
    quote: str | None = None
    address: str | None = None
    play_s: float | None = None
    readings: Readings | None = None


@dataclass(frozen=True, slots=True)
class OtherMishearing:
    """Words that the live transcript has wrong and no field above shows; `field` is None for those of no field."""

    field: str | None
    readings: Readings
    sureness: str
    address: str
    play_s: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in one call.

    `note` says how; `others` are values captured for what is no field of the project, by name; `is_known` tells
    whether anybody knows what the platform captured.
    """

    fields: tuple[FieldFound, ...]
    others: tuple[tuple[str, str], ...] = ()
    misheard: tuple[OtherMishearing, ...] = ()
    note: str | None = None
    is_known: bool = True


def describe_found(
    fields: Sequence[Field], analysis: Analysis, address: TurnAddress, *, can_play: bool, is_known: bool = True
) -> Found:
    """Return an analysis in words; `address` gives that of a turn, `can_play` whether there is sound to listen to."""
    call, record = analysis.call, analysis.record
    by_name = {finding.field: finding for finding in record.findings}
    shown = [finding.readings for finding in record.findings]
    others = [one for one in record.misheard if one.readings not in shown]
    # Without a transcript nobody can tell why a field is missing, unless nobody came to speak.
    says_why = bool(call.transcript) or call.status is not CallStatus.COMPLETED
    known = {field.name for field in fields}
    return Found(
        tuple(
            _describe(field, by_name.get(field.name), analysis, address, says_why=says_why, can_play=can_play)
            for field in fields
        ),
        tuple(sorted((name, value) for name, value in call.captured.items() if name not in known)),
        tuple(_describe_mishearing(one, address, can_play=can_play) for one in others),
        (record.note or (NO_MODEL if record.analyser == RULES else BY_BOTH)) if says_why else None,
        is_known,
    )


def list_captured(fields: Sequence[Field], captured: dict[str, str]) -> Found:
    """Return what was captured in a call of which nothing more is kept."""
    known = {field.name for field in fields}
    return Found(
        tuple(FieldFound(field, field.name in captured, captured.get(field.name)) for field in fields),
        tuple(sorted((name, value) for name, value in captured.items() if name not in known)),
    )


def quotes_of(analysis: Analysis) -> list[Quote]:
    """Return the words that findings rest on, where they stand."""
    found = analysis.record.findings
    return [Quote(one.call_id, one.turn, one.quote) for one in found if one.turn is not None and one.quote]


def _describe(
    field: Field,
    finding: Finding | None,
    analysis: Analysis,
    address: TurnAddress,
    *,
    says_why: bool,
    can_play: bool,
) -> FieldFound:
    value = analysis.call.captured.get(field.name)
    if finding is None or not (finding.captured or says_why):
        return FieldFound(field, value is not None, value)
    turn = _find_turn(finding, analysis)
    is_plain = finding.captured and turn is None
    return FieldFound(
        field,
        finding.captured,
        value if finding.captured else None,
        words.CAUSES[finding.cause] if finding.cause else None,
        None if is_plain else words.say_sureness(finding.confidence),
        None if is_plain else words.FINDING_SOURCES[finding.source],
        finding.quote,
        None if turn is None else address(turn),
        _find_moment(finding, analysis) if can_play else None,
        finding.readings,
    )


def _describe_mishearing(one: Mishearing, address: TurnAddress, *, can_play: bool) -> OtherMishearing:
    return OtherMishearing(
        one.field,
        one.readings,
        words.say_sureness(one.confidence),
        address(one.turn),
        one.readings.recording.start_s if can_play else None,
    )


def _find_turn(finding: Finding, analysis: Analysis) -> int | None:
    """Return the turn that a finding shows in; a wrong value that was captured shows where it was misheard."""
    if finding.turn is not None or finding.readings is None:
        return finding.turn
    return next((one.turn for one in analysis.record.misheard if one.readings == finding.readings), None)


def _find_moment(finding: Finding, analysis: Analysis) -> float | None:
    """Return the second at which a finding can be heard: of its words where they are known, else of its turn."""
    if finding.readings is not None and finding.readings.recording.start_s is not None:
        return finding.readings.recording.start_s
    if finding.turn is None:
        return None
    if analysis.is_from_recording and analysis.heard is not None and finding.quote:
        return find_moment_of(analysis.heard.turns[finding.turn], finding.quote)
    return analysis.call.transcript[finding.turn].start_s


def find_moment_of(turn: SpokenTurn, quote: str) -> float:
    """Return the second at which words of a turn begin."""
    place = turn.text.find(quote)
    spoken = "".join(word.text for word in turn.words)
    at = len(spoken.lstrip()) - len(spoken)
    for word in turn.words:
        at += len(word.text)
        if at > place:
            return word.start_s
    return turn.words[0].start_s
