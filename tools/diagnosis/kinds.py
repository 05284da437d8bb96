"""Of what kind are a field's values, by its type and the words of its name?"""

import re
from itertools import chain

from memory.vocabulary import Field, FieldType
from tools.diagnosis.lexicon import (
    CODE_WORDS,
    ENTITY_WORDS,
    FUNCTION_WORDS,
    PERSON_WORDS,
    PLACE_WORDS,
    REASON_WORDS,
    Kind,
)
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.reading import find_words, fold
from tools.diagnosis.synonyms import SHORT_FOR

MOST_NAME_CHARACTERS = 500
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[a-zA-Z])(?=[0-9])")
_LAST_FEW = re.compile(r"last[_ ]?(?:\d|three|four|five|six)")
_YES_NO_NAME = re.compile(r"^(?:is|has|have|had|wants?|needs?|can|will|does|accepts?|agreed|consents?)_")
_BY_TYPE = {
    FieldType.EMAIL: Kind.EMAIL, FieldType.PHONE: Kind.PHONE, FieldType.TIME: Kind.TIME,
    FieldType.MONEY: Kind.MONEY, FieldType.BOOLEAN: Kind.YES_NO,
}  # fmt: skip
_POSTCODE_WORDS = set_of("postcode zip zipcode eircode pincode")
_BIRTH_WORDS = set_of("dob birth birthday birthdate")
_BY_NAME: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.EMAIL, frozenset({"email", "mail"})),
    (Kind.PHONE, frozenset({"phone", "telephone", "mobile", "cell", "cellphone", "callback"})),
    (Kind.BIRTH, _BIRTH_WORDS),
    (Kind.ADDRESS, frozenset({"address", "street"})),
    (Kind.DATE, frozenset({"date", "day", "since", "onset", "start"})),
    (Kind.TIME, frozenset({"time"})),
    (Kind.REASON, REASON_WORDS),
    (Kind.MONEY, frozenset({"amount", "budget", "price", "cost", "salary", "income", "fee"})),
    (Kind.PLACE, PLACE_WORDS),
)

_DISTRICTS = set_of("area suburb town township ward neighbourhood neighborhood district village city region province")
_STREETS = set_of("address street road house number postcode postal zip full landmark where")


def name_words(field: Field) -> tuple[str, ...]:
    """The words of a field's own name, none of them shortened: `apptDate` and `appointment_date` are alike."""
    words = find_words(fold(_CAMEL.sub(" ", field.name[:MOST_NAME_CHARACTERS])).replace("_", " "))
    return tuple(chain.from_iterable(SHORT_FOR.get(word, (word,)) for word in words))


def description_words(field: Field) -> tuple[str, ...]:
    """The words of a field's description."""
    return find_words(fold(field.description[:MOST_NAME_CHARACTERS]).replace("_", " "))


def kind_of(field: Field) -> Kind:
    """What a field's values look like when spoken."""
    name = name_words(field)
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type]
    match field.type:
        case FieldType.DATE:
            kind = Kind.BIRTH if _BIRTH_WORDS & {*name, *description_words(field)} else Kind.DATE
        case FieldType.NAME:
            kind = Kind.ENTITY if ENTITY_WORDS & set(name) else Kind.PERSON
        case FieldType.ADDRESS:
            kind = Kind.POSTCODE if _names_a_postcode(name) else _where_kind(name, description_words(field))
        case FieldType.CHOICE:
            kind = _choice_kind(field)
        case FieldType.NUMBER:
            kind = Kind.CODE if _names_a_code(name) or _is_of_digits(field) else Kind.COUNT
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
    if _names_a_postcode(name):
        return Kind.POSTCODE
    sure, other = _BY_NAME[:2], _BY_NAME[2:]
    otherwise = next((kind for kind, naming in other if words & naming), _where_or_free(name))
    return next((kind for kind, naming in sure if words & naming), Kind.CODE if _names_a_code(name) else otherwise)


def _where_kind(name: tuple[str, ...], description: tuple[str, ...]) -> Kind:
    """An address of which the name or the description wants no more than a suburb or a town is a place."""
    said = {*name, *description}
    return Kind.PLACE if said & _DISTRICTS and not said & _STREETS else Kind.ADDRESS


def _where_or_free(name: tuple[str, ...]) -> Kind:
    return Kind.PLACE if name[:1] == ("where",) or name[-1:] == ("where",) else Kind.FREE


def _names_a_code(name: tuple[str, ...]) -> bool:
    of_something = name[:2] == ("number", "of") or name[:1] == ("num",)
    return not of_something and bool(set(name) & {*CODE_WORDS, "number", "no", "nr"})


def _names_a_postcode(name: tuple[str, ...]) -> bool:
    words = set(name)
    return bool(words & _POSTCODE_WORDS) or {"postal", "code"} <= words or {"post", "code"} <= words


def _is_of_digits(field: Field) -> bool:
    """Whether a number is read out digit by digit: its name says how many, or its description speaks of digits."""
    return _LAST_FEW.search(fold(field.name[:MOST_NAME_CHARACTERS])) is not None or bool(
        {"digits", "digit"} & set(description_words(field))
    )
