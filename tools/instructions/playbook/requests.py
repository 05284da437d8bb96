"""Where do the instructions ask for a field, and where do they list what to ask for?"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from memory.vocabulary import Field, FieldType
from tools.instructions.outline import ItemList, Line, LineKind, Outline

_ASKS = re.compile(
    r"\b(?:ask(?:s|ing)?|collect|gather|obtain|request|capture|record|find out|figure out|take down|note down"
    r"|write down|establish|enquire|inquire|determine|need(?:s)? to (?:get|know)|require)\b"
    r"|(?:\A|\b(?:then|and|also|must|should|will|turns?,|first|next|please),?\s+)get\b",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"(?:\A|[,;:]\s*|\b(?:and|then|also|please|must|should|to)\s+)(?:confirm|verify|check|agree|clarify|identify)\b",
    re.IGNORECASE,
)
_CALLER_ACTS = re.compile(
    r"\b(?:they|users?|callers?|customers?)(?:['’]ll| will| may| might| can| could)\s+(?:\w+\s+){0,3}?"
    r"(?:ask|get|request|need|want|check)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?::|\b(?:following|these|below|information)\b[^:]*[.:]?)\s*\Z|\b(?:following|each of these)\b", re.IGNORECASE
)
_COVERS = re.compile(r"\b(?:cover|questions? (?:to|you)|need to know|details? (?:to|you)|required)\b", re.IGNORECASE)
_FORBIDS = re.compile(
    r"\b(?:do not|don['’]t|never|must not|should not|shouldn['’]t|avoid|without|no need to|not necessary"
    r"|stop|refrain from)\b[^.;:]{0,30}\b(?:ask|collect|request|tak|record|gather|get|captur)",
    re.IGNORECASE,
)
_ONLY_NOT_SO = re.compile(
    r"\b(?:again|twice|repeatedly|more than once|until|before|unless|when|if|at once|all at|in one|too early)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(r"\b(?:questions?|information|details|required|data|fields|intake)\b", re.IGNORECASE)
_EXCEPTION = re.compile(r"\s*(?:only|if|unless|in case|optional)", re.IGNORECASE)
_TO_HELP = re.compile(
    r"\bask[^.;]{0,40}\b(?:anything else|how (?:you|we|i) (?:can|may)|what (?:they|the caller) needs?|can help"
    r"|need(?:s)? help|to (?:hold|wait|confirm)|further)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\s*(?:only )?(?:if|when|unless|once|in case|where|on)\b|\botherwise\b", re.IGNORECASE)
_IDIOMS = re.compile(r"\b(?:at a time|each time|every time|this time|next time|your name|by name|first name terms)\b")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?]+[\"”’)]*(?=\s)|\Z)")
_SHORTENED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|vs|approx|incl)|\b[a-z])\.\Z", re.IGNORECASE)
_CORE_ENDS = re.compile(
    r"\s+(?:for|on|to|in|at|where|which|that|with|from|by)\s+|\s+or\s+to\s+|\s+of\s+(?:the|a|an|their|rental)\s+"
)
_UNSAYING = frozenset(
    {"the", "a", "an", "of", "for", "caller", "customer", "user", "client", "their", "your", "s", "is"}
)
_GENERIC = frozenset({"name", "number", "date", "time", "type", "location", "kind", "place", "code", "amount", "way"})
_ALWAYS_CALLED = {FieldType.EMAIL: "mail", FieldType.PHONE: "phone"}
_ALSO_CALLED = {
    FieldType.ADDRESS: "address",
    FieldType.NAME: "name",
    FieldType.DATE: "date",
    FieldType.TIME: "time",
}
_SAME = {
    "email": "mail",
    "e": "mail",
    "telephone": "phone",
    "mobile": "phone",
    "cellphone": "phone",
    "cell": "phone",
    "color": "colour",
    "zipcode": "zip",
    "dob": "birth",
    "surname": "last",
    "checkin": "check",
    "theater": "theatre",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a line, from `start` to `end` in the text."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Request:
    """Where a field is asked for: a sentence, or an item of a list of things to ask for."""

    field: Field
    sentence: Sentence
    asking_list: ItemList | None = None


class RequestFinder:
    """Reads one outline for the fields of one project."""

    def __init__(self, outline: Outline, fields: Sequence[Field]) -> None:
        self.outline = outline
        self._met: dict[tuple[int, int], frozenset[str]] = {}
        types = Counter(field.type for field in fields)
        self._fields = {field.name: _ways_to_mention(field, is_only_one=types[field.type] == 1) for field in fields}
        self._intros = {item.first: one.intro for one in outline.lists for item in one.items}
        self.asking_lists = [one for one in outline.lists if self._asks(one)]
        self._items = {item.first: one for one in self.asking_lists for item in one.items}
        self._sentences = {line.index: split_sentences(outline, line) for line in outline.lines if is_open(line)}
        self.sentences = [sentence for found in self._sentences.values() for sentence in found]

    def find_request(self, field: Field) -> Request | None:
        """Return where the field is asked for most plainly, or None where it is not."""
        best: Request | None = None
        best_score = 0
        for sentence in self.sentences:
            score, asking_list = self._score(field, sentence)
            if score > best_score:
                best, best_score = Request(field, sentence, asking_list), score
        return best

    def fields_in(self, start: int, end: int) -> frozenset[str]:
        """Return the names of the project's fields that a stretch of the text mentions."""
        known = self._met.get((start, end))
        if known is None:
            known = self._met[start, end] = self._find_fields(self.outline.text[start:end])
        return known

    def asks(self, sentence: Sentence) -> bool:
        """Say whether a sentence tells the agent to ask callers for something."""
        text = self.outline.text[sentence.start : sentence.end]
        return bool(_ASKS.search(text)) and not _is_no_question(text)

    def checks(self, sentence: Sentence) -> bool:
        """Say whether a sentence has the agent confirm or agree on a field of the project."""
        text = self.outline.text[sentence.start : sentence.end]
        return (
            bool(_CHECKS.search(text))
            and not _is_no_question(text)
            and bool(self.fields_in(sentence.start, sentence.end))
        )

    def sentences_of(self, line: int) -> list[Sentence]:
        """Return the sentences of a line; a line that takes no edits has none."""
        return self._sentences.get(line, [])

    def is_conditional(self, sentence: Sentence) -> bool:
        """Say whether what a sentence asks for depends on a condition."""
        return bool(_CONDITION.match(self.outline.text[sentence.start : sentence.end]))

    def _find_fields(self, text: str) -> frozenset[str]:
        words = _words(text)
        ways = {name: [way for way in ways if way <= words] for name, ways in self._fields.items()}
        met = {name: max(found, key=len) for name, found in ways.items() if found}
        # "The hotel's name" is about the hotel's name, not also about the field "name".
        return frozenset(
            name for name, way in met.items() if not any(way < other for key, other in met.items() if key != name)
        )

    def is_asking_list(self, one: ItemList) -> bool:
        """Say whether a list is one of things to ask for."""
        return one.items[0].first in self._items

    def is_for_some_calls(self, one: ItemList) -> bool:
        """Say whether a list of things to ask for is meant only where a condition holds."""
        return one.intro is not None and bool(_EXCEPTION.match(self.outline.body(one.intro)))

    def is_forbidden(self, field: Field) -> bool:
        """Say whether the instructions say not to ask for a field."""
        for sentence in self.sentences:
            if field.name in self.fields_in(sentence.start, sentence.end):
                intro = self._intros.get(sentence.line)
                text = self.outline.text[sentence.start : sentence.end]
                if _forbids(text) or (intro is not None and _forbids(self.outline.body(intro))):
                    return True
        return False

    def _asks(self, one: ItemList) -> bool:
        first = self.outline.lines[one.items[0].first]
        if one.intro is None or not is_open(first) or self.outline.lines[one.intro].closed:
            return False
        intro = self.outline.body(one.intro)
        if _forbids(intro) or _TO_HELP.search(intro):
            return False
        if self.outline.lines[one.intro].kind is LineKind.HEADING:
            stretch = (first.start, self.outline.lines[one.items[-1].last].end)
            return bool(_ASKS.search(intro) or _TITLES.search(intro)) and bool(self.fields_in(*stretch))
        return bool(_LISTS.search(intro)) and bool(_ASKS.search(intro) or _COVERS.search(intro))

    def _score(self, field: Field, sentence: Sentence) -> tuple[int, ItemList | None]:
        if field.name not in self.fields_in(sentence.start, sentence.end):
            return 0, None
        text = self.outline.text[sentence.start : sentence.end]
        asking_list = self._items.get(sentence.line)
        if asking_list and sentence.start == self.outline.lines[sentence.line].body_start:
            return 8, asking_list
        if _is_no_question(text):
            return 0, None
        score = 6 if _ASKS.search(text) else 2 if _CHECKS.search(text) else 0
        return (score - bool(_CONDITION.match(text)) * score // 2 if score else 0), None


def _forbids(text: str) -> bool:
    return bool(_FORBIDS.search(text)) and not _ONLY_NOT_SO.search(text)


def _is_no_question(text: str) -> bool:
    return _forbids(text) or bool(_TO_HELP.search(text) or _CALLER_ACTS.search(text))


def is_open(line: Line) -> bool:
    """Say whether a line holds instructions an edit may stand beside."""
    return not line.closed and line.kind in {LineKind.ITEM, LineKind.TEXT}


def split_sentences(outline: Outline, line: Line) -> list[Sentence]:
    """Return the sentences of a line; none ends after "e.g.", or inside brackets or quotation marks."""
    body = outline.body(line.index).rstrip()
    sentences: list[Sentence] = []
    start: int | None = None
    brackets = quotes = straight = 0
    for match in _SENTENCE.finditer(body):
        part = match[0]
        start = match.start() if start is None else start
        brackets += part.count("(") - part.count(")")
        quotes += part.count("“") - part.count("”")
        straight += part.count('"')
        is_inside = brackets > 0 or quotes > 0 or straight % 2 == 1
        if match.end() < len(body) and (is_inside or _SHORTENED.search(part[-8:])):
            continue
        sentences.append(Sentence(line.index, line.body_start + start, line.body_start + match.end()))
        start = None
        brackets = quotes = straight = 0
    return sentences


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain_words(_IDIOMS.sub(" ", text.lower())))


