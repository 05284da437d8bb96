"""Did a caller name a person, a place or a thing, and with which words?"""

import re

from tools.diagnosis.phrasing import any_of, set_of
from tools.diagnosis.reactions import find_reaction
from tools.diagnosis.reading import Utterance, find_words, fold
from tools.diagnosis.replies import is_only_greeting
from tools.diagnosis.speech import find_content, is_question
from tools.diagnosis.spelling import is_spelled_aloud, letters_of

Named = tuple[int, int, str]


_LONGEST_NAME = 4
_CUE = any_of(
    r"""
    (?:my|the|her|his|our|it's|full|first|last|family)(?: \w+){0,2} ?names? (?:is|was|would be|are|goes)(?: under)?
    name on the \w+ is | surname (?:is|was) | names?'s | surname's | this is | speaking with | i am called | call me
    (?:booked|it's|it is|be|listed|registered) under(?: the name(?: of)?)? | under the name(?: of)?
    """,
    after=r"[:,]? (?!not\b)",
)
_LABEL = re.compile(r"\b(?:sur|last |first |full |family )?names?,? (?=\w)")
_I_AM = re.compile(r"\b(?:i'm|i am) (?=[a-z])")
_FIRST = re.compile(r"\b(?:first|given)[ -]?name\b|\bforename\b")
_LAST = re.compile(r"\b(?:last|family)[ -]?name\b|\bsurname\b")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CAPITAL = re.compile(r"[^\W\d_][\w'&.-]*(?: (?:of|the|de|la|and|&|\d+|[^\W\d_][\w'&.-]*))*")
_PLACE_LEAD = re.compile(
    r"\b(?:in|to|near|from|around|at|visiting|into|towards|for|via) (?:the )?"
    r"(?:city of |downtown |central |north |south |east |west )?(?=\w)"
)
_AT_A_PLACE = re.compile(r"\b(?:in|from|near|on) $")
_CLAUSE = re.compile(r"(?:(?!,|;| and )[^\n])+")
_NOUNS = set_of(
    """
    office family husband wife company usual boss anybody somebody nobody anyone people everyone everybody
    neighbour anonymous mother father sister brother customer reception security receiving name names number email
    phone address booking reservation code flight ticket order account details info date time day question problem
    issue appointment policy price cost delivery
    """
)
_NOT_NAMES = set_of(
    """
    looking calling trying having wondering interested hoping going ready sorry afraid sure here fine good okay
    happy back not just still about from with on in at the a an your calling phoning ringing new very really also
    now only asking flying driving travelling staying using getting moving able available done good great well
    confused unhappy upset disappointed concerned worried late early free all right so set correct wrong incorrect
    urgent important a
    """
)
_CALENDAR = set_of(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december i i'm i'd i'll i've ok okay tv am pm yes no sir madam mr mrs ms english
    today tomorrow
    """
)


def find_name(turn: Utterance, part: str | None, *, answering: bool) -> Named | None:
    """The name of a person in a caller's turn, written plainly; a name spelled aloud is its letters."""
    text = turn.folded
    if _is_other_part(text, part):
        return None
    for cue in (*_CUE.finditer(text), *_I_AM.finditer(text), *_LABEL.finditer(text)):
        found = _name_after(turn, cue.end(), sure=cue.re is _CUE)
        if found:
            return found
    return _bare_name(turn) if answering else None


def _is_other_part(text: str, part: str | None) -> bool:
    if part is None:
        return False
    other, same = (_FIRST, _LAST) if part == "last" else (_LAST, _FIRST)
    return other.search(text) is not None and same.search(text) is None


def _name_after(turn: Utterance, start: int, *, sure: bool) -> Named | None:
    words: list[str] = []
    end = start
    for found in _NAME_WORD.finditer(turn.folded, start, min(len(turn.folded), start + 80)):
        between = turn.folded[end : found.start()]
        if len(words) == _LONGEST_NAME or re.search(r"[.,!?;\d]", between) or found[0] in _NOT_NAMES:
            break
        if found[0] in {"and", "i", "is", "can", "could", "but", "it's", "my", "spelled", "that's", "please"}:
            break
        words.append(found[0])
        end = found.end()
    if not words or (not sure and not turn.text[start : start + 1].isupper()):
        return None
    return start, end, " ".join(words)


def _bare_name(turn: Utterance) -> Named | None:
    for sentence in turn.sentences:
        if is_question(sentence.text) or find_reaction(sentence.text):
            continue
        if is_spelled_aloud(sentence.words):
            return sentence.start, sentence.start + len(sentence.text), letters_of(sentence.words)
        for clause in _CLAUSE.finditer(sentence.text):
            words = [word for word in find_content(find_words(clause[0])) if _NAME_WORD.fullmatch(word)]
            if is_cased(turn.text) and not _has_capital(turn, sentence.start + clause.start(), words):
                continue
            if (
                0 < len(words) <= _LONGEST_NAME
                and not (_NOUNS | _NOT_NAMES) & set(words)
                and not is_only_greeting(" ".join(words))
            ):
                return sentence.start + clause.start(), sentence.start + clause.end(), " ".join(words)
    return None


def is_cased(text: str) -> bool:
    """Whether a turn is written with capitals and full stops, so that a name must show by its capital."""
    return text.lstrip()[:1].isupper() and text.rstrip()[-1:] in {".", "!", "?"}


def _has_capital(turn: Utterance, start: int, words: list[str]) -> bool:
    return all(turn.text[place].isupper() for word in words[:1] if (place := turn.folded.find(word, start)) >= 0)


def find_place_name(turn: Utterance) -> Named | None:
    """A place a caller names on their own: a capitalised name behind `in`, `to`, `near` and the like."""
    for lead in _PLACE_LEAD.finditer(turn.folded):
        found = _capitalised(turn, lead.end())
        if found:
            return found
    return None


def find_thing(turn: Utterance) -> Named | None:
    """The capitalised name, of two words or more, of a thing (a clinic, a shop) in the middle of a sentence."""
    for sentence in turn.sentences:
        for found in _NAME_WORD.finditer(turn.folded, sentence.start + 1, sentence.start + len(sentence.text)):
            named = _capitalised(turn, found.start())
            if named and " " in named[2] and not _AT_A_PLACE.search(turn.folded[: found.start()][-12:]):
                return named
    return None


def _capitalised(turn: Utterance, start: int) -> Named | None:
    if not turn.text[start : start + 1].isupper():
        return None
    found = _CAPITAL.match(turn.text, start, min(len(turn.text), start + 80))
    if found is None:
        return None
    words: list[str] = []
    for word in found[0].split(" "):
        if not (word[:1].isupper() or (words and word in {"of", "the", "de", "la", "and", "&"})):
            break
        words.append(word.rstrip(".,'"))
        if word.endswith((".", ",")) and len(word) > 3:
            break
    if not words or fold(words[0]) in _CALENDAR:
        return None
    name = " ".join(words)
    return start, start + len(name), fold(name)
