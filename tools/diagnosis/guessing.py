"""Which field may a question be for that names none, going by the order in which the others were asked for?"""

from tools.diagnosis.acceptance import asks_for_more, reads_back
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import LIKELY, LOOSE, PLAIN, Ask, is_placeholder, is_request
from tools.diagnosis.reading import Conversation, Sentence, Utterance
from tools.diagnosis.sorts import asks_for_another
from tools.diagnosis.topics import Topic

Asks = dict[str, list[Ask]]


def add_guesses(asks: Asks, topics: tuple[Topic, ...], conversation: Conversation) -> Asks:
    """Give a question that is for no known field to the one field that was not asked for and fits in its place.

    A field fits between the questions for the fields before and behind it; where several fit, none gets it. A
    field that wants a yes or no never does, since those are answers to everything.
    """
    placed = {ask.turn for found in asks.values() for ask in found if ask.plain > LOOSE}
    unasked = [place for place, topic in enumerate(topics) if not any(a.plain > LOOSE for a in asks[topic.field.name])]
    if not unasked or not placed:
        return asks
    guessed = {name: list(found) for name, found in asks.items()}
    for turn in conversation.agent_turns[1:]:
        question = None if turn.index in placed else _question(turn)
        if question is None:
            continue
        fitting = [place for place in unasked if _fits(place, turn, question, asks, topics)]
        if len(fitting) == 1:
            end = question.start + len(question.text)
            guessed[topics[fitting[0]].field.name].append(Ask(turn.index, question.start, end, LIKELY, 1, guessed=True))
    return guessed


def _question(turn: Utterance) -> Sentence | None:
    if is_placeholder(turn.text) or asks_for_more(turn.folded) or reads_back(turn.folded):
        return None
    return next((sentence for sentence in reversed(turn.sentences) if is_request(sentence)), None)


def _fits(place: int, turn: Utterance, question: Sentence, asks: Asks, topics: tuple[Topic, ...]) -> bool:
    if topics[place].kind is Kind.YES_NO or asks_for_another(question, topics[place]):
        return False
    before = [a.turn for topic in topics[:place] for a in asks[topic.field.name] if a.plain == PLAIN]
    behind = [a.turn for topic in topics[place + 1 :] for a in asks[topic.field.name] if a.plain == PLAIN]
    return bool(before or behind) and max(before, default=-1) < turn.index < min(behind, default=turn.index + 1)
