"""When the agent repeats a value, is it what the caller said?"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from tools.diagnosis.lexicon import Kind
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.reading import Utterance
from tools.diagnosis.speech import find_content
from tools.diagnosis.spelling import digits_said, find_spelling, letters_of


class Echo(StrEnum):
    """How an agent's words stand to the value that the caller gave."""

    NONE = "none"
    RIGHT = "right"
    WRONG = "wrong"


FEWEST_FIGURES = 3
"""Fewer digits in an agent's turn are no repetition of a number."""

ALIKE = 0.5
"""Words that share so many of their characters were meant to be the same."""

SAME = 0.94
_MOST_OF = 0.8
_WORDS_SAID_AGAIN = 24
_MOST_CHARACTERS = 60
_FEWEST_OF_AN_ADDRESS = 3
_FEWEST_LETTERS = 4
_FIGURES = frozenset({Kind.PHONE, Kind.CODE, Kind.POSTCODE})
_AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY})
_NAMES = frozenset({Kind.PERSON, Kind.ENTITY, Kind.PLACE, Kind.ADDRESS})
_MAGNITUDES = set_of("hundred thousand million")
_MARKS = {"at": "@", "dot": ".", "underscore": "_", "dash": "-", "hyphen": "-", "point": ".", "plus": "+"}
_WRITTEN_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PIECE_OF_AN_ADDRESS = re.compile(r"[^\W_]+(?:'\w+)?|[@_]|[.+-](?=\w)")


def compare(kind: Kind, said: Sequence[Utterance], repeated: Utterance) -> Echo:
    """Hold an agent's turn against the turns in which the caller gave the value."""
    if kind in _FIGURES:
        return _compare_figures(said, repeated)
    if kind in _AMOUNTS:
        return _compare_amounts(said, repeated)
    if kind is Kind.EMAIL:
        return _compare_addresses(said, repeated)
    return _compare_names(said, repeated) if kind in _NAMES else Echo.NONE


def _compare_figures(said: Sequence[Utterance], repeated: Utterance) -> Echo:
    spoken = [digits_said(turn.written) for turn in said]
    again = digits_said(repeated.written)
    longest = max(spoken, key=len, default="")
    if len(again) < FEWEST_FIGURES or not longest or any(_MAGNITUDES & set(turn.words) for turn in said):
        return Echo.NONE
    if again in "".join(spoken) or any(one in again and len(one) >= _MOST_OF * len(again) for one in spoken if one):
        return Echo.RIGHT
    return Echo.WRONG if 2 * len(again) >= len(longest) and _likeness(again, longest) >= ALIKE else Echo.NONE


def _compare_amounts(said: Sequence[Utterance], repeated: Utterance) -> Echo:
    again = [digits for sentence in repeated.sentences if (digits := digits_said(sentence.words))]
    spoken = {digits.rstrip("0") for turn in said if (digits := digits_said(turn.written))}
    if not again or not spoken:
        return Echo.NONE
    if _MAGNITUDES & set(repeated.words) and not any(_MAGNITUDES & set(turn.words) for turn in said):
        return Echo.NONE if len(said) == 1 else Echo.WRONG
    return Echo.RIGHT if any(digits.rstrip("0") in spoken for digits in again) else Echo.WRONG


def says_again(said: Sequence[Utterance], turn: Utterance) -> bool:
    """Whether a caller's short turn repeats words or digits of what was said before."""
    if len(turn.words) > _WORDS_SAID_AGAIN:
        return False
    digits, words = digits_said(turn.written), {word for word in find_content(turn.words) if len(word) > 2}
    return any((digits and digits in digits_said(one.written)) or words & set(find_content(one.words)) for one in said)


def _compare_addresses(said: Sequence[Utterance], repeated: Utterance) -> Echo:
    again = _plain_address(repeated)
    if "@" not in again and not (find_spelling(repeated.written) and len(repeated.words) >= 5):
        return Echo.NONE
    written = [_compare_written(turn, repeated) for turn in said]
    if Echo.RIGHT in written or Echo.WRONG in written:
        return Echo.RIGHT if Echo.RIGHT in written else Echo.WRONG
    likeness = [_share_within(_plain_address(turn), again) for turn in said]
    if not likeness or max(likeness) < ALIKE:
        return Echo.NONE
    return Echo.RIGHT if max(likeness) >= SAME else Echo.WRONG


