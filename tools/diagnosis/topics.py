"""What is a field about, and which words tell it from the other fields of its project?"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise

from memory.vocabulary import Field, FieldType
from tools.diagnosis.lexicon import (
    CODE_WORDS,
    COUNT_UNITS,
    EMPTY_WORDS,
    END_NAMES,
    ENTITY_WORDS,
    FROM_NAMES,
    FUNCTION_WORDS,
    PERSON_WORDS,
    PLACE_WORDS,
    REASON_WORDS,
    START_NAMES,
    SYNONYMS,
    TO_NAMES,
    Kind,
)
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.reading import find_words, fold, stem, stems_of
from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS

MOST_NAME_CHARACTERS = 500
MOST_OPTIONS = 100
MOST_SIBLINGS = 200
_COUNTED = frozenset().union(*COUNT_UNITS)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LENGTH = re.compile(r"\b(\w+)[ -](?:character|digit|letter|figure)s?\b")
_YES_NO_NAME = re.compile(r"^(?:is|has|have|had|wants?|needs?|can|will|does|accepts?|agreed|consents?)_")
_BY_TYPE = {
    FieldType.EMAIL: Kind.EMAIL, FieldType.PHONE: Kind.PHONE, FieldType.TIME: Kind.TIME,
    FieldType.MONEY: Kind.MONEY, FieldType.BOOLEAN: Kind.YES_NO,
}  # fmt: skip
_POSTCODE_WORDS = set_of("postcode zip zipcode postal")
_BIRTH_WORDS = set_of("dob birth birthday birthdate")
_BY_NAME: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.EMAIL, frozenset({"email", "mail"})),
    (Kind.PHONE, frozenset({"phone", "telephone", "mobile", "cell", "cellphone", "callback"})),
    (Kind.POSTCODE, _POSTCODE_WORDS),
    (Kind.BIRTH, _BIRTH_WORDS),
    (Kind.ADDRESS, frozenset({"address", "street"})),
    (Kind.DATE, frozenset({"date", "day", "since", "onset", "start"})),
    (Kind.TIME, frozenset({"time"})),
    (Kind.REASON, REASON_WORDS),
    (Kind.MONEY, frozenset({"amount", "budget", "price", "cost", "salary", "income", "fee"})),
    (Kind.PLACE, PLACE_WORDS),
)
_TROUBLE_WORDS = set_of("fault problem issue complaint symptom symptoms trouble wrong broken")
_KIND_WORDS = set_of("email mail address phone telephone mobile date day time name number code amount city location")


@dataclass(frozen=True, slots=True)
class Topic:
    """A field as the rules understand it."""

    field: Field
    kind: Kind
    own: frozenset[str]
    """Stems by which it is recognised: of the words of its name, and of other words for the same."""
    described: frozenset[str]
    """Stems of its description: weaker."""
    words: frozenset[str]
    """The words of its name that tell it apart, in full."""
    units: frozenset[str]
    """Stems of what is counted."""
    side: str | None
    """`start` or `end` of a pair such as arrival and departure."""
    part: str | None
    """`first` or `last` of a name."""
    whole_name: bool
    length: int | None
    """How many characters a code must have."""
    options: tuple[str, ...]
    is_trouble: bool
    """The field says what is wrong, so that `what seems to be the problem?` asks for it."""
    needs_digits: bool
    """The description shows a value with digits in it."""
    against: frozenset[str] = frozenset()
    """Stems that speak of another field of the same kind."""
    has_sibling: bool = False
    """Another field is of the same kind."""
    has_partner: bool = False
    """A date whose project also wants a time, or the other way round."""


def build_topics(fields: Sequence[Field]) -> tuple[Topic, ...]:
    """Understand the fields of a project together, in their order."""
    return _build(tuple(fields))


@lru_cache(maxsize=512)
def _build(fields: tuple[Field, ...]) -> tuple[Topic, ...]:
    kinds = [_kind_of(field) for field in fields]
    named = [_tell_apart(field) for field in fields]
    uses = Counter(chain.from_iterable(named))
    of_kind: dict[Kind, list[frozenset[str]]] = {}
    for kind, telling in zip(kinds, named, strict=True):
        of_kind.setdefault(kind, []).append(telling)
    topics = []
    for field, kind, telling in zip(fields, kinds, named, strict=True):
        siblings = frozenset(chain.from_iterable(of_kind[kind][:MOST_SIBLINGS]))
        partner = {Kind.DATE: Kind.TIME, Kind.TIME: Kind.DATE}.get(kind)
        topic = _understand(field, kind, telling, uses)
        against = stems_of(tuple(siblings - telling)) - topic.own
        topics.append(
            replace(topic, against=against, has_sibling=len(of_kind[kind]) > 1, has_partner=partner in of_kind)
        )
    return tuple(topics)


def _understand(field: Field, kind: Kind, telling: frozenset[str], uses: Counter[str]) -> Topic:
    """One field. `telling` are the words of its name, `uses` counts in how many names of the project a word stands."""
    name, description = name_words(field), _description_words(field)
    content = _content(description)
    taken = frozenset(word for word in telling | content if uses[word] > (word in telling))
    distinct = telling - taken or telling
    if not distinct and kind is not Kind.CHOICE:
        distinct = content - taken or content or frozenset(name)
    named = distinct if kind in _RECOGNISED_BY_NAME else telling
    described = _with_synonyms(content - taken) if kind is Kind.CHOICE else content - taken
    words = telling | distinct
    return Topic(
        field=field,
        kind=kind,
        own=stems_of(tuple(_with_synonyms(named))),
        described=stems_of(tuple(described)),
        words=_with_synonyms(words) if kind is Kind.CODE else words,
        units=_units(name, description),
        side=_side(name, kind),
        part=_part(name) if kind is Kind.PERSON else None,
        whole_name=_wants_whole_name((*name, *description)),
        length=_described_length(field.description),
        options=tuple(fold(option).strip() for option in field.choices[:MOST_OPTIONS] if option.strip()),
        is_trouble=bool({*name, *description} & _TROUBLE_WORDS),
        needs_digits=any(c.isdigit() for c in field.description[:MOST_NAME_CHARACTERS]),
    )


_RECOGNISED_BY_NAME = frozenset({Kind.YES_NO, Kind.CHOICE, Kind.FREE, Kind.REASON})


def name_words(field: Field) -> tuple[str, ...]:
    """The words of a field's own name: `checkInDate` and `check_in_date` are alike."""
    return find_words(fold(_CAMEL.sub(" ", field.name[:MOST_NAME_CHARACTERS])).replace("_", " "))


