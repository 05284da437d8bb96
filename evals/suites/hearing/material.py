"""Calls with a live transcript and a recording, and what was truly said in them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from evals.shared_data import CONTRACT_CALLS, RECORDINGS, SHARED
from evals.suites.hearing.plain import holds
from memory.spoken import SpeakerSource, SpokenTurn, Transcription, Word
from memory.vocabulary import Call, CallStatus, Field, FieldType, Speaker, Turn

SAID = SHARED / "data" / "eva-voice-agent" / "key_entity_transcription.jsonl"
LONGEST_PAUSE_S = 1.0
_AROUND_S = 0.8
_SPOKEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SOUND_ALIKE = {"5": "9", "9": "5", "0": "4", "1": "9", "2": "8", "3": "8", "4": "0", "6": "8", "7": "1", "8": "3"}
ACCOUNT = Field("account_number", "Ten-digit account number")


@dataclass(frozen=True, slots=True)
class Truth:
    """A value that was said in a turn, and which transcripts have it right there."""

    turn: int
    kind: str
    value: str
    live_right: bool
    heard_right: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One call with both sides and its values. `disputed` labels say wrong although the text is right."""

    call: Call
    heard: Transcription
    fields: tuple[Field, ...]
    truths: tuple[Truth, ...]
    disputed: int = 0


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def machine_transcripts() -> dict[str, Transcription]:
    """What Whisper base wrote for each recording of one channel, by the recording's id."""
    found: dict[str, Transcription] = {}
    for line in read_lines(RECORDINGS / "machine_transcripts.jsonl"):
        if line["id"] not in found:
            found[line["id"]] = _as_transcription(line)
    return found


def _as_transcription(line: dict[str, Any]) -> Transcription:
    turns: list[SpokenTurn] = []
    words: list[Word] = []
    for word in _words(line["segments"]):
        if words and word.start_s - words[-1].end_s > LONGEST_PAUSE_S:
            turns.append(SpokenTurn(Speaker.CALLER, tuple(words)))
            words = []
        words.append(word)
    if words:
        turns.append(SpokenTurn(Speaker.CALLER, tuple(words)))
    length = turns[-1].words[-1].end_s if turns else 0.0
    return Transcription(tuple(turns), length, "en", SpeakerSource.ONE_VOICE, "faster-whisper base int8")


def _words(segments: Sequence[dict[str, Any]]) -> Iterator[Word]:
    for segment in segments:
        place = 0
        for word in segment["words"]:
            at = max(segment["text"].find(word["word"], place), place)
            space = " " if place == 0 or at > place else ""
            place = at + len(word["word"])
            yield Word(f"{space}{word['word']}", word["start"], word["end"], word["p"])


def revoiced_cases(transcripts: dict[str, Transcription]) -> list[Case]:
    """The calls whose caller was revoiced: said, live and recorded differ."""
    said = {
        line["call_id"]: line for line in read_lines(SHARED / "data/eva-voice-agent/key_entity_transcription.jsonl")
    }
    fields = {line["project"]: _fields(line) for line in read_lines(CONTRACT_CALLS / "projects.jsonl")}
    cases = []
    for line in read_lines(CONTRACT_CALLS / "calls.jsonl"):
        name = line["call_id"].removeprefix("eva-")
        if name in said and name in transcripts:
            cases.append(_revoiced(line, said[name], transcripts[name], fields[line["project"]]))
    return cases