def _compare_written(one: Utterance, other: Utterance) -> Echo:
    """Compare two addresses: written ones sign by sign, spoken ones but for the words around them."""
    written = [_WRITTEN_ADDRESS.search(turn.folded) for turn in (one, other)]
    if written[0] and written[1]:
        return Echo.RIGHT if written[0][0] == written[1][0] else Echo.WRONG
    names, domains = zip(*(_plain_address(turn).partition("@")[::2] for turn in (one, other)), strict=True)
    (short, long), (first, second) = sorted(names, key=len), sorted(domains, key=len)
    same = long.endswith(short) and second.startswith(first) and first and len(short) >= _FEWEST_OF_AN_ADDRESS
    return Echo.RIGHT if same else Echo.NONE


def _plain_address(turn: Utterance) -> str:
    written = _WRITTEN_ADDRESS.search(turn.folded)
    return _join_address(written[0] if written else turn.folded)[:_MOST_CHARACTERS]


def _join_address(text: str) -> str:
    """A text without its spaces, spoken signs and digits as such: `ann one at example dot com`."""
    pieces = _PIECE_OF_AN_ADDRESS.findall(text)
    return "".join(map(_as_sign, pieces))


def _as_sign(piece: str) -> str:
    return _MARKS.get(piece) or (digits_said((piece,)) if piece.isalpha() else "") or piece


def compare_addresses(said: str, repeated: str) -> Echo:
    """Hold an e-mail address in one folded text, spoken or written, sign by sign against that in another.

    What stands before it, such as `it's` or `I have`, does not matter; NONE where one cannot tell what belongs to it.
    """
    written = _WRITTEN_ADDRESS.search(said)
    pieces = [_as_sign(piece) for piece in _PIECE_OF_AN_ADDRESS.findall(written[0] if written else said)]
    at = pieces.index("@") if "@" in pieces else len(pieces)
    name, domain = pieces[:at], pieces[at + 1 :]
    frame = [place for place, piece in enumerate(name[:-1]) if piece[0].isalpha() and not find_content((piece,))]
    name = name[frame[-1] + 1 :] if frame and not written else name
    ends = max((place + 2 for place, piece in enumerate(domain) if piece == "."), default=1)
    names, _, domains = _join_address(repeated).partition("@")
    if not name or not domains.startswith("".join(domain[:ends])):
        return Echo.WRONG
    if names.endswith("".join(name)):
        return Echo.RIGHT
    return Echo.NONE if len(name) > 1 and names.endswith("".join(name[1:])) and not written else Echo.WRONG


def _share_within(one: str, other: str) -> float:
    """Which share of the shorter text stands, in order and in pieces of two characters or more, in the other."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / max(1, min(len(one), len(other)))


def _compare_names(said: Sequence[Utterance], repeated: Utterance) -> Echo:
    spoken = _names_in(said)
    if not spoken:
        return Echo.NONE
    spelled, letters = (_letters_in(turns) for turns in (said, (repeated,)))
    if min(len(spelled), len(letters)) >= _FEWEST_LETTERS:
        if letters in spelled or spelled in letters:
            return Echo.RIGHT
        return Echo.WRONG if _likeness(letters, spelled) >= ALIKE else Echo.NONE
    again = [word for word in _capitalised(repeated) if len(word) > 2]
    if any(word in spoken for word in again):
        unlike = [word for word in again if word not in spoken and _nearest(word, spoken) >= ALIKE]
        return Echo.WRONG if unlike else Echo.RIGHT
    near = [word for word in again if max(_nearest(word, spoken), _likeness(word, "".join(spoken))) >= ALIKE]
    return Echo.WRONG if near else Echo.NONE


def _letters_in(turns: Sequence[Utterance]) -> str:
    return max((letters_of(word for word in turn.words if len(word) == 1) for turn in turns), key=len, default="")


def _names_in(said: Sequence[Utterance]) -> list[str]:
    words: list[str] = []
    for turn in said:
        content = find_content(turn.words)
        letters = letters_of(word for word in content if len(word) == 1)
        words += [word for word in content if len(word) > 2] + ([letters] if len(letters) > 2 else [])
    return words


def _capitalised(turn: Utterance) -> list[str]:
    return find_content([word.lower() for word in turn.written if word[:1].isupper()])


def _nearest(word: str, words: Sequence[str]) -> float:
    return max((_likeness(word, other) for other in words), default=0.0)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_MOST_CHARACTERS], other[:_MOST_CHARACTERS], autojunk=False).ratio()
