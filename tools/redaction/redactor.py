"""How is personal data taken out of the texts of one request, and put back for display?

Recall goes before precision: a word too many behind a placeholder costs a little sense, a name too few is a
breach. Work grows in proportion to the length of the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tools.redaction.addresses import find_addresses
from tools.redaction.codes import USUAL_REGIONS
from tools.redaction.contacts import find_contacts
from tools.redaction.dates import find_birth_dates
from tools.redaction.known_values import KnownValues, PersonalValue
from tools.redaction.names import find_answer, find_names, list_capitalised
from tools.redaction.numbers import find_numbers, find_spoken_sequences
from tools.redaction.spans import PersonalKind, Span, Word, find_words, merge_spans

MOST_KEPT = 2_000
"""Texts of which is kept what stands in them."""

_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(PersonalKind)})_\d{{1,9}}\]")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with placeholders such as `[EMAIL_1]`.

    Attributes:
        text: The text to send.
        replacements: Which words each placeholder in it hides.
        spans: Where the hidden words stood, in order.
    """

    text: str
    replacements: Mapping[str, str]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    words: Sequence[Word]
    spans: Sequence[Span]


class Redactor:
    """Hides personal data in the texts of one request: equal words get equal placeholders in all of them."""

    def __init__(
        self,
        known: Iterable[PersonalValue] = (),
        public: Iterable[str] = (),
        *,
        regions: Sequence[str] = USUAL_REGIONS,
    ) -> None:
        """Take personal values to hide wherever they stand, and public texts, whose words are no names.

        Known values and words after cues are hidden even where they stand in a public text. `regions` are
        two-letter codes of the countries people may dial in; elsewhere a number is hidden too, but as a plain one.
        """
        self._regions = tuple(regions)
        self._known = KnownValues(known)
        self._public = frozenset(word.folded for text in public for word in find_words(text))
        self._placeholders: dict[tuple[PersonalKind, str], str] = {}
        self._used = dict.fromkeys(PersonalKind, 0)
        self._seen: set[str] = set()
        # Texts of one call are looked through twice, since what somebody is called may be said at its end only.
        self._kept: dict[str, _Read] = {}

    @property
    def replacements(self) -> Mapping[str, str]:
        """All placeholders given so far, with the words they hide."""
        return {placeholder: words for (_, words), placeholder in self._placeholders.items()}

    def redact(self, text: str, *, strict: bool = False) -> Redacted:
        """Return the text with placeholders; names that are introduced in it are hidden in later texts too.

        With `strict`, for a text that may answer a question for personal data, every word that is neither
        ordinary speech nor public is hidden.
        """
        return self._hide(text, self._read(text), strict=strict)

    def redact_all(self, texts: Sequence[str], *, strict: bool = False) -> tuple[Redacted, ...]:
        """Return the texts with placeholders, also for names that only a later one introduces."""
        read = [self._read(text) for text in texts]
        return tuple(self._hide(text, one, strict=strict) for text, one in zip(texts, read, strict=True))

    def restore(self, text: str) -> str:
        """Return a text with the hidden words put back, for people who may see them.

        A placeholder this redactor never gave, such as one a model made up, stays as it is.
        """
        return restore(text, self.replacements)

    def _read(self, text: str) -> _Read:
        known = self._kept.get(text)
        if known is not None:
            return known
        words = find_words(text)
        spans = [*self._find_marks(text), *find_contacts(text, words), *find_numbers(text, self._regions)]
        spans += find_spoken_sequences(text, words)
        spans += find_birth_dates(text, words)
        spans += find_addresses(text, words)
        for found in find_names(text, words, self._public):
            spans.append(found.span)
            if found.certain:
                self._known.add(PersonalValue(PersonalKind.NAME, text[found.span.start : found.span.end]))
            self._seen.update(list_capitalised(text[found.span.start : found.span.end]))
        read = _Read(words, spans)
        if len(self._kept) < MOST_KEPT:
            self._kept[text] = read
        return read

    def _hide(self, text: str, read: _Read, *, strict: bool) -> Redacted:
        spans = [*read.spans, *self._known.find(text, read.words)]
        spans += (
            Span(word.start, word.end, PersonalKind.NAME)
            for word in read.words
            if word.folded in self._seen and word.text[0].isupper()
        )
        if strict:
            spans += find_answer(text, read.words, self._public)
        pieces: list[str] = []
        replacements: dict[str, str] = {}
        reached = 0
        merged = merge_spans(spans)
        for span in merged:
            hidden = text[span.start : span.end]
            placeholder = self._placeholder(span.kind, hidden)
            replacements[placeholder] = hidden
            pieces += (text[reached : span.start], placeholder)
            reached = span.end
        return Redacted("".join((*pieces, text[reached:])), replacements, tuple(merged))

    def _find_marks(self, text: str) -> Iterator[Span]:
        """Yield what already looks like a placeholder, so that nobody can have words put in its place."""
        for found in _PLACEHOLDER.finditer(text):
            yield Span(found.start(), found.end(), PersonalKind.MARK)

    def _placeholder(self, kind: PersonalKind, hidden: str) -> str:
        key = (kind, hidden)
        if key not in self._placeholders:
            self._used[kind] += 1
            self._placeholders[key] = f"[{kind}_{self._used[kind]}]"
        return self._placeholders[key]


def redact(text: str) -> Redacted:
    """Return one text with its personal data behind placeholders; for several texts use one `Redactor`."""
    return Redactor().redact(text)


def restore(text: str, replacements: Mapping[str, str]) -> str:
    """Return a text with the hidden words put back; placeholders that are not in `replacements` stay."""
    return _PLACEHOLDER.sub(lambda found: replacements.get(found.group(), found.group()), text)


def find_placeholders(text: str) -> tuple[str, ...]:
    """Return the placeholders that stand in a text, in order, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))
