"""What is a field about, and which words tell it from the other fields of its project?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from memory.vocabulary import Field, FieldType
from tools.diagnosis.lexicon import (
    CODE_WORDS,
    COUNT_UNITS,
    EMPTY_WORDS,
    END_NAMES,
    ENTITY_WORDS,
    FUNCTION_WORDS,
    PERSON_WORDS,
    PLACE_WORDS,
    REASON_WORDS,
    START_NAMES,
    SYNONYMS,
    Kind,
)
from tools.diagnosis.reading import find_words, fold, stem, stems_of
from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS

MOST_NAME_CHARACTERS = 500
_COUNTED = frozenset().union(*COUNT_UNITS)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LENGTH = re.compile(r"\b(\w+)[ -](?:character|digit|letter|figure)s?\b")
_YES_NO_NAME = re.compile(r"^(?:is|has|have|had|wants?|needs?|can|will|does|accepts?|agreed|consents?)_")
_BY_TYPE = {
    FieldType.EMAIL: Kind.EMAIL, FieldType.PHONE: Kind.PHONE, FieldType.TIME: Kind.TIME,
    FieldType.MONEY: Kind.MONEY, FieldType.BOOLEAN: Kind.YES_NO,
}  # fmt: skip
_BY_NAME: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.EMAIL, frozenset({"email", "mail"})),
    (Kind.PHONE, frozenset({"phone", "telephone", "mobile", "cell", "cellphone", "callback"})),
    (Kind.POSTCODE, frozenset({"postcode", "zip", "zipcode", "postal"})),
    (Kind.BIRTH, frozenset({"dob", "birth", "birthday", "birthdate"})),
    (Kind.ADDRESS, frozenset({"address", "street"})),
    (Kind.DATE, frozenset({"date", "day", "since", "onset"})),
    (Kind.TIME, frozenset({"time"})),
    (Kind.REASON, REASON_WORDS),
    (Kind.MONEY, frozenset({"amount", "budget", "price", "cost", "salary", "income", "fee"})),
    (Kind.PLACE, PLACE_WORDS),
)
_TROUBLE_WORDS = frozenset("fault problem issue complaint symptom symptoms trouble wrong broken".split())
_KIND_WORDS = frozenset(
    "email mail address phone telephone mobile date day time name number code amount city location".split()
)


@dataclass(frozen=True)
class Topic:
    """A field as the rules understand it.

    `own` are stems by which it is recognised, `described` weaker ones from its description, `against`
    stems that speak of a sibling field of the same kind instead. `side` is "start" or "end" of a pair,
    `part` "first" or "last" of a name, `length` the number of characters a code must have.
    """

    field: Field
    kind: Kind
    own: frozenset[str]
    described: frozenset[str]
    against: frozenset[str]
    words: frozenset[str]
    units: frozenset[str]
    side: str | None
    part: str | None
    whole_name: bool
    length: int | None
    options: tuple[str, ...]
    has_sibling: bool
    has_partner: bool
    """A date whose project also wants a time, or the other way round."""
    is_trouble: bool
    """The field says what is wrong, so that `what seems to be the problem?` asks for it."""
    needs_digits: bool
    """The description shows a value with digits in it."""


def build_topics(fields: Sequence[Field]) -> tuple[Topic, ...]:
    """Understand the fields of a project together, in their order."""
    return _build(tuple(fields))


@lru_cache(maxsize=512)
def _build(fields: tuple[Field, ...]) -> tuple[Topic, ...]:
    kinds = [_kind_of(field) for field in fields]
    named = [_tell_apart(field) for field in fields]
    topics = []
    for i, field in enumerate(fields):
        siblings = [named[j] for j in range(len(fields)) if j != i and kinds[j] is kinds[i]]
        others = [named[j] for j in range(len(fields)) if j != i]
        partner = {Kind.DATE: Kind.TIME, Kind.TIME: Kind.DATE}.get(kinds[i])
        topics.append(_topic(field, kinds[i], siblings, others, has_partner=partner in kinds))
    return tuple(topics)


def _topic(
    field: Field, kind: Kind, siblings: list[frozenset[str]], others: list[frozenset[str]], *, has_partner: bool
) -> Topic:
    name, description = name_words(field), _description_words(field)
    telling = _tell_apart(field)
    taken: frozenset[str] = frozenset(chain.from_iterable(others))
    distinct = telling - taken or telling
    if not distinct:
        distinct = _content(description) - taken or _content(description) or frozenset(name)
    if kind is Kind.CHOICE and not telling:
        distinct = frozenset()
    own = stems_of(tuple(_with_synonyms(distinct if kind in _RECOGNISED_BY_NAME else telling)))
    against = stems_of(tuple(frozenset(chain.from_iterable(siblings)) - telling))
    return Topic(
        field=field,
        kind=kind,
        own=own,
        described=stems_of(tuple(_with_synonyms(_content(description) - taken) if kind is Kind.CHOICE else _content(description) - taken)),
        against=against - own,
        words=telling | distinct,
        units=_units(name, description),
        side=_side(name),
        part=_part(name) if kind is Kind.PERSON else None,
        whole_name=_wants_whole_name((*name, *description)),
        length=_described_length(field.description),
        options=tuple(fold(option).strip() for option in field.choices[:100] if option.strip()),
        has_sibling=bool(siblings),
        has_partner=has_partner,
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
    name, description = name_words(field), _description_words(field)
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type]
    if field.type is FieldType.DATE:
        return Kind.BIRTH if _BY_NAME[3][1] & {*name, *description} else Kind.DATE
    if field.type is FieldType.NAME:
        return Kind.ENTITY if ENTITY_WORDS & set(name) else Kind.PERSON
    if field.type is FieldType.ADDRESS:
        return Kind.POSTCODE if _BY_NAME[2][1] & set(name) else Kind.ADDRESS
    if field.type is FieldType.CHOICE:
        return _choice_kind(field)
    if field.type is FieldType.NUMBER:
        return Kind.CODE if _names_a_code(name) else Kind.COUNT
    return _text_kind(field, name)


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
    nouns = [word for word in name if word in _COUNTED or word in _content(name) - _KIND_WORDS][:1]
    if "of" in description:
        nouns += description[description.index("of") + 1 :][:1]
    group = next((group for noun in nouns for group in COUNT_UNITS if noun in group), frozenset(nouns))
    return frozenset(stem(unit) for unit in group)


def _side(name: tuple[str, ...]) -> str | None:
    words, joined = set(name), " ".join(name)
    if words & START_NAMES or "check in" in joined or "pick up" in joined:
        return "start"
    if words & END_NAMES or "check out" in joined or "drop off" in joined:
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
