"""Which words of a text are names of people?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tools.redaction.common_words import COMMON_WORDS, NOT_PEOPLE
from tools.redaction.given_names import GIVEN_NAMES
from tools.redaction.lexicon import (
    HONORIFICS,
    MONTHS,
    NAME_GREETINGS,
    NAME_HINTS,
    NAME_INTRODUCTIONS,
    NAME_PARTICLES,
    NUMBER_WORDS,
    ORDINARY_WORDS,
    read_words,
)
from tools.redaction.spans import PersonalKind, Span, Word, find_words, fold, is_public

MOST_NAME_WORDS = 4
_BARE_ANSWER_WORDS = 3

_WORD_GAP = re.compile(r"[\s\-‐‑]{1,3}|\.\s?|\s?['’]\s?|[\s:]{1,3}")
_RUN_GAP = re.compile(r"[ \t\u00a0\-‐‑]{1,2}|\.\s")
_NEW_SENTENCE = re.compile(r"[.!?:;\n\"“”—–\[(¿¡。！？]")
_UNSPACED_CUES = re.compile(
    r"(?:我叫|我姓|我的名字是|名字叫|我係|叫做|私の名前は|名前は|제 이름은|저는|이름은|ชื่อ)"
    r"\s?([^\s,.!?，。！？、]{1,12})"
)
_UNSPACED_BEFORE = re.compile(r"([^\s,.!?，。！？、]{1,12}?)(?:と申します|といいます|と言います|라고 합니다|입니다)")

_NOT_NAMES = ORDINARY_WORDS | MONTHS | NUMBER_WORDS | HONORIFICS | NAME_PARTICLES
_NOT_LOWER_NAMES = _NOT_NAMES | COMMON_WORDS | NOT_PEOPLE
_ADJECTIVE = re.compile(r"\w{3,}(?:ing|tion|ment|ness|able|ible|ous|ful|less|ically)")
_AFTER_BARE_NAME = read_words("again here calling speaking phoning ringing from and sorry on")
_LONGEST_INITIAL = 2


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name; `certain` ones follow an explicit cue, and hold for all texts of a request."""

    span: Span
    certain: bool


def find_names(text: str, words: Sequence[Word], public: frozenset[str]) -> Iterator[FoundName]:
    """Yield names after cues ("my name is ..."), titles, and capitalised words that are not `public`.

    `public` are folded words that stand in texts everybody may read, such as the instructions.
    """
    cased = any(word.text[0].isupper() and not _is_first_person(word) for word in words)
    for at in range(len(words)):
        yield from _after_cue(text, words, at, public, cased=cased)
        yield from _find_given(text, words, at, public)
    for pattern in (_UNSPACED_CUES, _UNSPACED_BEFORE):
        for found in pattern.finditer(text):
            yield FoundName(Span(found.start(1), found.end(1), PersonalKind.NAME), certain=False)
    if any(map(str.islower, text)):
        for span in _find_capitalised(text, words, public):
            yield FoundName(span, certain=False)


def find_answer(text: str, words: Sequence[Word], public: frozenset[str]) -> Iterator[Span]:
    """Yield all words that are neither ordinary speech nor `public`, unless the text asks a question."""
    if "?" in text or "？" in text:
        return
    for word in words:
        if word.folded not in ORDINARY_WORDS and word.folded not in public:
            yield Span(word.start, word.end, PersonalKind.ANSWER)


