"""Of what sort is a question, so that it can be for some kinds of field only?"""

from tools.diagnosis.asking import (
    ASKED_BY,
    BARE_WORDS,
    CALLS_BACK,
    OF_TIME,
    QUESTION_MARK,
    SEVERAL,
    SORT_ASKED,
    SORTS,
    THEIR_NAME,
    VERBS,
    YOUR_NAME,
)
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.reading import Sentence
from tools.diagnosis.topics import Topic

_NAMED_BY_KIND = frozenset(
    {Kind.EMAIL, Kind.PHONE, Kind.BIRTH, Kind.DATE, Kind.TIME, Kind.PERSON, Kind.CODE, Kind.POSTCODE}
)


def asks_for_another(sentence: Sentence, topic: Topic) -> bool:
    """Whether a question is of a sort that cannot be for the field: `when` asks for no name."""
    text = sentence.text
    if topic.kind in {Kind.DATE, Kind.TIME} and (CALLS_BACK.search(text) or ASKED_BY[Kind.BIRTH].search(text)):
        return True
    if topic.has_counterpart and _means_counterpart(text, topic):
        return True
    asked = SORT_ASKED.search(text)
    if asked is None or topic.kind in SORTS[asked.lastgroup or ""] or SEVERAL.search(text):
        return False
    about_time = asked.lastgroup in {"when", "day", "time"} and topic.kind is Kind.FREE
    return not (about_time and OF_TIME & topic.own)


def _means_counterpart(text: str, topic: Topic) -> bool:
    """Whether a question wants the caller's name where the field is another's, or the other way round."""
    own, other = (THEIR_NAME, YOUR_NAME) if topic.of_another else (YOUR_NAME, THEIR_NAME)
    return other.search(text) is not None and own.search(text) is None


def is_bare_noun(sentence: Sentence, topic: Topic) -> bool:
    """Whether a question is nothing but the field's noun: `Pickup?`, `And your mileage?`."""
    words = sentence.words
    if len(words) > BARE_WORDS or VERBS & set(words) or not topic.own & sentence.stems:
        return False
    return topic.kind not in _NAMED_BY_KIND and (
        QUESTION_MARK.search(sentence.text) is not None or words[-1] == "please"
    )
