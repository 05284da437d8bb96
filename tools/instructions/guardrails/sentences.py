"""What is one new English sentence made of, and does it only ask?"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.instructions.guardrails import clauses
from tools.instructions.guardrails.clause_order import LEADS, find_clause_fault
from tools.instructions.guardrails.closed_words import (
    CLOSED_WORDS,
    PEOPLE,
    SPELLING_WORDS,
    UNBORROWABLE,
)
from tools.instructions.guardrails.field_words import FieldWords, stem
from tools.instructions.guardrails.plain_nouns import PLAIN_NOUNS, PLAIN_QUALITIES
from tools.instructions.guardrails.sentence_words import read_pieces

MOST_LENT = 3
MOST_SPELLING_WORDS = 4
MOST_PLAIN = 4

CLOSED_STEMS = frozenset(map(stem, CLOSED_WORDS))
_BEFORE_LENT_WORDS = """
the a an their his her its your our this that these each one no of for in on at by with which what how many much and
or per from about whether is are was to they we you he she it old new full first last next other same such as only
also between when where who if than callers
"""
_BEFORE_LENT = frozenset(_BEFORE_LENT_WORDS.split())
_ARTICLES_WORDS = """
the a an this that them him her us it to in at on your our their with all every any each no as everybody
"""
_ARTICLES = frozenset(_ARTICLES_WORDS.split())
_UNBORROWABLE_STEMS = frozenset(map(stem, UNBORROWABLE)) - CLOSED_STEMS


@dataclass(frozen=True, slots=True)
class Judged:
    """A new sentence taken apart.

    `words` has the field's own phrases as FIELD and lent words as NOUN; `needless` are words from nowhere, `lent`
    such as the instructions or settings have, `plain` ordinary nouns of answers; `names` says whether a missing
    field is named.
    """

    words: str
    tokens: tuple[str, ...]
    needless: tuple[str, ...]
    lent: tuple[str, ...]
    is_lent_badly: bool
    acts: bool
    plain: tuple[str, ...]
    names: bool

    @property
    def is_word(self) -> bool:
        """Whether there is any word at all."""
        return bool(self.tokens)


def judge_words(sentence: str, field: FieldWords, known: frozenset[str]) -> Judged:
    """Take a sentence apart; `known` are the stems of the project's own words."""
    tokens = read_pieces(sentence, field)
    needless: list[str] = []
    lent: list[str] = []
    shown: list[str] = []
    is_bad = acts = False
    plain: list[str] = []
    singles = 0
    for place, token in enumerate(tokens):
        before = shown[-1] if shown else ","
        is_own = token in field.own or stem(token) in field.naming
        if token in {",", "FIELD"} or token.isdigit():
            shown.append(token)
        elif len(token) == 1 and token.isalpha() and token not in {"a", "i", "s"}:
            singles += 1
            shown.append(token)
        elif token in CLOSED_WORDS or (stem(token) in CLOSED_STEMS and stem(token) not in _UNBORROWABLE_STEMS):
            shown.append(token)
        elif is_own:
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            acts = acts or (_starts_clause(shown) and following in _ARTICLES) or _is_told_to(shown)
            shown.append("NOUN")
        elif token in PLAIN_QUALITIES or (token in PLAIN_NOUNS and _is_thing(shown) and len(plain) < MOST_PLAIN):
            plain += [token] if token in PLAIN_NOUNS else []
            shown.append(token)
        elif stem(token) in known and stem(token) not in _UNBORROWABLE_STEMS:
            lent.append(token)
            is_bad = is_bad or before not in _BEFORE_LENT | {"NOUN", "LENT", "FIELD"} or _is_told_to(shown)
            is_bad = is_bad or (_starts_clause(shown) and before in {"and", "or", "to"} and not _lists(tokens, place))
            shown.append("LENT")
        else:
            needless.append(token)
            shown.append(token)
    spelled = sum(token in SPELLING_WORDS for token in tokens)
    is_bad = is_bad or len(lent) > MOST_LENT or singles > 2 or spelled > MOST_SPELLING_WORDS
    words = [piece for piece in tokens if piece != ","]
    names = "FIELD" in words or any(stem(token) in field.naming for token in words)
    return Judged(" ".join(shown), tuple(words), tuple(needless), tuple(lent), is_bad, acts, tuple(plain), names)


def find_fault(judged: Judged) -> str | None:
    """Return what a sentence does besides asking; None: nothing."""
    words = judged.words
    if judged.acts:
        return "a field's word as an order"
    if clauses.forbids(words):
        return "forbids"
    if clauses.misuses(words):
        return "misuses"
    if clauses.tells(words):
        return "tells"
    return find_clause_fault(words)


def _starts_clause(shown: Sequence[str]) -> bool:
    rest = list(shown)
    while rest and rest[-1] in LEADS - {"to", "in", "at"}:
        rest.pop()
    return not rest or rest[-1] in {",", "and", "then", "or", "but", "so"}


def _is_thing(shown: Sequence[str]) -> bool:
    """Say whether a noun may come next, and no order."""
    before = shown[-1] if shown else ","
    return not _is_told_to(shown) and (
        before in _BEFORE_LENT | {"NOUN", "LENT", "FIELD"} | PLAIN_NOUNS | PLAIN_QUALITIES
        or (before == "," and len(shown) > 2)
    )


def _is_told_to(shown: Sequence[str]) -> bool:
    """Say whether callers are asked or told to do what comes next."""
    if shown and shown[-1] == "to":
        return (
            bool(shown[:-1]) and (shown[-2] in PEOPLE or shown[-2] in {"NOUN", "LENT"}) and _orders_people(shown[:-1])
        )
    return bool(shown) and shown[-1] in PEOPLE and len(shown) > 1 and shown[0] in {"have", "let", "make"}


def _orders_people(shown: Sequence[str]) -> bool:
    return bool(
        {"ask", "tell", "have", "let", "make", "get", "want", "remind", "invite", "help", "encourage"} & set(shown)
    )


def _lists(tokens: Sequence[str], place: int) -> bool:
    """Say whether a word after "and" or "or" ends a list, as in "street, house number and town"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    return following not in _ARTICLES
