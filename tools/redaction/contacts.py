"""Which e-mail addresses, links and handles stand in a text, written or spoken?"""

import re
from collections.abc import Iterator, Sequence

from tools.redaction.lexicon import (
    AT_WORDS,
    DOT_WORDS,
    JOIN_WORDS,
    MAIL_HOSTS,
    NUMBER_WORDS,
    ORDINARY_WORDS,
    SPELLING_WORDS,
    SPOKEN_DOMAINS,
)
from tools.redaction.spans import PersonalKind, Span, Word

_HOST_REACHES = 5
_MOST_HOST_PARTS = 6
_HOST_WORDS = frozenset({"mail", "live", "me", "work", "e"})
_PLAIN_WORDS_BEFORE_AT = 3
_MOST_WORDS_BEFORE_AT = 40
_REMARKS = (("all", "one", "word"), ("one", "word"), ("all", "lower", "case"), ("lower", "case"), ("all", "together"))
_SCHEMES = frozenset({"http", "https", "ftp", "www"})

_ADDRESS_END = r"\s<>(),;:\"\[\]、。，"
_EMAIL = re.compile(rf"(?<![^{_ADDRESS_END}@])[^{_ADDRESS_END}@]++\s?@\s?[^{_ADDRESS_END}@]++")
_HANDLE = re.compile(r"(?<![\w@.])@\w{2,}+")
_LINK = re.compile(
    r"(?<!\w)(?:(?:https?|ftp)://|www\.)[^\s<>\"]++"
    r"|(?<![\w@.-])[a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+){0,4}?\.(?:com|org|net|info|biz|app|io|co)(?![\w-])[^\s<>\",;]*+",
    re.IGNORECASE,
)
_SPOKEN_GAP = re.compile(r"[\s,\-–'’()\[\]]{1,4}")


def find_contacts(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Yield e-mail addresses, also spoken ones ("jo dot nel at web mail dot com"), links and handles."""
    for pattern, kind in (
        (_EMAIL, PersonalKind.EMAIL),
        (_HANDLE, PersonalKind.HANDLE),
        (_LINK, PersonalKind.LINK),
    ):
        for found in pattern.finditer(text):
            end = found.start() + len(found.group().rstrip(".!?'’"))
            yield Span(found.start(), end, kind)
    for at, word in enumerate(words):
        if word.folded in AT_WORDS and at:
            last = _find_host_end(text, words, at)
            if last is not None:
                first = _find_local_start(text, words, at)
                yield Span(words[first].start, words[last].end, PersonalKind.EMAIL)
        elif word.folded in DOT_WORDS and 0 < at < len(words) - 1 and words[at + 1].folded in SPOKEN_DOMAINS:
            yield Span(words[at - 1].start, words[at + 1].end, PersonalKind.LINK)


def _find_host_end(text: str, words: Sequence[Word], at: int) -> int | None:
    """Return the index of the host's last word if a host follows the at, else None."""
    for index in range(at + 1, min(at + 1 + _HOST_REACHES, len(words))):
        word = words[index].folded
        if word in _SCHEMES:
            break
        if index > at + 1 and word in DOT_WORDS and index + 1 < len(words):
            return _follow_dots(text, words, index + 1)
        if _is_dotted(text, words, index):
            return _follow_dots(text, words, index)
        if word in MAIL_HOSTS and not _names_domain_next(words, index):
            return index
        if word in ORDINARY_WORDS and word not in _HOST_WORDS:
            break
    return None


def _names_domain_next(words: Sequence[Word], index: int) -> bool:
    return index + 2 < len(words) and words[index + 1].folded in DOT_WORDS


def _follow_dots(text: str, words: Sequence[Word], last: int) -> int:
    for _ in range(_MOST_HOST_PARTS):
        if last + 2 < len(words) and words[last + 1].folded in DOT_WORDS:
            last += 2
        elif _is_dotted(text, words, last):
            last += 1
    return last


def _is_dotted(text: str, words: Sequence[Word], index: int) -> bool:
    """Say whether only a full stop stands between a word and the next, as in `mail.com`."""
    return index + 1 < len(words) and text[words[index].end : words[index + 1].start] == "."


def _find_local_start(text: str, words: Sequence[Word], at: int) -> int:
    """Return the index of the first word that can belong to the part before the at."""
    first, plain, joined = at, 0, True
    at = _skip_remark(words, at)
    for index in range(at - 1, max(at - 1 - _MOST_WORDS_BEFORE_AT, -1), -1):
        word = words[index]
        gap = text[word.end : words[index + 1].start]
        if gap not in {".", "_", "-"} and not _SPOKEN_GAP.fullmatch(gap):
            break
        if word.folded in JOIN_WORDS:
            joined = True
            continue
        small = len(word.folded) == 1 or word.folded in NUMBER_WORDS or word.folded in SPELLING_WORDS
        if not (small or joined or word.folded.isdigit()):
            if word.folded in ORDINARY_WORDS or plain >= _PLAIN_WORDS_BEFORE_AT:
                break
            plain += 1
        first, joined = index, gap in {".", "_"}
    return min(first, max(at - 1, 0))


def _skip_remark(words: Sequence[Word], at: int) -> int:
    """Return where the local part ends when how it is written is said before the at, such as "all one word"."""
    before = tuple(word.folded for word in words[max(at - 3, 0) : at])
    for remark in _REMARKS:
        if len(before) > len(remark) - 1 and before[-len(remark) :] == remark and at > len(remark):
            return at - len(remark)
    return at