def list_capitalised(name: str) -> list[str]:
    """Return the parts of a name, folded, that show a person wherever they stand with a capital."""
    return [
        word.folded
        for word in find_words(name)
        if len(word.text) > _LONGEST_INITIAL and _is_capitalised(word) and _base(word) not in _NOT_LOWER_NAMES
    ]


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words before a name; `sure` ones make it certain, and some make do without a capital.

    In a text without capitals, the name after a `bare` one has to stand like one.
    """

    words: tuple[str, ...]
    sure: bool = False
    bare: bool = False
    in_any_text: bool = False


@cache
def _cues() -> dict[str, list[_Cue]]:
    """Return the cues by their first word."""
    cues: dict[str, list[_Cue]] = {}
    for phrases, sure, bare, in_any_text in (
        (NAME_INTRODUCTIONS, True, False, True),
        (HONORIFICS, True, False, False),
        (NAME_HINTS, False, False, False),
        (NAME_GREETINGS, False, True, False),
    ):
        for phrase in phrases:
            words = tuple(word.folded for word in find_words(phrase))
            cues.setdefault(words[0], []).append(_Cue(words, sure, bare, in_any_text))
    return cues


def _after_cue(
    text: str, words: Sequence[Word], at: int, public: frozenset[str], *, cased: bool
) -> Iterator[FoundName]:
    for cue in _cues().get(words[at].folded, ()):
        end = at + len(cue.words)
        if end < len(words) and tuple(word.folded for word in words[at:end]) == cue.words:
            span = _take_name(text, words, end, needs_capital=cased and not cue.in_any_text, sure=cue.sure)
            if span is None or not (cue.sure or not is_public(text[span.start : span.end], public)):
                continue
            if cased or not cue.bare or _stands_like_a_name(text, words, end, span):
                yield FoundName(span, certain=cue.sure)


def _take_name(text: str, words: Sequence[Word], first: int, *, needs_capital: bool, sure: bool) -> Span | None:
    """Return the run of words from `first` on that can be one name, or None."""
    end: int | None = None
    for index in range(first, min(first + MOST_NAME_WORDS, len(words))):
        word = words[index]
        if index and not _adjoins(text, words[index - 1], word):
            break
        if word.folded in NAME_PARTICLES and index + 1 < len(words) and end != first:
            continue
        capital = word.text[0].isupper() or not _has_case(word.text)
        stops = word.folded in ORDINARY_WORDS and not (capital and index > first and _has_case(word.text))
        if not (sure or capital) and (word.folded in _NOT_LOWER_NAMES or _ADJECTIVE.fullmatch(word.folded)):
            stops = True
        if stops or word.text[0].isdigit() or (needs_capital and not capital):
            break
        end = index
    return None if end is None else Span(words[first].start, words[end].end, PersonalKind.NAME)


def _adjoins(text: str, before: Word, word: Word) -> bool:
    """Say whether two words can belong to one name: a full stop stands only after an initial or a title."""
    gap = text[before.end : word.start]
    if "." in gap and len(before.text) > _LONGEST_INITIAL and before.folded not in HONORIFICS:
        return False
    return _WORD_GAP.fullmatch(gap) is not None


def _stands_like_a_name(text: str, words: Sequence[Word], first: int, span: Span) -> bool:
    """Say whether a lower-case word after "it's" is somebody: a given name, or alone before a pause or "again"."""
    if words[first].folded in GIVEN_NAMES:
        return True
    following = next((word for word in words[first : first + MOST_NAME_WORDS + 1] if word.start >= span.end), None)
    if following is None or text[span.end : following.start].strip():
        return True
    return following.folded in _AFTER_BARE_NAME


def _find_given(text: str, words: Sequence[Word], at: int, public: frozenset[str]) -> Iterator[FoundName]:
    """Yield a common given name with the surname after it, whether or not anything introduces it."""
    if words[at].folded not in GIVEN_NAMES:
        return
    end = at
    for index in range(at + 1, min(at + MOST_NAME_WORDS, len(words))):
        word = words[index]
        if word.folded in NAME_PARTICLES and _adjoins(text, words[index - 1], word):
            continue
        is_case_kept = word.text[0].isupper() == words[at].text[0].isupper()
        if not is_case_kept or not _adjoins(text, words[index - 1], word):
            break
        if word.folded in _NOT_LOWER_NAMES or not word.text.isalpha() or _ADJECTIVE.fullmatch(word.folded):
            break
        end = index
    span = Span(words[at].start, words[end].end, PersonalKind.NAME)
    if not is_public(text[span.start : span.end], public):
        yield FoundName(span, certain=False)


def _find_capitalised(text: str, words: Sequence[Word], public: frozenset[str]) -> Iterator[Span]:
    """Yield runs of capitalised words; one alone counts in mid-sentence or as the whole of a short text."""
    run: list[int] = []
    for at, word in enumerate(words):
        adjoins = bool(run) and _joins_run(text, words[run[-1]], word)
        if run and not adjoins:
            yield from _as_name(text, words, run, public)
            run = []
        if _is_capitalised(word) or (run and word.folded in NAME_PARTICLES):
            run.append(at)
        elif run:
            yield from _as_name(text, words, run, public)
            run = []
    if run:
        yield from _as_name(text, words, run, public)


def _joins_run(text: str, before: Word, word: Word) -> bool:
    gap = text[before.end : word.start]
    return _RUN_GAP.fullmatch(gap) is not None and ("." not in gap or len(before.text) == 1)


def _as_name(text: str, words: Sequence[Word], run: list[int], public: frozenset[str]) -> Iterator[Span]:
    candidates = [at for at in run if _base(words[at]) not in _NOT_NAMES and words[at].folded not in public]
    if all(words[at].folded in NOT_PEOPLE for at in candidates):
        return
    first, last = candidates[0], max(at for at in run if words[at].folded not in NAME_PARTICLES)
    is_opening = first == last and _starts_sentence(text, words, first)
    if is_opening and (len(words) > _BARE_ANSWER_WORDS or _base(words[first]) in COMMON_WORDS):
        return
    yield Span(words[first].start, words[last].end, PersonalKind.NAME)


def _is_capitalised(word: Word) -> bool:
    """Say whether a word is written like a name; short all-capital words are abbreviations."""
    text = word.text
    if not text[0].isupper() or _is_first_person(word):
        return False
    return len(text) == 1 or not text.isupper() or len(text) > 5


def _base(word: Word) -> str:
    """Return the folded word without a possessive or contracted "is"."""
    return word.folded.removesuffix("'s")


def _is_first_person(word: Word) -> bool:
    """Say whether a word is the English "I", which is a capital in lower-case transcripts too."""
    return word.folded == "i" or word.folded.startswith("i'")


def _starts_sentence(text: str, words: Sequence[Word], at: int) -> bool:
    return at == 0 or _NEW_SENTENCE.search(text, words[at - 1].end, words[at].start) is not None


def _has_case(word: str) -> bool:
    return fold(word) != word or word.upper() != word
