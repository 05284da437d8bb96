"""Which characters did someone spell: letters, digits, code words, and words a recogniser put for them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.diagnosis.phrasing import set_of

CODE_WORDS = {
    "alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e", "foxtrot": "f",
    "golf": "g", "gulf": "g", "hotel": "h", "india": "i", "juliet": "j", "juliett": "j", "kilo": "k", "lima": "l",
    "mike": "m", "november": "n", "oscar": "o", "papa": "p", "quebec": "q", "romeo": "r", "sierra": "s",
    "tango": "t", "uniform": "u", "victor": "v", "whiskey": "w", "whisky": "w", "xray": "x", "yankee": "y",
    "zulu": "z",
}  # fmt: skip
DIGIT_WORDS = {
    "zero": "0", "oh": "0", "nought": "0", "nil": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
}  # fmt: skip
TEENS_AND_TENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SOUNDS_LIKE = {
    "why": "y", "are": "r", "you": "u", "see": "c", "sea": "c", "be": "b", "bee": "b", "tea": "t", "tee": "t",
    "pea": "p", "pee": "p", "ex": "x", "eye": "i", "jay": "j", "kay": "k", "queue": "q", "cue": "q", "ell": "l",
    "em": "m", "en": "n", "ess": "s", "to": "2", "too": "2", "for": "4", "ate": "8", "won": "1", "zed": "z",
    "zee": "z", "gee": "g", "dee": "d", "vee": "v",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_SHORT_WORDS = set_of(
    """
    is it my in on of at um uh er so no ok me we he do go if or by an as us up hi and the but not yes its say was
    has had can did let one two six ten now new old our out off all any who how may got get sir mr ms dr it's i'm
    mm mmm hm hmm mhm sh shh
    """
)
_TENS = frozenset(f"{ten}0" for ten in range(2, 10))
_UNITS = frozenset("123456789")
_MOST_WORDS = 120
_LONGEST_CODE = 12


@dataclass(frozen=True, slots=True)
class Spelling:
    """Characters spelled in a row. `guessed` of them stand for words that only sound like a letter or digit."""

    text: str
    guessed: int
    words: int
    first: int

    @property
    def digits(self) -> int:
        """How many of the characters are digits."""
        return sum(c.isdigit() for c in self.text)


def find_spelling(words: Sequence[str]) -> Spelling | None:
    """The longest run of spelled characters among the first 120 words, as written, of at least two characters."""
    best: Spelling | None = None
    for found in _runs(_characters(words[:_MOST_WORDS])):
        run = found[1:] if found[0].guessed and found[0].chars.isdigit() else found
        sure = [read for read in run if not read.guessed and read.word not in {"a", "i"}]
        text = "".join(read.chars for read in run)
        if len(text) < 2 or not (len(sure) >= 2 or any(len(read.chars) > 1 for read in sure)):
            continue
        if best is None or len(text) > len(best.text):
            best = Spelling(text, sum(read.guessed for read in run), len(run), run[0].place)
    return best


def list_spellings(words: Sequence[str]) -> list[str]:
    """All runs of spelled characters among the first 120 words, as written, in order."""
    return ["".join(read.chars for read in run) for run in _runs(_characters(words[:_MOST_WORDS]))]


def is_spelled_aloud(words: Sequence[str]) -> bool:
    """Whether some words are spelling, as in `b e n n`: four or more, most of one or two letters or code words."""
    short = sum(len(word) <= 2 or word in CODE_WORDS for word in words)
    return len(words) >= 4 and short >= 0.6 * len(words)


def letters_of(words: Iterable[str]) -> str:
    """The letters of some words run together, code words as their letter."""
    return "".join(CODE_WORDS.get(word, word) for word in words if word.isalpha())


def digits_said(words: Sequence[str]) -> str:
    """All digits said in some words, in order: `double five, oh` is `550`, and `eighty fifty` is `8050`."""
    digits: list[str] = []
    for one in _characters(words[:_MOST_WORDS]):
        if one.guessed:
            continue
        if digits and one.chars.isdigit() and digits[-1] in _TENS and one.chars in _UNITS:
            digits[-1] = digits[-1][0] + one.chars
        else:
            digits.append("".join(c for c in one.chars if c.isdigit()))
    return "".join(digits)


def count_digits(words: Sequence[str]) -> int:
    """How many digits are said in some words, spoken or written, `double five` being two."""
    read = _characters(words[:_MOST_WORDS])
    return sum(sum(c.isdigit() for c in one.chars) for one in read if not one.guessed)


@dataclass(frozen=True, slots=True)
class _Read:
    place: int
    word: str
    chars: str
    guessed: bool


def _characters(words: Sequence[str]) -> list[_Read]:
    read: list[_Read] = []
    shouting = 2 * sum(word.isupper() and len(word) > 1 for word in words) > len(words) > 3
    times, explaining = 1, False
    for place, written in enumerate(words):
        word = written.lower()
        if word in _TIMES:
            times = _TIMES[word]
            continue
        if word in {"as", "like"} and words[place + 1 : place + 2] in (["in"], ("in",), ["for"], ("for",)):
            explaining = True
        if explaining:
            explaining = word in {"as", "like", "in", "for"}
            continue
        chars, guessed = _read_word(word, written.lower() if shouting else written)
        read.append(_Read(place, word, chars * (times if len(chars) == 1 else 1), guessed))
        times = 1
    return read


def _read_word(word: str, written: str) -> tuple[str, bool]:
    """The characters a word stands for, none if it is no spelling, and whether it only sounds like them."""
    known = CODE_WORDS.get(word) or DIGIT_WORDS.get(word) or str(TEENS_AND_TENS.get(word, ""))
    if known:
        return known, False
    if word in SOUNDS_LIKE:
        return SOUNDS_LIKE[word], True
    spells = word.isascii() and word.isalnum() and (len(word) == 1 or _looks_spelled(word, written))
    return (word, False) if spells else ("", False)


def _looks_spelled(word: str, written: str) -> bool:
    if any(c.isdigit() for c in word) or (written.isupper() and 4 <= len(word) <= _LONGEST_CODE):
        return True
    return len(word) <= 3 and word not in _SHORT_WORDS and (written.isupper() or not set(word) & set("aeiouy"))


def _runs(read: list[_Read]) -> Iterable[list[_Read]]:
    run: list[_Read] = []
    for one in read:
        if one.chars:
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run