def _plain_words(text: str) -> list[str]:
    return [_plain_word(word) for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=8192)
def _plain_word(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _SAME.get(word, word)


def _ways_to_mention(field: Field, *, is_only_one: bool) -> tuple[frozenset[str], ...]:
    """Return sets of words; a sentence that holds all words of one set mentions the field.

    The only date of a project may be called "the date", and likewise for other kinds of values.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", field.name)
    ways = [_plain_words(spaced), _core_words(field.description)]
    if field.type in _ALWAYS_CALLED or (is_only_one and field.type in _ALSO_CALLED):
        ways.append([(_ALWAYS_CALLED | _ALSO_CALLED)[field.type]])
    if field.type is FieldType.BOOLEAN:
        ways = [
            [word for word in way if word not in {"has", "offer", "want", "need", "add", "allow"}] for way in ways[:1]
        ]
    if field.type is FieldType.CHOICE and len(field.choices) > 1:
        named = _plain_words(" ".join(field.choices[:2]))
        ways.append(named if any(map(str.isalpha, named)) else [])
    kept = (frozenset(word for word in way if word not in _UNSAYING) for way in ways)
    return tuple(way for way in dict.fromkeys(kept) if way)


def _core_words(description: str) -> list[str]:
    parts = _CORE_ENDS.split(description.strip().lower())
    words: list[str] = []
    for part in parts:
        words += _plain_words(part)
        if any(word not in _GENERIC and word not in _UNSAYING for word in words):
            return words
    return []
