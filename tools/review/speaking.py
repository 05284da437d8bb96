"""Is everything meant for the ear: short turns, spoken numbers, nothing that only an eye could read?"""

import re
from collections.abc import Iterator

from memory.vocabulary import FieldType, Severity
from tools.review.findings import Remark
from tools.review.placing import add_after, add_rule, delete_sentence
from tools.review.reading import Project, Reading, Sentence, words_of
from tools.review.signs import NEGATES

MOST_SPOKEN_WORDS = 45
SHOWN_WORDS = 20
NEAR_CHARACTERS = 80

_SPOKEN_KINDS = frozenset({FieldType.DATE, FieldType.TIME, FieldType.MONEY})
_PLURAL = r"(?:dates|times|days|months|numbers|figures|amounts|sums|money|prices|hours|digits)"
_VOICE = (
    r"(?:say|says|said|saying|speak|spoken|speech|sound|sounds|pronounc\w+|words|aloud|natural\w*|voice|read"
    r"|in full|talk"
    r"|everyday)"
)
_SPOKEN = re.compile(
    rf"\b{_PLURAL}\b[^.\n]{{0,60}}\b{_VOICE}\b|\b{_VOICE}\b[^.\n]{{0,60}}\b{_PLURAL}\b|\bin spoken (?:form|words)\b"
    r"|\bspell out (?:the )?(?:dates?|numbers?)\b",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\bbullet(?:ed)? (?:points?|lists?)\b|\bmarkdown\b|\bemojis?\b|\bemoticons?\b|\b(?:use|write|answer|reply"
    r"|respond|format)\w*\b[^.;]{0,30}\b(?:bold|italics?)\b"
    r"|\b(?:as|in|using|with) (?:valid )?(?:json|html|xml)\b|\bhashtags?\b|\bclick (?:on|here|the)\b"
    r"|\bthe (?:link|button|list|table) (?:below|above)\b|\bnumbered list (?:of|in) your (?:answer|reply)",
    re.IGNORECASE,
)
_FORMAT = re.compile(r"\b(?:[dmy]{2,4}[/.-][dmy]{2,4}[/.-][dmy]{2,4}|hh:mm(?::ss)?|yyyy)\b", re.IGNORECASE)
_FOR_RECORDS = re.compile(
    r"\b(?:tools?|functions?|api|record(?:s|ed)?|log|logged|save[sd]?|stor(?:e|ed|es)|internal\w*|payload|system"
    r"|crm|database"
    r"|convert|turn (?:it|them) into|write (?:it|them) down|note[sd]?|parameter|argument|return)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"\bown words\b", re.IGNORECASE)
_DUTY = re.compile(
    r"\b(?:record(?:ed|ing)|consent|terms|disclos\w+|legal\w*|regulat\w+|privacy|policy|licen[sc]ed|verbatim"
    r"|exactly|word for"
    r" word)\b",
    re.IGNORECASE,
)
_IN_PARTS = re.compile(r"\b(?:short parts|in parts|pause|in turns)\b", re.IGNORECASE)
_SHORT = re.compile(
    r"\b(?:short(?:er|ly)?|brief(?:ly)?|concise(?:ly)?|crisp(?:ly)?|succinct(?:ly)?|compact|brevity|terse)\b"
    r"(?! (?:message|survey|note|delivery|notice|stay|term|call\b|code))|\b(?:one|two|three|1|2|3)(?: (?:or"
    r"|to) \w+)? (?:short )?"
    r"sentences?\b|\bsentences? (?:at most|per turn|a turn|maximum)\b|\b(?:under|fewer than|at most|no more than"
    r"|maximum of)"
    r" \w+ (?:words|sentences)\b|\b(?:sentences|turns) of (?:\w+ )?\w+ words\b|\bsparing\b|\bsay (?:as )?little\b"
    r"|\bone breath per\b|\bone idea\b|\bto the point\b|\bfew(?:er)? words\b|\bnot (?:ramble|lecture)\b"
    r"|\bno(?:body wants)? (?:lectures"
    r"|monologues)\b|\bwords are (?:better|enough)\b|\bsmall (?:chunks|portions)\b|\bin one sentence\b",
    re.IGNORECASE,
)


def find_unspoken_numbers(reading: Reading, project: Project) -> Iterator[Remark]:
    """V19: "2026-03-04 at 14:30" is read out as nobody says it."""
    kinds = {field.type for field in project.required}
    if kinds & _SPOKEN_KINDS and not reading.has(_SPOKEN):
        yield Remark(
            Severity.LOW,
            "Dates, times or amounts come up in these calls, but nothing says how the agent should speak them.",
            fix=add_rule(reading, "say dates, times and amounts in words, the way people speak"),
        )


def find_written_forms(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V20: nobody hears a bullet point, and nobody says a date with slashes."""
    for sentence, match in reading.find(_LOOKS, _FORMAT):
        is_format = match.re is _FORMAT
        follows = reading.after(sentence)
        if NEGATES.search(sentence.text) or _FOR_RECORDS.search(sentence.text):
            continue
        if is_format and (_OWN_WORDS.search(follows) or _OWN_WORDS.search(sentence.text)):
            continue
        yield Remark(
            Severity.MEDIUM,
            "This asks for a written form that people do not speak. Let them say it in their own words."
            if is_format
            else "This asks for something that can only be seen. In a phone call it is lost, or read out as signs.",
            sentence.start,
            sentence.end,
            add_after(reading, sentence, "let people say it in their own words")
            if is_format
            else delete_sentence(reading, sentence),
        )


def find_long_speeches(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V21: after some fifteen seconds nobody listens any more."""
    for start, end in reading.speeches:
        speech = reading.plain[start:end]
        words = list(re.finditer(r"\S+", speech))
        if len(words) <= MOST_SPOKEN_WORDS or _DUTY.search(speech):
            continue
        sentence = _sentence_at(reading, start)
        follows = reading.plain[end : end + NEAR_CHARACTERS]
        if _IN_PARTS.search(follows) or (sentence and _DUTY.search(sentence.text)):
            continue
        stop = start + words[SHOWN_WORDS - 1].end()
        yield Remark(
            Severity.MEDIUM,
            f"These {len(words)} words in one go are more than people take in by phone. Cut them, or speak in parts.",
            start,
            stop,
            add_after(reading, sentence, "say this in short parts and let the other person answer in between")
            if sentence
            else None,
        )


def find_unlimited_turns(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V22: a model that is not told to be brief is not."""
    if not reading.has(_SHORT):
        yield Remark(
            Severity.LOW,
            "Nothing tells the agent to keep its turns short, so it may talk longer than people listen.",
            fix=add_rule(reading, "keep every turn short, one or two sentences"),
        )


def _sentence_at(reading: Reading, place: int) -> Sentence | None:
    """Return the last sentence that touches the speech around `place`, behind which something can be added."""
    inside = [one for one in reading.sentences if one.start <= place < one.end]
    return inside[-1] if inside else None


def count_words(reading: Reading) -> int:
    """Return how many words the instructions have."""
    return len(words_of(reading.plain))
