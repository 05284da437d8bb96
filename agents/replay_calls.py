"""Which past calls is a draft tried on, and at which turn of the agent is each of them stopped?

Calls the draft has seen are left out. The choice follows from the seed and the calls alone, in whatever order they
come; it takes no side for new calls, since those are looked at by the measurement that follows an acceptance.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agents.frozen_calls import FrozenCall, Wanted
from memory.replays import CallGroup
from memory.vocabulary import Call, Cause, Field, Finding
from tools.diagnosis.moments import Moments

MOST_BAD, MOST_GOOD = 20, 60
_MOST_LOOKED_AT = 20
"""Calls looked at for each one wanted, before the search for further decision points is given up."""

_SEEN = "The draft has seen the call."
_NO_POINT = "The call has no turn at which the instructions could have made the difference."
_LEAVING = "The caller was already taking leave there."

Point = tuple[int, Wanted]
Find = Callable[[Moments, str], int | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The calls to replay, and of how many others were left out for which reason, in words for people."""

    bad: tuple[FrozenCall, ...]
    good: tuple[FrozenCall, ...]
    left_out: tuple[tuple[str, int], ...] = ()


def choose_calls(  # noqa: PLR0913 - each of these is a choice of its own
    calls: Iterable[Call],
    findings_by_call: Mapping[str, Sequence[Finding]],
    *,
    cause: Cause,
    fields: Sequence[Field],
    missing: Sequence[Field],
    exclude: Container[str],
    seed: int,
    most_bad: int = MOST_BAD,
    most_good: int = MOST_GOOD,
) -> Chosen:
    """Choose calls that fell to a cause and calls that went well, each stopped at its decision point.

    A call is in one group at most, and for one field: the missing fields take turns. Good calls that succeeded come
    before those that only captured the field.

    Args:
        calls: Past calls of the project with their transcripts.
        findings_by_call: What was found in them, by call id; a call without findings is not bad.
        cause: What the draft is against.
        fields: All fields of the project.
        missing: The fields that the draft is for.
        exclude: Ids of calls that the draft has seen.
        seed: Of the choice.
        most_bad: At most so many bad calls.
        most_good: At most so many good calls.
    """
    left_out: Counter[str] = Counter()
    usable: list[Call] = []
    for call in {one.call_id: one for one in calls if one.eligible and one.transcript}.values():
        if call.call_id in exclude:
            left_out[_SEEN] += 1
        else:
            usable.append(call)
    usable.sort(key=lambda call: _draw_lot(seed, call.call_id))
    whole = tuple(fields)
    failed = _find_failed(usable, findings_by_call, cause, missing)
    bad = _freeze(_take_turns(failed, missing), cause, CallGroup.BAD, whole, most_bad, left_out, findings_by_call, seed)
    taken = {one.call_id for candidates in failed.values() for one in candidates}
    rest = [call for call in usable if call.call_id not in taken]
    rest.sort(key=lambda call: not call.success)
    well = {field.name: [call for call in rest if (call.captured.get(field.name) or "").strip()] for field in missing}
    good = _freeze(
        _take_turns(well, missing), cause, CallGroup.GOOD, whole, most_good, left_out, findings_by_call, seed
    )
    return Chosen(bad, good, tuple(sorted(left_out.items(), key=lambda item: (-item[1], item[0]))))


def find_bad_point(moments: Moments, finding: Finding, length: int) -> int | None:
    """Return the agent's turn at which a call that fell to a cause was decided, or None.

    - `not_asked`: behind the last answer, where the agent moved on to closing;
    - `asked_unclearly`: the question that was not understood;
    - `not_followed_up`, `misheard`: the turn right behind the vague answer, or the value;
    - `call_ended_first`: the first turn behind the caller's purpose.
    """
    turn = finding.turn
    match finding.cause:
        case Cause.NOT_ASKED:
            last = moments.find_last_question()
            last = moments.find_last_request() if last is None else last
            return _find_next(moments, 0 if last is None else last)
        case Cause.CALL_ENDED_FIRST:
            purpose = moments.find_purpose()
            point = None if purpose is None else moments.find_agent_after(purpose)
            asked = moments.find_asking(finding.field)
            return point if point is not None and not any(one < point for one in asked) else None
        case Cause.ASKED_UNCLEARLY if turn is not None:
            point = moments.find_agent_until(turn)
            return point if point is not None and 0 < point < length else None
        case Cause.NOT_FOLLOWED_UP | Cause.MISHEARD if turn is not None:
            if moments.is_said_by_caller(turn):
                return moments.find_agent_after(turn)
            return _find_next(moments, turn)
    return None


