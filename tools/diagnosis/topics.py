"""What is a field about, and which words tell it from the other fields of its project?"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise

from memory.vocabulary import Field
from tools.diagnosis.ideas import IDEAS
from tools.diagnosis.kinds import MOST_NAME_CHARACTERS, description_words, kind_of, name_words
from tools.diagnosis.lexicon import (
    COUNT_UNITS,
    EMPTY_WORDS,
    END_NAMES,
    FROM_NAMES,
    FUNCTION_WORDS,
    OTHERS,
    START_NAMES,
    TO_NAMES,
    Kind,
)
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.reading import fold, stem, stems_of
from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS
from tools.diagnosis.synonyms import SYNONYMS

MOST_OPTIONS = 100
MOST_SIBLINGS = 200
_COUNTED = frozenset().union(*COUNT_UNITS)
_LENGTH = re.compile(r"\b(\w+)[ -](?:character|digit|letter|figure)s?\b")
_PLACES = frozenset({Kind.PLACE, Kind.ADDRESS})
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
    phrases: tuple[re.Pattern[str], ...] = ()
    """With which it is asked for without being named."""
    of_another: bool = False
    """The name of somebody or something else than the caller."""
    has_counterpart: bool = False
    """Another field is a name too, one of the caller and one of another."""


def build_topics(fields: Sequence[Field]) -> tuple[Topic, ...]:
    """Understand the fields of a project together, in their order."""
    return _build(tuple(fields))


@lru_cache(maxsize=512)
def _build(fields: tuple[Field, ...]) -> tuple[Topic, ...]:
    kinds = [kind_of(field) for field in fields]
    named = [_tell_apart(field) for field in fields]
    uses = Counter(chain.from_iterable(named))
    of_kind: dict[Kind, list[frozenset[str]]] = {}
    for kind, telling in zip(kinds, named, strict=True):
        of_kind.setdefault(kind, []).append(telling)
    topics = []
    sorts = {_is_of_another(field) for field, kind in zip(fields, kinds, strict=True) if kind in _NAMES}
    for field, kind, telling in zip(fields, kinds, named, strict=True):
        siblings = frozenset(chain.from_iterable(of_kind[kind][:MOST_SIBLINGS]))
        partner = {Kind.DATE: Kind.TIME, Kind.TIME: Kind.DATE}.get(kind)
        topic = _understand(field, kind, telling, uses)
        against = stems_of(tuple(siblings - telling)) - topic.own
        topics.append(
            replace(
                topic,
                against=against,
                has_sibling=len(of_kind[kind]) > 1,
                has_partner=partner in of_kind,
                has_counterpart=kind in _NAMES and len(sorts) > 1,
            )
        )
    return tuple(topics)


def _understand(field: Field, kind: Kind, telling: frozenset[str], uses: Counter[str]) -> Topic:
    """One field. `telling` are the words of its name, `uses` counts in how many names of the project a word stands."""
    name, description = name_words(field), description_words(field)
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
        phrases=_phrases(name, kind),
        of_another=_is_of_another(field),
    )


def _phrases(name: tuple[str, ...], kind: Kind) -> tuple[re.Pattern[str], ...]:
    if kind in _NEVER_BY_IDEA:
        return ()
    stems = stems_of(name)
    return tuple(pattern for names, pattern in IDEAS if names & stems)


def _is_of_another(field: Field) -> bool:
    return bool(OTHERS & set(name_words(field)))


_NAMES = frozenset({Kind.PERSON, Kind.ENTITY})
_NEVER_BY_IDEA = frozenset(
    {Kind.EMAIL, Kind.PHONE, Kind.BIRTH, Kind.PERSON, Kind.POSTCODE, Kind.CODE, Kind.DATE, Kind.TIME}
)
_RECOGNISED_BY_NAME = frozenset({Kind.YES_NO, Kind.CHOICE, Kind.FREE, Kind.REASON})


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
    starts, ends = (FROM_NAMES, TO_NAMES) if kind in _PLACES else (START_NAMES, END_NAMES)
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