def _revoiced(line: dict[str, Any], said: dict[str, Any], heard: Transcription, fields: tuple[Field, ...]) -> Case:
    call = _as_call(line)
    reference = json.loads((RECORDINGS / "reference" / f"{said['call_id']}.json").read_text(encoding="utf-8"))
    spans = {one["turn_id"]: (one["start"] - _AROUND_S, one["end"] + _AROUND_S) for one in reference}
    places = iter([place for place, turn in enumerate(call.transcript) if turn.speaker is Speaker.CALLER])
    at = {number: next(places, -1) for number, text in enumerate(said["transcription"]) if text.strip()}
    truths: list[Truth] = []
    disputed = 0
    for label in said["labels"]:
        number = label["turn_id"]
        if at.get(number, -1) < 0 or number not in spans:
            continue
        live, recorded = call.transcript[at[number]].text, _text_within(heard, spans[number])
        for entity in label["entities"] or ():
            values = _spoken_values(entity["value"])
            live_right = any(holds(live, value) for value in values)
            if live_right and not entity["correct"]:
                live_right = any(holds(entity["transcribed_value"] or "", value) for value in values)
            if live_right is not entity["correct"]:
                disputed += 1
                continue
            heard_right = any(holds(recorded, value) for value in values)
            truths.append(Truth(at[number], _kind(entity["type"]), values[0], live_right, heard_right))
    return Case(call, heard, fields, tuple(truths), disputed)


def _spoken_values(value: str) -> list[str]:
    """`four thirty (4:30)` is written in two ways."""
    inside = [part.strip(" )") for part in value.split("(")]
    return [part for one in inside for part in one.split(" / ") if part] or [value]


def _kind(named: str) -> str:
    if named in {"confirmation_code", "credit_code"}:
        return "code"
    if named in {"last_name", "name"}:
        return "name"
    kinds = ("flight_number", "time", "date", "amount", "phone", "email", "airport_code")
    return next((kind for kind in kinds if kind in named), "other")


def _text_within(heard: Transcription, span: tuple[float, float]) -> str:
    words = (word for turn in heard.turns for word in turn.words)
    return "".join(word.text for word in words if span[0] <= word.start_s < span[1])


def _fields(line: dict[str, Any]) -> tuple[Field, ...]:
    return tuple(
        Field(
            one["name"], one.get("description") or "", FieldType(one["type"]), choices=tuple(one.get("choices") or ())
        )
        for one in line["fields"]
    )


def _as_call(line: dict[str, Any]) -> Call:
    return Call(
        line["call_id"],
        datetime.fromisoformat(line["started_at"]),
        CallStatus(line["status"]),
        captured={name: value for name, value in line["captured"].items() if value},
        transcript=tuple(Turn(Speaker(turn["speaker"]), turn["text"]) for turn in line["transcript"]),
    )


def digit_cases(transcripts: dict[str, Transcription], *, each: int) -> list[Case]:
    """Ten-digit numbers whose live transcript has one or two digits wrong, and one that has none wrong."""
    manifest = json.loads((RECORDINGS / "manifest.json").read_text(encoding="utf-8"))
    cases: list[Case] = []
    for line in manifest:
        if line["kind"] == "digits" and line["id"] in transcripts:
            digits = "".join(line["text"].split())
            random = Random(f"{line['id']} {each}")
            cases += [
                _digits(line["id"], digits, _substitute(digits, wrong, random), transcripts[line["id"]])
                for wrong in (0, *(1 + number % 2 for number in range(each)))
            ]
    return cases


def _substitute(digits: str, wrong: int, random: Random) -> str:
    changed = list(digits)
    for place in random.sample(range(len(digits)), wrong):
        changed[place] = _SOUND_ALIKE[digits[place]]
    return "".join(changed)


def _digits(name: str, digits: str, live: str, heard: Transcription) -> Case:
    transcript = (
        Turn(Speaker.AGENT, "What is your account number?"),
        Turn(Speaker.CALLER, " ".join(_SPOKEN[int(digit)] for digit in live) + "."),
        Turn(Speaker.AGENT, "Thank you."),
    )
    call = Call(name, datetime(2026, 9, 1, tzinfo=UTC), CallStatus.COMPLETED, transcript=transcript)
    right = holds(" ".join(turn.text for turn in heard.turns), digits)
    return Case(call, heard, (ACCOUNT,), (Truth(1, "digits", digits, live == digits, right),))