def _description_words(field: Field) -> tuple[str, ...]:
    return find_words(fold(field.description[:MOST_NAME_CHARACTERS]).replace("_", " "))


def _kind_of(field: Field) -> Kind:
    name = name_words(field)
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type]
    match field.type:
        case FieldType.DATE:
            kind = Kind.BIRTH if _BIRTH_WORDS & {*name, *_description_words(field)} else Kind.DATE
        case FieldType.NAME:
            kind = Kind.ENTITY if ENTITY_WORDS & set(name) else Kind.PERSON
        case FieldType.ADDRESS:
            kind = Kind.POSTCODE if _POSTCODE_WORDS & set(name) else Kind.ADDRESS
        case FieldType.CHOICE:
            kind = _choice_kind(field)
        case FieldType.NUMBER:
            kind = Kind.CODE if _names_a_code(name) else Kind.COUNT
        case _:
            kind = _text_kind(field, name)
    return kind


def _choice_kind(field: Field) -> Kind:
    options = {fold(option).strip() for option in field.choices}
    if options and options <= {"yes", "no", "true", "false", "y", "n", "unsure", "maybe", "not sure"}:
        return Kind.YES_NO
    return Kind.COUNT if options and all(option.isdigit() for option in options) else Kind.CHOICE


def _text_kind(field: Field, name: tuple[str, ...]) -> Kind:
    if _YES_NO_NAME.match(fold(field.name[:MOST_NAME_CHARACTERS])):
        return Kind.YES_NO
    words = set(name)
    if "name" in words or words & {"surname", "firstname", "lastname", "fullname"}:
        about = words - PERSON_WORDS - FUNCTION_WORDS
        return Kind.ENTITY if about else Kind.PERSON
    if name[:2] == ("number", "of") or words & {"count", "quantity", "age"}:
        return Kind.COUNT
    for kind, naming in _BY_NAME[:3]:
        if words & naming:
            return kind
    if _names_a_code(name):
        return Kind.CODE
    return next((kind for kind, naming in _BY_NAME[3:] if words & naming), _where_or_free(name))


def _where_or_free(name: tuple[str, ...]) -> Kind:
    return Kind.PLACE if name[:1] == ("where",) or name[-1:] == ("where",) else Kind.FREE


def _names_a_code(name: tuple[str, ...]) -> bool:
    of_something = name[:2] == ("number", "of") or name[:1] == ("num",)
    return not of_something and bool(set(name) & {*CODE_WORDS, "number", "no", "nr"})


def _content(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words) - FUNCTION_WORDS - EMPTY_WORDS


def _tell_apart(field: Field) -> frozenset[str]:
    return _content(name_words(field)) - _KIND_WORDS


def _with_synonyms(words: frozenset[str]) -> frozenset[str]:
    return words.union(*(group for group in SYNONYMS if group & words))


def _units(name: tuple[str, ...], description: tuple[str, ...]) -> frozenset[str]:
    """Stems of what is counted: the first noun of the name, or what the description says `number of` about."""
    counted = [word for before, word in pairwise(("", *name)) if word in _COUNTED and not before.isdigit()]
    nouns = (counted or [word for word in name if word in _content(name) - _KIND_WORDS])[:1]
    for lead in ("of", "many"):
        if lead in description:
            nouns += description[description.index(lead) + 1 :][:1]
    nouns += [word for word in description if word in _COUNTED][:1] if not counted else []
    group = next((group for noun in nouns for group in COUNT_UNITS if noun in group), frozenset())
    return frozenset(stem(unit) for unit in group.union(nouns))


def _side(name: tuple[str, ...], kind: Kind) -> str | None:
    words, joined = set(name), " ".join(name)
    starts, ends = (FROM_NAMES, TO_NAMES) if kind is Kind.PLACE else (START_NAMES, END_NAMES)
    if words & starts or any(phrase in joined for phrase in ("check in", "pick up", "move in")):
        return "start"
    if words & ends or any(phrase in joined for phrase in ("check out", "drop off", "move out")):
        return "end"
    return None


def _part(name: tuple[str, ...]) -> str | None:
    words = set(name)
    if words & {"last", "surname", "family", "lastname"}:
        return None if "first" in words else "last"
    return "first" if words & {"first", "given", "forename", "firstname"} else None


def _wants_whole_name(words: tuple[str, ...]) -> bool:
    said = set(words)
    return "full" in said or ("first" in said and bool(said & {"last", "surname", "family"}))


def _described_length(description: str) -> int | None:
    """`ten digits` is 10, `two letters and six digits` is 8."""
    total = 0
    for said in _LENGTH.findall(fold(description[:MOST_NAME_CHARACTERS])):
        number = DIGIT_WORDS.get(said) or str(TEENS_AND_TENS.get(said, said))
        if not (number.isascii() and number.isdigit() and len(number) <= 2):
            return None
        total += int(number)
    return total or None
