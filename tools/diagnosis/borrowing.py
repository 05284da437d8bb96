"""Does a question have a field's words only because they are also another field's?"""

from collections.abc import Mapping

from tools.diagnosis.asking import ASKED_BY
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.reading import Sentence, find_words, stems_of
from tools.diagnosis.topics import Topic

Found = tuple[Sentence, int]


def without_borrowed(found: Mapping[str, Found], topics: tuple[Topic, ...], plain: int) -> dict[str, Found]:
    """Leave out, of the fields a turn asks for, those of which the question has only another's words.

    `The learner's name?` asks for no learning support, and `pickup or delivery?` for no delivery address.
    `found` holds the question and how plainly it asks, by field name; `plain` is as plainly as can be.
    """
    asked = [topic for topic in topics if topic.field.name in found]
    borrowed = {
        topic.field.name
        for topic in asked
        for other in asked
        if topic is not other
        and found[topic.field.name][0] is found[other.field.name][0]
        and found[other.field.name][1] == plain
        and _borrows(topic, other, found[topic.field.name][0])
    }
    return {name: one for name, one in found.items() if name not in borrowed}


def _borrows(topic: Topic, other: Topic, sentence: Sentence) -> bool:
    matched = topic.own & sentence.stems
    if not matched:
        return False
    if other.kind is Kind.PERSON:
        return topic.kind is Kind.FREE and matched <= other.own
    if other.kind is not Kind.CHOICE or topic.kind not in {Kind.ADDRESS, Kind.PLACE, Kind.FREE}:
        return False
    return matched <= _offered(other, sentence) and not ASKED_BY[Kind.ADDRESS].search(sentence.text)


def _offered(choice: Topic, sentence: Sentence) -> frozenset[str]:
    """The stems of the options that a question offers, none where it offers only one."""
    offered = [stems for option in choice.options if (stems := stems_of(find_words(option))) & sentence.stems]
    return frozenset[str]().union(*offered) if len(offered) > 1 else frozenset()
