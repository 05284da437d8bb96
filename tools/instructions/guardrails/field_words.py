"""Which words name a field: those of its name, its description and its choices, and others for its kind of value?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from memory.vocabulary import Field, FieldType
from tools.instructions.guardrails.closed_words import GENERAL_WORDS, NUMBER_WORDS, VALUE_WORDS
from tools.instructions.guardrails.closed_words_elsewhere import NAMES_ELSEWHERE, WORDS_ELSEWHERE
from tools.instructions.guardrails.plain_text import plain, words_of

_KINDS: dict[FieldType, str] = {
    FieldType.NAME: "name names surname surnames forename spelled called",
    FieldType.EMAIL: "email emails mail mailbox",
    FieldType.PHONE: "phone telephone number numbers callback mobile cell cellphone landline digits",
    FieldType.DATE: "date dates day days month months year years week weekday weekdays when",
    FieldType.TIME: "time times hour hours morning afternoon evening oclock when",
    FieldType.ADDRESS: "address addresses street house town city postcode suburb where",
    FieldType.NUMBER: "number many much figure amount",
    FieldType.MONEY: "amount much sum figure spend budget",
    FieldType.CHOICE: "choice choices option options",
    FieldType.BOOLEAN: "whether",
    FieldType.TEXT: "",
}
_RELATED = {
    "weight": "weigh weighs heavy",
    "height": "high tall",
    "length": "long",
    "width": "wide",
    "depth": "deep",
    "age": "old",
    "birth": "born birthday",
    "size": "big large",
    "arrival": "arrive arrives",
    "departure": "depart leave leaves",
    "budget": "spend",
    "price": "cost costs",
    "duration": "long last lasts",
    "distance": "far",
    "colour": "color",
    "color": "colour",
    "frequency": "often",
    "quantity": "many much",
    "count": "many",
}
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ies", "ers", "ed", "er", "es", "ly", "s", "e", "y")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What belongs to the missing fields.

    `own` are all their words, `naming` the stems of those that say which value is meant; `phrases` are their
    descriptions, names and choices as they are written, longest first.
    """

    own: frozenset[str]
    naming: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


def tokens_of(text: str) -> list[str]:
    """Return the words of a text; underscores and hyphens part words, an e-mail is one."""
    joined = plain(text).replace("e-mail", "email").replace("e mail", "email")
    return words_of(joined.replace("_", " ").replace("-", " "))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a word without one of the usual endings, at least three letters of it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1].isascii():
        word = word[:-1]
    return word


def read_field_words(fields: Sequence[Field], *, elsewhere: bool = False) -> FieldWords:
    """Gather the words of fields; `elsewhere` adds how kinds of values are called in other languages than English."""
    own: set[str] = set()
    naming: set[str] = set()
    phrases: set[tuple[str, ...]] = set()
    for field in fields:
        texts = (field.name, field.description, *field.choices)
        words = [word for text in texts for word in tokens_of(text)]
        words += [near for word in words for near in _RELATED.get(word, "").split()]
        own |= {*words, *_KINDS[field.type].split()}
        telling = {word for word in words if word not in GENERAL_WORDS and word not in WORDS_ELSEWHERE}
        precise = {word for word in telling if word not in VALUE_WORDS and word not in NUMBER_WORDS}
        naming |= {stem(word) for word in precise or telling or words}
        kinds = {*_KINDS[field.type].split(), *(tokens_of(NAMES_ELSEWHERE.get(field.type, "")) if elsewhere else ())}
        naming |= {stem(word) for word in kinds} | {stem(word) for word in telling & VALUE_WORDS}
        own |= kinds
        phrases |= {tuple(tokens_of(text)) for text in texts}
    ordered = sorted((phrase for phrase in phrases if len(phrase) > 1), key=len, reverse=True)
    return FieldWords(frozenset(own), frozenset(naming), tuple(ordered))
