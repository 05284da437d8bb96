"""Which sentence has the agent ask for a field?

A field is spoken of in other words than it is named, so its kind, its name, its description and its choices all count.
How to speak, what to repeat and what not to ask are no questions.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from memory.vocabulary import Field, FieldType
from tools.review.reading import Project, Reading, Sentence, stem, words_of
from tools.review.signs import NEGATES, ORDERS_ASKING, READS_BACK, STYLE, SUMS_UP

LONGEST_LABEL = 60
_DESCRIBED_SHARE = 0.6

_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "a an the of for to in on at is are was be has have and or if whether which what who whom when where how "
        "that this their they them his her its we can our us number no type kind name details info information data "
        "value text caller callers customer customers client clients user users guest guests patient person people "
        "full new current preferred contact first last any given total day time date flag boolean indicating wants "
        "want needs will would should address phone email by with from about as",
    )
)
_TYPED = {
    FieldType.EMAIL: r"\be-?mail|\bmail address|\baddress for the (?:confirmation|receipt|invoice)",
    FieldType.PHONE: (
        r"\b(?:telephone|phone|mobile|cell|cellphone|contact|call[- ]?back|whatsapp)(?: \w+)? ?(?:number|no\b)"
        r"|\b(?:mobile|cellphone|phone numbers?|their cell)\b|\bnumber\b[^.;,]{0,20}\b(?:reach|ring|call|phone|dial|on"
        r" site|back)|\bbest number\b|\b(?:a|their|the) phone(?= ?[,.;]|\Z)"
    ),
    FieldType.NAME: r"\bnames?\b|\bcalled\b|\bwho(?: is|'s|se)? (?:calling|speaking|it is for|are you)",
    FieldType.DATE: r"\b(?:dates?|day|month|week|year|when|born|birth|birthday)\b",
    FieldType.TIME: r"\b(?:times?|when|slots?|o'clock|hour)\b",
    FieldType.MONEY: r"\b(?:amounts?|how much|price|costs?|budget|sum|bill|salary|income|pay)\b",
    FieldType.ADDRESS: r"\b(?:addresse?s?|street|where|suburb|location)\b",
    FieldType.NUMBER: r"\bhow (?:many|much|old|long)\b",
}
_TYPES = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _TYPED.items()}
_SMALL_TALK = re.compile(
    r"\b(?:good|nice|pleasant|great|lovely|wonderful) (?:day|time|week)\b|\b(?:every|all|these) days?\b|\bin time\b"
    r"|\b(?:at a|any|each|this|same|good|second|first|next|take|a long) time\b|\bon (?:the|that) day\b"
    r"|\b(?:the phone(?! number| no\b)|by phone|phone (?:agent|call|line|helper|assistant)|over the phone)\b"
    r"|\bcompany(?:'s)? name\b"
    r"|\b(?:say|give|state|tell|with|mention) (?:\w+ )?your name\b|\bname of the (?:business|company)\b"
    r"|\bwhen(?=[^.?]*,)",
    re.IGNORECASE,
)
_TELLS_ROLE = re.compile(
    r"you(?:'re| are| work| answer| handle| help| run| receive| phone| call| make)\b|(?:callers?|people|customers?"
    r"|guests?"
    r"|clients?|patients?) (?:who|call|ring|phone|have|want)\b",
    re.IGNORECASE,
)
_FIT = re.compile(r"[A-Za-z][A-Za-z0-9 '-]*")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_NAME_BREAKS = re.compile(r"[\s_./-]+|(?<=[a-z])(?=[A-Z])")
_WHICH = re.compile(r"\b(?:which|what)\b[^.]*\?", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:\A(?:what|which|how|when|where|why|who)|\b(?:whether|if)) [^,;:]+\Z", re.IGNORECASE)
_BOOLEAN_LEAD = re.compile(r"\A(?:is|has|have|wants?|needs?|offers?|allows?|does|do)\s+")
_PLAIN_LABELS = frozenset({"name", "date", "address", "phone", "email", "number", "time", "full name"})


def find_request(reading: Reading, field: Field, project: Project) -> Sentence | None:
    """Return the sentence that has the agent ask for a field, the clearest first, or None."""
    found = find_requests(reading, field, project)
    return next(
        (one for one in found if ORDERS_ASKING.search(one.text) or "?" in one.text), found[0] if found else None
    )


@lru_cache(maxsize=256)
def find_requests(reading: Reading, field: Field, project: Project) -> list[Sentence]:
    """Return the sentences that speak of a field in the clearest way that any does, in order."""
    tests = _list_tests(field, project)
    candidates = [(sentence, _strip(sentence.text)) for sentence in list_requests(reading)]
    for test in tests:
        found = [sentence for sentence, words in candidates if test(words)]
        if found:
            return found
    return []


def is_telling(field: Field, project: Project) -> bool:
    """Say whether a field is named or described well enough to be found in a text at all."""
    return bool(_list_tests(field, project))


def names_field(field: Field, words: str) -> bool:
    """Say whether words hold a telling word of the field's name."""
    return bool({stem(word) for word in _split(field.name) if word not in _GENERIC} & _stems(words))


