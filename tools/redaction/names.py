"""Which words of a text are names of people?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tools.redaction.lexicon import (
    HONORIFICS,
    MONTHS,
    NAME_GREETINGS,
    NAME_HINTS,
    NAME_INTRODUCTIONS,
    NAME_PARTICLES,
    NUMBER_WORDS,
    ORDINARY_WORDS,
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


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words before a name; `sure` ones make it certain, and some make do without a capital."""

    words: tuple[str, ...]
    sure: bool = False
    in_lower_text: bool = True
    in_any_text: bool = False


@cache
def _cues() -> dict[str, list[_Cue]]:
    """Return the cues by their first word."""
    cues: dict[str, list[_Cue]] = {}
    for phrases, sure, in_lower_text, in_any_text in (
        (NAME_INTRODUCTIONS, True, True, True),
        (HONORIFICS, True, True, False),
        (NAME_HINTS, False, True, False),
        (NAME_GREETINGS, False, False, False),
    ):
        for phrase in phrases:
            words = tuple(word.folded for word in find_words(phrase))
            cues.setdefault(words[0], []).append(_Cue(words, sure, in_lower_text, in_any_text))
    return cues


def _after_cue(
    text: str, words: Sequence[Word], at: int, public: frozenset[str], *, cased: bool
) -> Iterator[FoundName]:
    for cue in _cues().get(words[at].folded, ()):
        end = at + len(cue.words)
        if end < len(words) and tuple(word.folded for word in words[at:end]) == cue.words:
            needs_capital = not cue.in_any_text and (cased or not cue.in_lower_text)
            span = _take_name(text, words, end, needs_capital=needs_capital)
            if span is not None and (cue.sure or not is_public(text[span.start : span.end], public)):
                yield FoundName(span, certain=cue.sure)


def _take_name(text: str, words: Sequence[Word], first: int, *, needs_capital: bool) -> Span | None:
    """Return the run of words from `first` on that can be one name, or None."""
    end: int | None = None
    for index in range(first, min(first + MOST_NAME_WORDS, len(words))):
        word = words[index]
        if index and not _WORD_GAP.fullmatch(text, words[index - 1].end, word.start):
            break
        if word.folded in NAME_PARTICLES and index + 1 < len(words) and end != first:
            continue
        capital = word.text[0].isupper() or not _has_case(word.text)
        stops = word.folded in ORDINARY_WORDS and not (capital and index > first and _has_case(word.text))
        if stops or word.text[0].isdigit() or (needs_capital and not capital):
            break
        end = index
    return None if end is None else Span(words[first].start, words[end].end, PersonalKind.NAME)


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
    telling = [at for at in run if words[at].folded not in _NOT_NAMES and words[at].folded not in public]
    if not telling:
        return
    first, last = telling[0], max(at for at in run if words[at].folded not in NAME_PARTICLES)
    is_opening = first == last and _starts_sentence(text, words, first)
    if is_opening and len(words) > _BARE_ANSWER_WORDS:
        return
    yield Span(words[first].start, words[last].end, PersonalKind.NAME)


def _is_capitalised(word: Word) -> bool:
    """Say whether a word is written like a name; short all-capital words are abbreviations."""
    text = word.text
    if not text[0].isupper() or _is_first_person(word):
        return False
    return len(text) == 1 or not text.isupper() or len(text) > 5


def _is_first_person(word: Word) -> bool:
    """Say whether a word is the English "I", which is a capital in lower-case transcripts too."""
    return word.folded == "i" or word.folded.startswith("i'")


def _starts_sentence(text: str, words: Sequence[Word], at: int) -> bool:
    return at == 0 or _NEW_SENTENCE.search(text, words[at - 1].end, words[at].start) is not None


def _has_case(word: str) -> bool:
    return fold(word) != word or word.upper() != word
