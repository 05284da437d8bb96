"""Where does a mending sentence belong, so that the text still reads as one?"""

import re

from tools.review.findings import Fix
from tools.review.reading import Line, Reading, Sentence

_CLOSING_MARKS = "\"')]*_"
_NUMBERED = re.compile(r"\d|[a-z]", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(caller|customer|guest|client|patient|parent|driver|supporter|candidate|passenger|reader|member|tenant|user"
    r"|owner|student|learner|resident|donor)s?\b",
    re.IGNORECASE,
)


def add_after(reading: Reading, sentence: Sentence, order: str) -> Fix | None:
    """Put an order ("read it back") after a sentence, in the way that its end asks for."""
    if reading.is_closed(sentence):
        return None
    speech_end = reading.find_end_of_speech(sentence.end)
    if speech_end is not None:
        return Fix(speech_end, speech_end, f" {as_sentence(order)}")
    words = sentence.text.rstrip(_CLOSING_MARKS)
    ending = words[-1:]
    if ending in {".", "!", "?"}:
        return Fix(sentence.end, sentence.end, f" {as_sentence(order)}")
    if ending in {":", ";", ","}:
        place = sentence.start + len(words) - 1
        return Fix(place, place, f" ({order})")
    return Fix(sentence.end, sentence.end, f"; {order}")


def add_rule(reading: Reading, order: str) -> Fix | None:
    """Put an order at the end: as a bullet where the text ends in bullets, else as a paragraph."""
    filled = [line for line in reading.lines if line.body < line.end]
    if not filled:
        return None
    last = filled[-1]
    end = len(reading.text.rstrip())
    sentence = as_sentence(order)
    bullet = _bullet_of(reading, last)
    if bullet:
        return Fix(end, end, f"{reading.line_end}{bullet}{sentence}")
    between = 2 if reading.line_end * 2 in reading.text.strip() or last.is_item or last.closed else 1
    return Fix(end, end, f"{reading.line_end * between}{sentence}")


def add_at_top(reading: Reading, order: str) -> Fix | None:
    """Put an order after the first sentence, which says who the agent is; a list or table there sends it to the end."""
    if not reading.sentences:
        return None
    first = reading.sentences[0]
    line = reading.lines[first.line]
    if line.is_item or line.closed or not first.text.rstrip(_CLOSING_MARKS).endswith((".", "!")):
        return add_rule(reading, order)
    return add_after(reading, first, order)


def delete_sentence(reading: Reading, sentence: Sentence) -> Fix | None:
    """Take a sentence away, with its line where it is all of that; None where numbers would no longer count up."""
    line = reading.lines[sentence.line]
    if line.closed:
        return None
    is_whole = sentence.start == line.body and sentence.end == len(reading.text[: line.end].rstrip())
    if is_whole and line.is_item and _NUMBERED.search(line.marker):
        return None
    if is_whole:
        after = reading.text.startswith(reading.line_end, line.end)
        return Fix(line.start, line.end + len(reading.line_end) if after else line.end, "")
    if sentence.start > line.body:
        before = reading.text[: sentence.start]
        return Fix(len(before.rstrip(" ")), sentence.end, "")
    rest = reading.text[sentence.end :]
    return Fix(sentence.start, sentence.end + len(rest) - len(rest.lstrip(" ")), "")


def as_sentence(order: str) -> str:
    """Return an order ("ask again") as a sentence with capital and full stop."""
    return order[:1].upper() + order[1:] + ("" if order.endswith((".", "!", "?")) else ".")


def name_people(reading: Reading) -> str:
    """Return what the text calls those on the other end, "the caller" where it has no word for them."""
    found = [match[1].lower() for match in _PEOPLE.finditer(reading.plain)]
    return f"the {max(sorted(set(found)), key=found.count)}" if found else "the caller"


def _bullet_of(reading: Reading, line: Line) -> str:
    """Return indentation and mark of a last line that is a bullet with a full stop, as rules have it, else ''."""
    if not line.marker or _NUMBERED.search(line.marker) or line.closed:
        return ""
    is_sentence = reading.text[line.body : line.end].rstrip().endswith(".")
    return reading.text[line.start : line.body] if is_sentence else ""
