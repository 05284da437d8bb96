"""What should an agent be told about asking for a kind of value? The playbook's phrasing, in one place.

Every function returns an order in lower case without a full stop ("read it back"), in which `it` is how the
value is called where the order will stand. No order names a number above three, a price or a place.
"""

import re

from memory.vocabulary import Field, FieldType
from tools.instructions.playbook.field_phrases import Phrase

LONGEST_CHOICES = 90
MOST_CHOICES = 8

_CODE = re.compile(
    r"\b(?:codes?|postcode|zip|id|reference|serial|vin|plates?)\b"
    r"|\b(?!the\b|a\b)\w+ (?:number|code|id)s?\b(?! of (?!the\b|a\b|an\b))",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:birth|born|dob|expir\w*)\b", re.IGNORECASE)
_PART_OF_NAME = re.compile(r"\b(?:first|last|middle|given|family|sur)\s?name|\b(?:company|business)\b", re.IGNORECASE)
_REPEATS = re.compile(
    r"\b(?:again|once more|twice|repeat\w*|(?:two|three|several|\d) times|second time)\b", re.IGNORECASE
)
_SPELLS = re.compile(r"\bspel(?:l|ls|led|t|ling)\b", re.IGNORECASE)
_READS_BACK = re.compile(
    r"\b(?:read(?:s|ing)?(?: \w+){0,3} back|repeat|confirm|say(?: \w+){0,2} back)\b", re.IGNORECASE
)


def say_how_to_take(field: Field, it: str = "it") -> str:
    """Return what makes a new question work at once, or '' where asking is enough."""
    orders = {
        FieldType.EMAIL: f"have {it} spelled and read it back",
        FieldType.PHONE: f"take {it} digit by digit and read it back",
        FieldType.NAME: f"have {it} spelled",
        FieldType.DATE: f"make sure {it} has a day and a month",
        FieldType.TIME: f"make sure it is clear whether {it} is in the morning or the afternoon",
        FieldType.ADDRESS: f"take street, house number and town for {it}, and read them back",
    }
    if it == "it":
        orders[FieldType.TIME] = "make sure it is clear whether morning or afternoon is meant"
        orders[FieldType.ADDRESS] = "take street, house number and town, and read them back"
    if field.type is FieldType.CHOICE and list_choices(field):
        named = f"name the choices: {list_choices(field)}"
        return named if it == "it" else f"for {it}, {named}"
    return orders.get(field.type, "")


def say_what_is_needed(field: Field, already: str = "") -> str:
    """Return what the agent should tell callers about the answer, or '' where the question says it already."""
    orders = {
        FieldType.EMAIL: "say that you need the whole address, spelled out",
        FieldType.PHONE: "say that you need the whole number, digit by digit",
        FieldType.DATE: "say that you need the day and the month, such as “the fifth of May”",
        FieldType.TIME: "say that you need the hour and whether it is morning or afternoon",
        FieldType.NUMBER: "say that you need a number",
        FieldType.MONEY: "say that you need the exact amount",
        FieldType.ADDRESS: "say that you need street, house number and town",
        FieldType.BOOLEAN: "say that yes or no is enough",
    }
    if field.type is FieldType.CHOICE and list_choices(field):
        is_told = all(choice.casefold() in already.casefold() for choice in field.choices)
        return "" if is_told else f"name the choices: {list_choices(field)}"
    if field.type is FieldType.NAME and not _PART_OF_NAME.search(f"{field.name.replace('_', ' ')} {field.description}"):
        return "say that you need the first and the last name"
    return orders.get(field.type, "")


def say_how_to_ask_clearly(phrase: Phrase, it: str = "it", already: str = "") -> str:
    """Return how to put a question that callers did not understand."""
    order = f"make {it if phrase.noun else 'this'} one short question of its own"
    needed = say_what_is_needed(phrase.field, already)
    return f"{order}, and {needed}" if needed else order


def say_how_to_check(phrase: Phrase, it: str = "it", already: str = "") -> str:
    """Return how to make sure a value was heard right; `already` is what the instructions say about it."""
    field = phrase.field
    it = it if phrase.noun else "the answer"
    said = f"{field.name.replace('_', ' ')}. {field.description}"
    is_code = field.type is FieldType.TEXT and bool(_CODE.search(said))
    is_spelled = is_code or field.type in {FieldType.EMAIL, FieldType.NAME}
    spells, reads_back = bool(_SPELLS.search(already)), bool(_READS_BACK.search(already))
    right = "and ask whether it is right"
    if reads_back and (spells or not is_spelled):
        again = "have it spelled with a word for each letter" if is_spelled else "take it again slowly"
        return f"ask whether {it} is right before you go on; if it is not, {again}"
    if spells:
        return f"read {it} back as it was spelled {right}"
    if is_code:
        return f"have {it} spelled with a word for each letter, read it back character by character {right}"
    if field.type is FieldType.DATE and _BIRTH.search(said):
        return f"repeat {it} with day, month and year {right}"
    orders = {
        FieldType.EMAIL: f"have {it} spelled, read it back letter by letter {right}",
        FieldType.NAME: f"have {it} spelled, spell it back {right}",
        FieldType.PHONE: f"read {it} back digit by digit {right}",
        FieldType.DATE: f"repeat {it} with day and month {right}",
        FieldType.ADDRESS: f"have street and town spelled, read {it} back {right}",
    }
    return orders.get(field.type, f"repeat {it} {right}")


def say_how_to_follow_up(phrase: Phrase, it: str = "it", already: str = "") -> str:
    """Return what to do when the caller does not answer; `already` is what the instructions say about it."""
    if _REPEATS.search(already):
        missing = f"{it} was not given or not understood" if phrase.noun else "there was no clear answer"
        return f"do not go on after the first try: if {missing}, ask again"
    given = f"give {it}" if phrase.noun else "answer" if it == "it" else phrase.given
    return f"if the caller does not {given}, ask once more in other words, then move on"


def list_choices(field: Field) -> str:
    """Return the choices as "a, b or c", or '' where they are numbers, too many or too long to say."""
    choices = [" ".join(choice.split()) for choice in field.choices]
    is_sayable = all(any(map(str.isalpha, choice)) for choice in choices)
    named = " or ".join(filter(None, (", ".join(choices[:-1]), *choices[-1:])))
    return named if is_sayable and 1 < len(choices) <= MOST_CHOICES and len(named) <= LONGEST_CHOICES else ""
