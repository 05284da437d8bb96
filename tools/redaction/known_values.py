"""Where do personal values that are known beforehand, such as captured ones, stand in a text?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from memory.vocabulary import Field, FieldType
from tools.redaction.lexicon import MONTHS, NAME_PARTICLES, NUMBER_WORDS, ORDINARY_WORDS, SPELLING_WORDS
from tools.redaction.spans import PersonalKind, Span, Word, find_words

FEWEST_NAME_LETTERS = 2
_WIDEST_GAP = 4

_KINDS = {
    FieldType.NAME: PersonalKind.NAME,
    FieldType.EMAIL: PersonalKind.EMAIL,
    FieldType.PHONE: PersonalKind.PHONE,
    FieldType.ADDRESS: PersonalKind.ADDRESS,
}
_NEVER_PERSONAL = frozenset({FieldType.BOOLEAN, FieldType.CHOICE, FieldType.MONEY, FieldType.TIME})
_WORDS_OF_KIND = {
    PersonalKind.NAME: "surname forename firstname lastname fullname naam nombre nom nome имя",
    PersonalKind.DATE: "birth dob birthday geboorte geburt naissance nacimiento nascimento nascita рождения",
    PersonalKind.ADDRESS: "address street postcode zip postal adres adresse dirección endereço indirizzo",
    PersonalKind.EMAIL: "email mail",
    PersonalKind.PHONE: "phone telephone mobile cell cellphone whatsapp telefoon teléfono telefon телефон",
    PersonalKind.CODE: """id identity passport account card iban ssn policy member licence license plate
    registration reference confirmation pin password code vin tax""",
}
_ORDINARY_NAME_PARTS = ORDINARY_WORDS | MONTHS | NUMBER_WORDS | SPELLING_WORDS


@dataclass(frozen=True, slots=True)
class PersonalValue:
    """Words known to be personal data, to be hidden wherever they stand."""

    kind: PersonalKind
    text: str


def find_personal_kind(field: Field) -> PersonalKind | None:
    """Return what kind of personal data a field holds, or None.

    Its type tells, and where that is a general one, the words of its name and description.
    """
    if field.type in _KINDS:
        return _KINDS[field.type]
    if field.type in _NEVER_PERSONAL:
        return None
    described = f"{field.name} {field.description}".replace("_", " ")
    words = {word.folded for word in find_words(described)}
    for kind, telling in _WORDS_OF_KIND.items():
        if not words.isdisjoint(telling.split()):
            return kind
    return None


def find_personal_values(fields: Iterable[Field], captured: Mapping[str, str]) -> tuple[PersonalValue, ...]:
    """Return those values a call captured that are personal data, for a `Redactor` to know."""
    kinds = {field.name: find_personal_kind(field) for field in fields}
    return tuple(
        PersonalValue(kind, value)
        for name, value in captured.items()
        if (kind := kinds.get(name)) is not None and value.strip()
    )


class KnownValues:
    """Finds known values whatever their case, spacing and punctuation; of names also each part alone."""

    def __init__(self, values: Iterable[PersonalValue] = ()) -> None:
        self._kinds: dict[tuple[str, ...], PersonalKind] = {}
        self._lengths: defaultdict[str, set[int]] = defaultdict(set)
        self._unspaced: dict[str, PersonalKind] = {}
        for value in values:
            self.add(value)

    def add(self, value: PersonalValue) -> None:
        """Take one more value; a blank one is ignored."""
        words = find_words(value.text)
        if not words:
            return
        if any(_is_unspaced(letter) for letter in value.text):
            self._unspaced[value.text.strip()] = value.kind
        folded = tuple(word.folded for word in words)
        if len(folded) > 1 or not self._is_too_ordinary(words[0]):
            self._keep(folded, value.kind)
        if value.kind is PersonalKind.NAME:
            for word in words:
                if len(word.text) >= FEWEST_NAME_LETTERS and not self._is_too_ordinary(word):
                    self._keep((word.folded,), value.kind)

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Span]:
        """Yield where known values stand in a text, whose words are `words`."""
        for at, word in enumerate(words):
            for length in self._lengths.get(word.folded, ()):
                reach = words[at : at + length]
                kind = self._kinds.get(tuple(one.folded for one in reach))
                if kind is not None and len(reach) == length and _adjoin(reach):
                    yield Span(word.start, reach[-1].end, kind)
        for value, kind in self._unspaced.items():
            start = text.find(value)
            while start >= 0:
                yield Span(start, start + len(value), kind)
                start = text.find(value, start + len(value))

    def _keep(self, folded: tuple[str, ...], kind: PersonalKind) -> None:
        self._kinds[folded] = kind
        self._lengths[folded[0]].add(len(folded))

    @staticmethod
    def _is_too_ordinary(word: Word) -> bool:
        return word.folded in _ORDINARY_NAME_PARTS or word.folded in NAME_PARTICLES


def _adjoin(words: Sequence[Word]) -> bool:
    return all(after.start - before.end <= _WIDEST_GAP for before, after in pairwise(words))


def _is_unspaced(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0fff" or "\u1000" <= letter <= "\u109f" or letter >= "\u2e80"
