"""What is one new English sentence made of, and does it only ask?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.instructions.guardrails import clauses
from tools.instructions.guardrails.closed_words import (
    CALLER_DOINGS,
    CLOSED_WORDS,
    HARMLESS_CODES,
    ORDERS,
    PEOPLE,
    SECRET_WORDS,
    SPELLING_WORDS,
    UNBORROWABLE,
)
from tools.instructions.guardrails.field_words import FieldWords, stem
from tools.instructions.guardrails.plain_text import plain

MOST_LENT = 3
MOST_SPELLING_WORDS = 4

CLOSED_STEMS = frozenset(map(stem, CLOSED_WORDS))
_UNBORROWABLE_STEMS = frozenset(map(stem, UNBORROWABLE)) - CLOSED_STEMS
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|,")
_BEFORE_LENT = frozenset(
    [
        "the",
        "a",
        "an",
        "their",
        "his",
        "her",
        "its",
        "your",
        "our",
        "this",
        "that",
        "these",
        "each",
        "one",
        "no",
        "of",
        "for",
        "in",
        "on",
        "at",
        "by",
        "with",
        "which",
        "what",
        "how",
        "many",
        "much",
        "and",
        "or",
        "per",
        "from",
        "about",
        "whether",
        "is",
        "are",
        "was",
        "to",
        "they",
        "we",
        "you",
        "he",
        "she",
        "it",
        "old",
        "new",
        "full",
        "first",
        "last",
        "next",
        "other",
        "same",
        "such",
        "as",
        "only",
        "also",
        "between",
        "when",
        "where",
        "who",
        "if",
        "than",
        "callers",
    ]
)
_LEADS = frozenset(
    [
        "then",
        "also",
        "please",
        "always",
        "first",
        "next",
        "finally",
        "now",
        "once",
        "simply",
        "just",
        "briefly",
        "gently",
        "politely",
        "slowly",
        "clearly",
        "kindly",
        "so",
        "lastly",
        "only",
        "again",
        "at",
        "afterwards",
        "later",
        "immediately",
        "calmly",
        "carefully",
        "directly",
        "firstly",
        "secondly",
        "to",
        "and",
        "in",
        "in",
        "any",
    ]
)
_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "them",
        "him",
        "her",
        "us",
        "it",
        "to",
        "in",
        "at",
        "on",
        "your",
        "our",
        "their",
        "with",
        "all",
        "every",
        "any",
        "each",
        "no",
        "as",
        "everybody",
    ]
)
_CONDITIONS = frozenset(
    [
        "if",
        "when",
        "whenever",
        "where",
        "until",
        "unless",
        "once",
        "because",
        "since",
        "as",
        "so",
        "before",
        "after",
        "even",
        "while",
    ]
)
_ABOUT_A_FIELD = frozenset(["begin", "start", "end", "open", "finish", "close"])
_NAMED = frozenset({"FIELD", "NOUN"})
_INDIRECT = frozenset(["which", "where", "when", "who", "whether", "how", "what", "why", "that", "if"])
_ACCEPTS = (["accept", "it"], ["accept", "that"], ["accept", "this"], ["accept", "an"], ["accept", "a"])
_AFTER_ONCE = frozenset(["that", "the", "it", "they", "you", "this", "is"])
_GAP = re.compile(r"( (?:, )?(?:and then|and also|and|then|or|but)(?= )| ,(?= |\Z))")


@dataclass(frozen=True, slots=True)
class Judged:
    """A new sentence taken apart.

    `words` has the field's own phrases as FIELD and lent words as NOUN; `needless` are words from nowhere, `lent`
    such as the instructions or settings have; `names` says whether a missing field is named.
    """

    words: str
    tokens: tuple[str, ...]
    needless: tuple[str, ...]
    lent: tuple[str, ...]
    is_lent_badly: bool
    acts: bool
    names: bool

    @property
    def is_word(self) -> bool:
        """Whether there is any word at all."""
        return bool(self.tokens)


def judge_words(sentence: str, field: FieldWords, known: frozenset[str]) -> Judged:
    """Take a sentence apart; `known` are the stems of the project's own words."""
    tokens = _fold(_pieces(sentence), field)
    needless: list[str] = []
    lent: list[str] = []
    shown: list[str] = []
    is_bad = acts = False
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
    return Judged(" ".join(shown), tuple(words), tuple(needless), tuple(lent), is_bad, acts, names)


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
    return _find_clause_fault(words)