def count_choices(field: Field, words: str) -> int:
    """Return how many of a field's choices stand in words."""
    folded = f" {' '.join(words_of(words))} "
    return sum(f" {' '.join(words_of(choice))} " in folded for choice in field.choices)


@lru_cache(maxsize=4)
def list_requests(reading: Reading) -> list[Sentence]:
    """Return the sentences in which something could be asked for."""
    return [one for one in reading.sentences if not _is_about_speaking(one)]


def label_of(field: Field) -> str | None:
    """Return how to call a field in a sentence, or None where its name is no plain words."""
    label = " ".join(_split(field.name))
    described = field.description.strip().rstrip(".")
    if set(_split(field.name)) <= _GENERIC and label not in _PLAIN_LABELS and 0 < len(described.split()) <= 8:
        label = described[0].lower() + described[1:]
    label = re.sub(r"\be ?mail\b", "e-mail address", label) if "address" not in label else label
    label = f"{label} number" if field.type is FieldType.PHONE and "number" not in label else label
    return label if len(label) <= LONGEST_LABEL and _FIT.fullmatch(label) else None


def as_question(field: Field) -> str | None:
    """Return an order to ask for a field, or None where nothing plain can be said."""
    clause = _CLAUSE.search(field.description.strip().rstrip("."))
    if clause and len(clause[0]) <= 2 * LONGEST_LABEL and _FIT.fullmatch(clause[0]):
        return f"ask {clause[0][0].lower()}{clause[0][1:]}"
    label = label_of(field)
    if label and field.type is FieldType.BOOLEAN:
        return f"ask about the {_BOOLEAN_LEAD.sub('', label)}"
    return f"ask for the {label}" if label else None


def join_labels(labels: Iterable[str], last: str = "and") -> str:
    """Return labels as a list in a sentence."""
    names = list(labels)
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _is_about_speaking(sentence: Sentence) -> bool:
    words = sentence.text
    if _TELLS_ROLE.match(words) and not ORDERS_ASKING.search(words):
        return True
    if SUMS_UP.search(words) and not ORDERS_ASKING.match(words):
        return True
    if STYLE.search(words) and not ORDERS_ASKING.search(words):
        return True
    starts_with = READS_BACK.search(words)
    if starts_with and starts_with.start() < 3:
        return True
    asking = ORDERS_ASKING.search(words)
    negated = NEGATES.search(words)
    return bool(asking and negated and 0 <= asking.start() - negated.end() <= 2)


@lru_cache(maxsize=4_096)
def _strip(words: str) -> str:
    return _SMALL_TALK.sub(" ", words)


def _list_tests(field: Field, project: Project) -> list[Callable[[str], bool]]:
    """Return tests whether words speak of a field, the surest first."""
    named = _split(field.name)
    # What the whole project is about ("car" in a car rental) names no field of it.
    about = _stems(f"{project.goal} {project.name}")
    telling = {stem(word) for word in named if word not in _GENERIC}
    own = telling - about or ({stem(word) for word in named} if telling else set())
    told = {stem(word) for word in words_of(field.description) if word not in _GENERIC and len(word) > 2}
    told -= about
    pattern = _TYPES.get(field.type)
    tests: list[Callable[[str], bool]] = []
    if own:
        tests.append(lambda words: own <= _stems(words))
        tests.append(lambda words: bool(_WHICH.search(words) and telling & _stems(words)))
    if pattern:
        tests.append(lambda words: bool(pattern.search(words)))
    if field.choices:
        tests.append(lambda words: count_choices(field, words) >= 2)
    if told and not pattern:
        tests.append(lambda words: len(told & _stems(words)) >= max(1, _DESCRIBED_SHARE * len(told)))
    return tests


@lru_cache(maxsize=4_096)
def _stems(words: str) -> set[str]:
    joined = _HYPHEN.sub("", words)
    return {stem(word) for word in words_of(words if joined == words else f"{words} {joined}")}


def _split(name: str) -> list[str]:
    return [part.casefold() for part in _NAME_BREAKS.split(name) if part]
