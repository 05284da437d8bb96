"""How are the items of a list written, and how does a new one look among them?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from memory.vocabulary import FieldType
from tools.instructions.outline import ItemList, Outline
from tools.instructions.playbook.field_phrases import Phrase
from tools.instructions.playbook.placing import as_sentence
from tools.instructions.playbook.question_wording import list_choices, say_how_to_take

_SENTENCE = re.compile(
    r"(?:\*\*)?(?:then |also |always |please )?(?:ask|get|collect|request|take|find out|confirm|check)\b", re.I
)
_PARENTHESES = re.compile(r"[^()]{1,80} \([^()]+\)[.;,]?\Z")
_COLON = re.compile(r"(?:\*\*)?[^:]{1,60}:(?:\*\*)? \S")
_DASH = re.compile(r"[^-–—]{1,60} [-–—] \S")
_GOES_ON = re.compile(r"\b(?:and|or)\s*\Z", re.IGNORECASE)
_TAKEN_WITH_CARE = frozenset({FieldType.EMAIL, FieldType.PHONE, FieldType.NAME})
_MOST_LABEL_WORDS = 6


class ItemForm(StrEnum):
    """What the items of a list look like."""

    SENTENCE = "Ask for the name."
    QUESTION = "What is your name?"
    PARENTHESES = "name (Name of the caller)"
    COLON = "Name: the name of the caller"
    DASH = "name - the name of the caller"
    LABEL = "Name"


@dataclass(frozen=True, slots=True)
class ItemStyle:
    """The form of a list's items, whether they start with a capital, are bold, and how they end."""

    form: ItemForm
    capital: bool
    bold: bool
    dotted: bool
    ending: str

    def write(self, phrase: Phrase) -> str:
        """Return the body of a new item that asks for a field."""
        care = say_how_to_take(phrase.field) if phrase.field.type in _TAKEN_WITH_CARE else ""
        if self.form in {ItemForm.SENTENCE, ItemForm.QUESTION}:
            return write_step(phrase, ends=self.form is ItemForm.QUESTION or self.ending == ".")
        label = phrase.field.name if self.dotted and "." in phrase.field.name else self._label(phrase)
        body = self._described(label, phrase)
        if care and body.endswith(")"):
            body = f"{body[:-1]}; {care})" if self.form is ItemForm.LABEL else f"{body}; {care}"
        elif care:
            body = f"{body} ({care})" if self.form is ItemForm.LABEL else f"{body}; {care}"
        return body + self.ending

    def _label(self, phrase: Phrase) -> str:
        label = phrase.label
        if self.form is ItemForm.LABEL:
            short = re.sub(r"\A(?:the|a|an)\s+", "", phrase.noun)
            is_short = 0 < len(short.split()) <= _MOST_LABEL_WORDS
            label = short if is_short else phrase.clause or phrase.label
        return label[:1].upper() + label[1:] if self.capital else label

    def _described(self, label: str, phrase: Phrase) -> str:
        said = phrase.clause or phrase.question or phrase.description
        if phrase.clause.startswith("a "):
            said = "yes or no"
        choices = list_choices(phrase.field)
        if choices:
            said = f"{said}: {choices}" if said and self.form is not ItemForm.LABEL else choices
        if self.bold:
            label = f"**{label}**"
        is_told = not said or said.casefold() == phrase.label.casefold()
        match self.form:
            case ItemForm.LABEL:
                return f"{label} ({choices})" if choices else label
            case ItemForm.COLON:
                return f"{label}: {said}" if said else label
            case ItemForm.DASH:
                return f"{label} - {said}" if said else label
            case _:
                return label if is_told or "(" in said else f"{label} ({said})"


def read_style(outline: Outline, one: ItemList) -> ItemStyle:
    """Return how the items of a list are written, by what most of them do."""
    bodies = [outline.body(item.first).rstrip() for item in one.items]
    endings = [body[-1] if body[-1] in ".;," else "" for body in bodies[:-1] or bodies]
    return ItemStyle(
        form=_form(bodies),
        capital=_most(body.lstrip('*_“"')[:1].isupper() for body in bodies),
        bold=_most(body.startswith("**") for body in bodies),
        dotted=_most(re.match(r"\w+\.\w+", body) is not None for body in bodies),
        ending=max(dict.fromkeys(endings), key=endings.count),
    )


def find_place(outline: Outline, one: ItemList, style: ItemStyle, last: int) -> int:
    """Return after which item of a list a new one goes: item `last`, or one before where that closes it.

    A list that runs as one sentence ("name; date; and phone number.") would not end well otherwise.
    """
    if style.ending not in {";", ","} or outline.body(one.items[last].first).rstrip().endswith(style.ending):
        return last
    place = last - 1
    while place > 0 and _GOES_ON.search(outline.body(one.items[place].first)):
        place -= 1
    return max(place, 0)


def ends_sentences(outline: Outline, one: ItemList) -> bool:
    """Say whether the items of a list end with a sign, as sentences do."""
    return not _most(outline.body(item.first).rstrip()[-1:].isalnum() for item in one.items)


def write_step(phrase: Phrase, *, ends: bool = True) -> str:
    """Return the body of a step that asks for a field: "Ask for the e-mail address. Have it spelled."."""
    care = say_how_to_take(phrase.field)
    text = " ".join((as_sentence(phrase.request), *([as_sentence(care)] if care else [])))
    return text if ends else text.removesuffix(".")


def _form(bodies: Sequence[str]) -> ItemForm:
    if _most(body.endswith("?") for body in bodies):
        return ItemForm.QUESTION
    if _most(_SENTENCE.match(body) is not None for body in bodies):
        return ItemForm.SENTENCE
    for form, pattern in (
        (ItemForm.PARENTHESES, _PARENTHESES),
        (ItemForm.COLON, _COLON),
        (ItemForm.DASH, _DASH),
    ):
        if _most(pattern.match(body) is not None for body in bodies):
            return form
    return ItemForm.LABEL


def _most(signs: Iterable[bool]) -> bool:
    found = list(signs)
    return sum(found) * 2 > len(found)