def names_field(text: str, field: FieldWords) -> bool:
    """Say whether a text names a missing field."""
    tokens = _fold(_pieces(text), field)
    return "FIELD" in tokens or any(stem(token) in field.naming for token in tokens)


def count_words(line: str, field: FieldWords) -> int:
    """Count the words of a line, a phrase of the settings as one."""
    return sum(piece != "," for piece in _fold(_pieces(line), field))


def speaks_of_secrets(tokens: Sequence[str], field: FieldWords) -> bool:
    """Say whether words speak of codes, cards or accounts that the missing fields do not."""
    for place, token in enumerate(tokens):
        if token not in SECRET_WORDS or token in field.own or stem(token) in field.naming:
            continue
        around = {*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]}
        if token in {"code", "codes"} and around & HARMLESS_CODES:
            continue
        return True
    return False


def _pieces(text: str) -> list[str]:
    joined = plain(text).replace("e-mail", "email").replace("e mail", "email").replace("_", " ").replace("-", " ")
    return [piece.replace("'", "").replace("’", "") for piece in _PIECE.findall(re.sub(r"[–—/&]", ",", joined))]


def _fold(tokens: list[str], field: FieldWords) -> list[str]:
    """Put FIELD for the names and descriptions of the fields, as they are written in the settings."""
    for phrase in field.phrases:
        place = 0
        while place < len(tokens):
            end = _match(tokens, place, phrase)
            if end:
                tokens[place:end] = ["FIELD"]
            place += 1
    return tokens


def _match(tokens: Sequence[str], place: int, phrase: Sequence[str]) -> int:
    """Return where a phrase that begins at `place` ends, commas aside; 0: it does not stand there."""
    for word in phrase:
        while tokens[place : place + 1] == [","]:
            place += 1
        if tokens[place : place + 1] != [word]:
            return 0
        place += 1
    return place


def _starts_clause(shown: Sequence[str]) -> bool:
    rest = list(shown)
    while rest and rest[-1] in _LEADS - {"to", "in", "at"}:
        rest.pop()
    return not rest or rest[-1] in {",", "and", "then", "or", "but", "so"}


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


def _find_clause_fault(words: str) -> str | None:
    hangs = False
    pieces = _GAP.split(f" {words}")
    for clause, joint in zip(pieces[::2], ["", *pieces[1::2]], strict=True):
        tokens = clause.split()
        lead = 0
        while lead < len(tokens) and tokens[lead] in _LEADS and tokens[lead : lead + 2][-1] not in _AFTER_ONCE:
            lead += 1
        rest = tokens[lead:]
        if not rest:
            continue
        hangs = hangs and "," not in joint
        if rest[0] in _CONDITIONS:
            hangs = True
        elif rest[0] in _ABOUT_A_FIELD and not _NAMED & set(rest) | {"it", "this", "that"} & set(rest):
            return "orders something else"
        elif rest[0] in ORDERS:
            hangs = bool(_INDIRECT & set(rest))
        elif not hangs and rest[0] in CALLER_DOINGS and rest[:2] not in _ACCEPTS and rest[0] not in {"change", words}:
            return "orders something else"
        elif not hangs and clauses.states(_main_part(" ".join(rest))):
            return "states something"
        else:
            hangs = hangs or bool(_INDIRECT & set(rest))
    return None


def _main_part(words: str) -> str:
    """Return a clause without what hangs on a relative or indirect word."""
    return re.split(r" (?:which|where|when|who|whether|how|if|because|what|why|so)\b", words)[0]
