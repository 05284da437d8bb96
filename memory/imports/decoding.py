"""Is this line what the contract asks for? If not, what is wrong with it, in plain words?"""

import re
from datetime import datetime
from typing import TypeVar

from msgspec import DecodeError, ValidationError
from msgspec.json import Decoder

from memory.imports.lines import RawLine
from memory.imports.schemas import CallLine, ProjectLine
from memory.vocabulary import CallStatus, FieldType, Speaker

Line = TypeVar("Line")

CALL_DECODER = Decoder(CallLine)
PROJECT_DECODER = Decoder(ProjectLine)

# The database stores neither NUL nor half a surrogate pair. Whole pairs and other escapes are matched first,
# so that the second half of one thing is never taken for the start of another.
ESCAPE = re.compile(rb"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(?P<unstorable>\\u(?:0000|[dD][89a-fA-F]\w\w))|\\.")

MOST_QUOTED = 60
TYPE_WORDS = {
    "str": "text",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}
CHOICES = {"status": CallStatus, "speaker": Speaker, "type": FieldType}
MISSING = re.compile(r"Object missing required field `(\w+)`")
MISMATCH = re.compile(r"Expected `([^`]*)`, got `([^`]*)`")
LENGTH = re.compile(r"Expected `str` of length ([<>])= (\d+)")
BOUND = re.compile(r"Expected `[^`]*` ([<>])= ([\d.]+)")
FRACTION = re.compile(r"Expected `[^`]*` that's a multiple of 1")
CHOICE = re.compile(r"Invalid enum value '(.*)'", re.DOTALL)


class BadLineError(ValueError):
    """A line that cannot be kept; the message is the reason, in plain words."""


def decode_line(decoder: Decoder[Line], line: RawLine) -> Line:
    """Return what a line holds; raise BadLineError with the reason when it is not what `decoder` wants.

    NUL characters and half surrogate pairs in texts are replaced by U+FFFD.
    """
    if line.problem is not None:
        raise BadLineError(line.problem)
    data = line.data
    # Most lines have no escapes at all, and one byte is found much faster than six.
    if b"\\" in data and b"\\u0000" in data:
        data = _replace_unstorable(data)
    try:
        return decoder.decode(data)
    except ValidationError as error:
        raise BadLineError(_explain(str(error))) from error
    except RecursionError as error:
        raise BadLineError("the line is nested too deeply") from error
    except DecodeError as error:
        mended = _replace_unstorable(data)
        if mended != data:
            return decode_line(decoder, RawLine(line.number, mended))
        raise BadLineError(_explain_syntax(str(error))) from error
    except UnicodeDecodeError as error:
        raise BadLineError("the line is not UTF-8 text") from error


def parse_moment(name: str, text: str) -> datetime:
    """Return an ISO 8601 time with its offset; raise BadLineError when it is none, or has none."""
    try:
        moment = datetime.fromisoformat(text.strip().upper())
    except ValueError:
        raise BadLineError(f"{name} {quote(text)} is not an ISO 8601 date and time") from None
    if moment.utcoffset() is None:
        raise BadLineError(f"{name} has no time-zone offset")
    return moment


def quote(text: str) -> str:
    """Return `text` in quotes, cut to a length one can read."""
    return f"'{text}'" if len(text) <= MOST_QUOTED else f"'{text[:MOST_QUOTED]}...'"


def _replace_unstorable(data: bytes) -> bytes:
    return ESCAPE.sub(lambda found: rb"\ufffd" if found["unstorable"] else found[0], data)


def _explain(message: str) -> str:
    """Turn msgspec's sentence into one that names the field first."""
    sentence, at, rest = message.rpartition(" - at `$")
    if not at:
        sentence, rest = message, ""
    path = rest.rstrip("`").lstrip(".")
    if found := MISSING.match(sentence):
        return f"{path + '.' if path else ''}{found[1]} is missing"
    subject = path or "the line"
    for pattern, say in COMPLAINTS:
        if found := pattern.match(sentence):
            return f"{subject} {say(found, subject)}"
    return f"{subject}: {sentence[0].lower()}{sentence[1:].replace('`', '')}"


def _say_length(found: re.Match[str], _subject: str) -> str:
    if found[1] == "<":
        return f"must have at most {found[2]} characters"
    return "must not be empty" if found[2] == "1" else f"must have at least {found[2]} characters"


def _say_bound(found: re.Match[str], _subject: str) -> str:
    return f"must be at {'least' if found[1] == '>' else 'most'} {float(found[2]):g}"


def _say_type(found: re.Match[str], _subject: str) -> str:
    return f"must be {_in_words(found[1])}, not {_in_words(found[2])}"


def _say_fraction(_found: re.Match[str], _subject: str) -> str:
    return "must be a whole number"


def _say_choice(found: re.Match[str], subject: str) -> str:
    return f"{quote(found[1])} is not one of {', '.join(CHOICES[subject.rpartition('.')[2]])}"


def _in_words(types: str) -> str:
    return " or ".join(TYPE_WORDS.get(name, name) for name in types.split(" | "))


def _explain_syntax(message: str) -> str:
    if "truncated" in message:
        return "the line is not valid JSON: it breaks off"
    return f"the line is not valid JSON: {message.removeprefix('JSON is malformed: ')}"


COMPLAINTS = (
    (LENGTH, _say_length),
    (BOUND, _say_bound),
    (MISMATCH, _say_type),
    (FRACTION, _say_fraction),
    (CHOICE, _say_choice),
)
