"""Does a caller's turn hold a value for a field, and is it whole, broken off or garbled?"""

from collections.abc import Mapping

from tools.diagnosis import figures, statements
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.reading import Utterance
from tools.diagnosis.speech import no_preference
from tools.diagnosis.topics import Topic
from tools.diagnosis.value import Finder, Form, Value

_FINDERS: Mapping[Kind, Finder] = {
    Kind.EMAIL: statements.find_email,
    Kind.PHONE: figures.find_phone,
    Kind.BIRTH: figures.find_birth_date,
    Kind.DATE: figures.find_day,
    Kind.TIME: figures.find_time,
    Kind.PERSON: statements.find_person,
    Kind.ENTITY: statements.find_entity,
    Kind.PLACE: statements.find_place,
    Kind.ADDRESS: statements.find_address,
    Kind.POSTCODE: figures.find_postcode,
    Kind.CODE: figures.find_code,
    Kind.COUNT: figures.find_count,
    Kind.MONEY: figures.find_money,
    Kind.YES_NO: statements.find_yes_or_no,
    Kind.CHOICE: statements.find_choice,
    Kind.REASON: statements.find_free,
    Kind.FREE: statements.find_free,
}
_NEVER_ANY = frozenset({Kind.EMAIL, Kind.PHONE, Kind.BIRTH, Kind.PERSON, Kind.POSTCODE, Kind.CODE, Kind.YES_NO})


def find_value(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """The value a turn holds for a field, or None.

    `answering`: the turn follows a question for the field, so that a bare `two` or `Thandi` will do;
    otherwise the turn must say itself what the value is for.
    """
    value = _FINDERS[topic.kind](turn, topic, answering=answering)
    if value is None and answering and topic.kind not in _NEVER_ANY:
        span = no_preference(turn.folded) or figures.find_vague(turn.folded)
        return Value(*span, "any", Form.PARTIAL) if span else None
    return value
