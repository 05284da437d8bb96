"""Which characters does one word, or a few, stand for: a letter, a code word, a number, letters in capitals?"""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.diagnosis.hearing.numbers import NOTHING, UNITS, read_number, read_ordinal
from tools.diagnosis.hearing.tokens import Token
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.spelling import CODE_WORDS, DIGIT_WORDS, SOUNDS_LIKE

MONTHS = set_of(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec
    """
)
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_AS = frozenset({"as", "is", "has", "like"})
_NOT_SPELLED = set_of("am pm ok tv id it i usa uk mr mrs ms dr sir st th nd rd ceo hi oh no yes")
_ENDINGS = set_of("st nd rd th am pm k kg km cm min h hrs s kgs lb lbs")
_LONGEST_CAPITALS = 12
_LAST_COMMON_ORDINAL = 3
"""`The first one` and `a second` are no values."""

_PAUSES = frozenset("\n .,-/:'#?!…–—\t\u00a0")
_LONGEST_PAUSE = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters and the tokens that say them, `last` exclusive.

    `sure`: nothing else can be meant. `explained`: said with a code word, as in `B as in Bravo`. `single`: one
    character that was said by itself. `number`: written or said as a number, `ordinal`: as one in a row.
    """

    chars: str
    first: int
    last: int
    sure: bool = True
    explained: bool = False
    single: bool = False
    number: bool = False
    ordinal: bool = False


def read_piece(tokens: Sequence[Token], at: int, *, goes_on: bool) -> Piece | None:
    """The piece that begins at a token; `goes_on` when spelled characters stand right before it."""
    token = tokens[at]
    if token.word in _TIMES:
        if at + 1 >= len(tokens) or tokens[at + 1].word in _TIMES:
            return None
        inner = read_piece(tokens, at + 1, goes_on=True)
        if inner is not None and len(inner.chars) == 1:
            return Piece(inner.chars * _TIMES[token.word], at, inner.last, number=inner.number)
        return None
    return _explained(tokens, at) or _number(tokens, at) or _letters(tokens, at, goes_on=goes_on)


def is_pause(gap: str) -> bool:
    """Whether a value may go on behind what stands between two words."""
    return len(gap) <= _LONGEST_PAUSE and all(c in _PAUSES for c in gap)


def _explained(tokens: Sequence[Token], at: int) -> Piece | None:
    """`B as in Bravo`: the code word counts more than the letter before it, which may have been misheard."""
    words = [token.word for token in tokens[at : at + 4]]
    if len(words) < 4 or words[1] not in _AS or words[2] not in {"in", "for"} or len(words[0]) > 5:
        return None
    named = words[3]
    if named in CODE_WORDS:
        return Piece(CODE_WORDS[named], at, at + 4, explained=True, single=True)
    digit = DIGIT_WORDS.get(named) or (named if named.isdigit() and len(named) == 1 else "")
    if digit:
        return Piece(digit, at, at + 4, explained=True, single=True)
    if len(words[0]) == 1 and named.startswith(words[0]):
        return Piece(words[0], at, at + 4, explained=True, single=True)
    return None


def _number(tokens: Sequence[Token], at: int) -> Piece | None:
    token = tokens[at]
    if token.text.isdigit():
        ordinal = _touches(tokens, at + 1) and tokens[at + 1].word in {"st", "nd", "rd", "th"}
        return Piece(
            _plain_digits(token.text), at, at + 1 + ordinal, single=len(token.text) == 1, number=True, ordinal=ordinal
        )
    words = _words_in_a_row(tokens, at)
    before = tokens[at - 1].word if at else ""
    ordinal_read = read_ordinal(words, 0)
    if ordinal_read is not None:
        digits, used = ordinal_read
        dated = before in MONTHS or _month_follows(words, used)
        if dated or int(digits) > _LAST_COMMON_ORDINAL:
            return Piece(digits, at, at + used, number=True, ordinal=True)
    read = read_number(words, 0)
    if read is None:
        return None
    alone = token.word in UNITS or token.word in NOTHING
    return Piece(read[0], at, at + read[1], sure=token.word != "oh", single=alone and read[1] == 1, number=True)


def _plain_digits(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def _month_follows(words: Sequence[str], used: int) -> bool:
    behind = words[used : used + 2]
    return bool(behind) and (behind[0] in MONTHS or (behind[0] == "of" and behind[-1] in MONTHS))


def _words_in_a_row(tokens: Sequence[Token], at: int) -> list[str]:
    words = [tokens[at].word]
    for token in tokens[at + 1 : at + 9]:
        if token.breaks or token.gap.strip() not in {"", "-"}:
            break
        words.append(token.word)
    return words


def _letters(tokens: Sequence[Token], at: int, *, goes_on: bool) -> Piece | None:
    word = tokens[at].word
    if not word.isascii() or not word.isalpha() or len(word) > _LONGEST_CAPITALS:
        return None
    if _is_glued(tokens, at):
        return Piece(word, at, at + 1)
    if len(word) == 1:
        joined = _is_joined(tokens, at) or _is_joined(tokens, at + 1)
        return Piece(word, at, at + 1, sure=word not in {"a", "i"} or joined, single=True)
    if word in CODE_WORDS and (word not in MONTHS or _is_among_letters(tokens, at)):
        return Piece(CODE_WORDS[word], at, at + 1, sure=False, single=True)
    if word in SOUNDS_LIKE and goes_on and _is_single(tokens, at - 1) and _is_single(tokens, at + 1):
        return Piece(SOUNDS_LIKE[word], at, at + 1, sure=False, single=True)
    return Piece(word, at, at + 1) if _is_written_as_code(tokens[at], goes_on=goes_on) else None


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters stand right beside a digit, as in `7mm`; `4pm` and `5th` are none."""
    word = tokens[at].word
    if len(word) > _LONGEST_CAPITALS // 2:
        return False
    behind = _touches(tokens, at) and tokens[at - 1].text.isdigit() and word not in _ENDINGS
    return behind or (_touches(tokens, at + 1) and tokens[at + 1].text.isdigit())


def _is_written_as_code(token: Token, *, goes_on: bool) -> bool:
    if token.word in _NOT_SPELLED:
        return False
    return token.text.isupper() or (goes_on and len(token.word) <= 3 and not set(token.word) & set("aeiouy"))


def _is_among_letters(tokens: Sequence[Token], at: int) -> bool:
    """Whether a code word that is a month too stands beside a letter or another code word."""
    beside = [tokens[place] for place in (at - 1, at + 1) if 0 <= place < len(tokens)]
    return any((len(token.word) == 1 and token.word.isalpha()) or token.word in CODE_WORDS for token in beside)


def _is_single(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and len(tokens[at].word) == 1


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return 0 < at < len(tokens) and tokens[at].gap == "" and not tokens[at].breaks


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is joined to the one before it, as the letters of `L-E-E` are."""
    if not 0 < at < len(tokens) or tokens[at].breaks:
        return False
    return tokens[at].gap in {"-", ".", "", "--"} and len(tokens[at - 1].word) == 1