def find_good_points(moments: Moments, field: str, cause: Cause) -> list[Point]:
    """Return the turns at which a call that captured a field could be spoilt by a change against a cause.

    They are the turn that asked for it, the one right behind the value, and the one with which the closing began: a
    rule that was added must not make the agent ask twice.
    """
    given = moments.find_given(field)
    asked = moments.find_asking(field)
    asking = [turn for turn in asked if turn > 0 and (given is None or turn < given)]
    points: list[Point] = []
    if asking and cause is not Cause.MISHEARD:
        points.append((asking[0], Wanted.ASK))
    if given is not None:
        # Where the real agent asked again, only behind that answer is it done.
        done = max([given, *asked])
        last = moments.find_last_question() if cause is Cause.NOT_ASKED else None
        after = None if last is None else _find_next(moments, max(last, done))
        after = _find_next(moments, done) if after is None else after
        if after is not None:
            points.append((after, Wanted.GO_ON))
    return [(turn, wanted) for turn, wanted in points if not moments.is_leaving(turn - 1)]


_WANTED = {
    Cause.NOT_ASKED: Wanted.ASK,
    Cause.ASKED_UNCLEARLY: Wanted.ASK,
    Cause.CALL_ENDED_FIRST: Wanted.ASK,
    Cause.NOT_FOLLOWED_UP: Wanted.ASK_AGAIN,
    Cause.MISHEARD: Wanted.READ_BACK,
}


def _find_next(moments: Moments, turn: int) -> int | None:
    """The agent's next turn behind one of its own, with the caller heard in between."""
    point = moments.find_agent_after(turn)
    while point is not None and not moments.is_said_by_caller(point - 1):
        point = moments.find_agent_after(point)
    return point


def _freeze(
    wanted: Iterable[tuple[Call, Field]],
    cause: Cause,
    group: CallGroup,
    fields: tuple[Field, ...],
    most: int,
    left_out: Counter[str],
    findings: Mapping[str, Sequence[Finding]],
    seed: int,
) -> tuple[FrozenCall, ...]:
    frozen: dict[str, FrozenCall] = {}
    for looked_at, (call, field) in enumerate(wanted):
        if len(frozen) >= most or looked_at >= most * _MOST_LOOKED_AT:
            break
        every = fields if field in fields else (*fields, field)
        moments = Moments(call, every)
        point = (
            _find_bad(moments, call, field, cause, findings)
            if group is CallGroup.BAD
            else _pick(find_good_points(moments, field.name, cause), seed, call.call_id)
        )
        if isinstance(point, str):
            left_out[point] += 1
        else:
            frozen[call.call_id] = FrozenCall(call, field, group, cause, point[0], point[1], every)
    return tuple(frozen.values())


def _find_bad(
    moments: Moments, call: Call, field: Field, cause: Cause, findings: Mapping[str, Sequence[Finding]]
) -> Point | str:
    finding = next(one for one in findings[call.call_id] if one.field == field.name and one.cause is cause)
    turn = find_bad_point(moments, finding, len(call.transcript)) if cause in _WANTED else None
    if turn is None or turn == 0:
        return _NO_POINT
    if moments.is_leaving(turn - 1):
        return _LEAVING
    return turn, _WANTED[cause]


def _pick(points: Sequence[Point], seed: int, call_id: str) -> Point | str:
    """One of the points of a call, by lot, so that about as many calls are stopped at each kind of point."""
    return points[int(_draw_lot(seed, f"point {call_id}"), 16) % len(points)] if points else _NO_POINT


def _find_failed(
    calls: Sequence[Call], findings: Mapping[str, Sequence[Finding]], cause: Cause, missing: Sequence[Field]
) -> dict[str, list[Call]]:
    failed: dict[str, list[Call]] = {field.name: [] for field in missing}
    for call in calls:
        for finding in findings.get(call.call_id, ()):
            if finding.cause is cause and finding.field in failed:
                failed[finding.field].append(call)
    return failed


def _take_turns(candidates: Mapping[str, Sequence[Call]], missing: Sequence[Field]) -> Iterator[tuple[Call, Field]]:
    """Yield each candidate once, the fields taking turns, as long as there are any."""
    left = {field.name: iter(candidates[field.name]) for field in missing}
    taken: set[str] = set()
    while left:
        for field in missing:
            mine = left.get(field.name, iter(()))
            call = next((one for one in mine if one.call_id not in taken), None)
            if call is None:
                left.pop(field.name, None)
            else:
                taken.add(call.call_id)
                yield call, field


def _draw_lot(seed: int, text: str) -> str:
    return hashlib.sha256(f"{seed}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
