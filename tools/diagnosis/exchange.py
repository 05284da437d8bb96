"""What was asked in a call, and which of the caller's turns answer it?"""

import re
from itertools import pairwise

from tools.diagnosis.acceptance import asks_for_more, reads_back
from tools.diagnosis.guessing import add_guesses
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import LOOSE, PLAIN, Ask, find_asks, is_placeholder, is_request
from tools.diagnosis.reactions import Reaction, find_reaction
from tools.diagnosis.reading import Conversation, Sentence, Utterance
from tools.diagnosis.replies import is_line_check, is_yes
from tools.diagnosis.topics import Topic

_MOST_TURNS_TO_REPLY = 5
_COMMAS_OF_A_LIST = 2
_LIST = re.compile(r",|\b(?:and|or)\b")


class Exchange:
    """The questions of a call and the caller's turns that answer them, worked out once for all fields."""

    def __init__(self, conversation: Conversation, topics: tuple[Topic, ...]) -> None:
        self.conversation = conversation
        self.topics = topics
        self.asks = add_guesses(find_asks(conversation, topics), topics, conversation)
        self._places = {turn.index: place for place, turn in enumerate(conversation.turns)}
        asking = {ask.turn for asks in self.asks.values() for ask in asks}
        self._replies = {turn: self._find_replies(self._places[turn], asking) for turn in asking}
        self._answered = self._find_answered()
        self.confirmed = self._find_confirmed()
        self.unclear = self._find_unclear()
        self.unplaced = self._has_unplaced()

    def place(self, turn: Utterance) -> int:
        """Where a turn stands among those that are read."""
        return self._places[turn.index]

    def turn(self, index: int) -> Utterance:
        """The turn with this index in the transcript."""
        return self.conversation.turns[self._places[index]]

    def replies_to(self, ask: Ask) -> list[Utterance]:
        """What the caller said right after a question."""
        return self._replies[ask.turn]

    def kinds_answered(self, turn: Utterance, topic: Topic) -> set[Kind]:
        """The kinds of the other fields that the question before a turn asked for."""
        return {other.kind for other in self._answered.get(turn.index, ()) if other is not topic}

    def _find_confirmed(self) -> list[Utterance]:
        """Agent turns that read something back, and were agreed to in the next turn."""
        turns = self.conversation.turns
        return [
            turn
            for turn, reply in pairwise(turns)
            if turn.by_agent and not reply.by_agent and reads_back(turn.folded) and is_yes(reply.folded)
        ]

    def _find_unclear(self) -> list[Ask]:
        """The questions that are for no field in words one knows, and that the caller did not understand."""
        plain = {ask.turn for asks in self.asks.values() for ask in asks if ask.plain == PLAIN}
        opening = next((turn for turn in self.conversation.turns if turn.by_agent), None)
        unclear: list[Ask] = []
        for place, turn in enumerate(self.conversation.turns):
            if not turn.by_agent or is_placeholder(turn.text):
                continue
            question = next((sentence for sentence in turn.sentences if is_request(sentence)), None)
            if question is None or not (_is_list(question) or (turn is not opening and turn.index not in plain)):
                continue
            if any(_is_lost(reply) for reply in self._find_replies(place, plain)):
                unclear.append(Ask(turn.index, question.start, question.start + len(question.text), LOOSE, 0))
        return unclear

    def _has_unplaced(self) -> bool:
        """Whether the agent asked something, beyond the opening and the closing, that is for no field one knows."""
        placed = {ask.turn for asks in self.asks.values() for ask in asks if ask.plain > LOOSE}
        return any(
            turn.index not in placed and any(is_request(sentence) for sentence in turn.sentences)
            for turn in self.conversation.agent_turns[1:]
            if not is_placeholder(turn.text) and not asks_for_more(turn.folded)
        )

    def may_be_in(self, ask: Ask, topic: Topic) -> bool:
        """Whether a question that nobody understood can have been for a field: one of those due by then."""
        later = [
            place
            for place, other in enumerate(self.topics)
            if any(one.turn > ask.turn and one.plain == PLAIN for one in self.asks[other.field.name])
        ]
        return topic.field.required and self.topics.index(topic) < max(later, default=len(self.topics))

    def agent_after(self, turn: Utterance) -> bool:
        """Whether the agent said anything after a turn."""
        return any(later.by_agent and later.words for later in self.conversation.turns[self.place(turn) + 1 :])

    def _find_replies(self, place: int, asking: set[int]) -> list[Utterance]:
        replies: list[Utterance] = []
        for turn in self.conversation.turns[place + 1 : place + 1 + _MOST_TURNS_TO_REPLY]:
            if turn.by_agent and (replies or turn.index in asking or "?" in turn.text or is_placeholder(turn.text)):
                break
            if not turn.by_agent and turn.words and not is_line_check(turn.folded):
                replies.append(turn)
        return replies

    def _find_answered(self) -> dict[int, list[Topic]]:
        answered: dict[int, list[Topic]] = {}
        for topic in self.topics:
            for ask in self.asks[topic.field.name]:
                if ask.plain == PLAIN:
                    for turn in self._replies[ask.turn]:
                        answered.setdefault(turn.index, []).append(topic)
        return answered


def _is_list(question: Sentence) -> bool:
    """Whether a question strings several things together, so that part of it can be lost on the caller."""
    return len(_LIST.findall(question.text)) >= _COMMAS_OF_A_LIST


def _is_lost(turn: Utterance) -> bool:
    return any(found[0] is Reaction.CONFUSED for sentence in turn.sentences if (found := find_reaction(sentence.text)))
