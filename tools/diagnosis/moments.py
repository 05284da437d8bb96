"""At which moments of a call is a field asked for, given, and passed over, and when does the call draw to its close?"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cached_property

from memory.vocabulary import Call, Field, Speaker
from tools.diagnosis.echoes import Echo, compare, compare_addresses
from tools.diagnosis.exchange import Exchange
from tools.diagnosis.history import History
from tools.diagnosis.language import is_understood
from tools.diagnosis.leaving import find_goodbye, find_leaving
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import PLAIN, is_placeholder, is_request
from tools.diagnosis.reading import Conversation, Utterance, find_words, fold, read_call
from tools.diagnosis.replies import is_only_greeting
from tools.diagnosis.speech import find_content
from tools.diagnosis.spelling import find_spelling, list_spellings
from tools.diagnosis.topics import build_topics
from tools.diagnosis.tracing import trace_field
from tools.diagnosis.value import Form

_LONGEST_KNOWN = 200
_MOST_WORDS = 0.6
"""From this share of its words on, a value counts as repeated."""

_SPELLED = frozenset({Kind.PHONE, Kind.CODE, Kind.POSTCODE})
_MOST_SIGNS, _FEWEST_SIGNS, _ALIKE_SIGNS = 0.5, 3, 0.6

_ALIKE_TURNS = 0.85
_COMPARED = 300


class Moments:
    """A call, or as much of it as was heard so far, as the rules read it; turns are places in the transcript."""

    def __init__(self, call: Call, fields: Sequence[Field]) -> None:
        self._call = call
        self._fields = tuple(fields)
        self._topics = {topic.field.name: topic for topic in build_topics(fields)}
        self._histories: dict[str, History] = {}

    @cached_property
    def conversation(self) -> Conversation:
        """The turns that are read."""
        return read_call(self._call)

    @property
    def is_understood(self) -> bool:
        """Whether the call is in a language the rules know, or too short to tell."""
        return is_understood(self.conversation)

    def find_asking(self, field: str) -> list[int]:
        """The agent's turns that plainly ask for a field, in order."""
        return sorted({ask.turn for ask in self._history(field).asks if ask.plain == PLAIN and not ask.guessed})

    def find_given(self, field: str) -> int | None:
        """The caller's turn that first gives a whole value for a field, or None."""
        given = (one.turn.index for one in self._history(field).attempts if one.value.form is Form.WHOLE)
        return min(given, default=None)

    def find_open(self) -> list[str]:
        """The required fields that were neither asked for nor given."""
        wanted = [field.name for field in self._fields if field.required]
        return [name for name in wanted if not self.find_asking(name) and not self._is_given(name)]

    def find_agent_after(self, turn: int) -> int | None:
        """The next turn that the agent speaks behind one, or None."""
        later = (one.index for one in self._spoken if one.by_agent and one.index > turn)
        return next(later, None)

    def find_agent_until(self, turn: int) -> int | None:
        """The last turn that the agent speaks up to one, or None."""
        return max((one.index for one in self._spoken if one.by_agent and one.index <= turn), default=None)

    def find_last_question(self) -> int | None:
        """The agent's last turn that plainly asks for a field, or None."""
        return max((turn for name in self._topics for turn in self.find_asking(name)), default=None)

    def find_last_request(self) -> int | None:
        """The agent's last turn behind its opening that asks for anything, or None."""
        own = [one for one in self._spoken if one.by_agent][1:]
        return max((one.index for one in own if any(map(is_request, one.sentences))), default=None)

    def find_purpose(self) -> int | None:
        """The caller's first turn that says more than a greeting, or None."""
        said = (one for one in self._spoken if not one.by_agent and not is_only_greeting(one.folded))
        return next((one.index for one in said), None)

    def is_leaving(self, turn: int) -> bool:
        """Whether the caller takes leave, gives up or wants somebody else in a turn."""
        found = next((one for one in self._spoken if one.index == turn and not one.by_agent), None)
        return found is not None and bool(find_leaving(found.folded) or find_goodbye(found.folded))

    def is_said_by_caller(self, turn: int) -> bool:
        """Whether the caller says something in a turn."""
        return any(one.index == turn and not one.by_agent for one in self._spoken)

    def hold_against(self, field: str, reply: str) -> Echo:
        """How an agent's turn stands to the value that the caller gave for a field so far: repeated, and how?

        Where nothing tells which turn gave it, the caller's last one did. Only of what is written sign by sign, such as
        numbers and e-mail addresses, is it said that it was repeated wrongly.
        """
        topic = self._topics[field]
        attempts = [one for one in self._history(field).attempts if not one.turn.by_agent]
        said = [one.turn for one in attempts] or self.conversation.caller_turns[-1:]
        repeated = Utterance(self.conversation.length, Speaker.AGENT, reply)
        if topic.kind in _SPELLED:
            found = [one.text for turn in said if (one := find_spelling(turn.written))]
            return _hold_spelling([one.value.normal for one in attempts] or found, repeated)
        echo = compare(topic.kind, said, repeated) if said else Echo.NONE
        if topic.kind is Kind.EMAIL and echo is not Echo.NONE:
            echoes = {compare_addresses(turn.folded, repeated.folded) for turn in said}
            return next(one for one in (Echo.RIGHT, Echo.NONE, Echo.WRONG) if one in echoes)
        if echo is Echo.RIGHT:
            return echo
        values = [one.turn.folded[one.value.start : one.value.end] for one in attempts]
        values = values or [turn.folded for turn in said]
        share = max((_share_in(value, repeated) for value in values), default=0.0)
        return Echo.RIGHT if share >= _MOST_WORDS else Echo.NONE

    def _is_given(self, field: str) -> bool:
        """Whether the caller gave a field, or said what the call has captured for it in the end."""
        if self.find_given(field) is not None:
            return True
        captured = set(find_content(find_words(fold(self._call.captured.get(field, "")[:_LONGEST_KNOWN]))))
        return bool(captured) and captured <= self._said

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(word for turn in self.conversation.caller_turns for word in turn.words)

    @cached_property
    def _spoken(self) -> tuple[Utterance, ...]:
        return tuple(one for one in self.conversation.turns if one.words and _is_known(one))

    @cached_property
    def _exchange(self) -> Exchange:
        return Exchange(self.conversation, tuple(self._topics.values()))

    def _history(self, field: str) -> History:
        if field not in self._histories:
            taken = frozenset(
                fold(value).strip()[:_LONGEST_KNOWN]
                for name, value in self._call.captured.items()
                if name != field and value
            )
            self._histories[field] = trace_field(self._exchange, self._topics[field], taken)
        return self._histories[field]


def _is_known(turn: Utterance) -> bool:
    """Whether one knows what was said: speech, or a note that says for what the agent asked."""
    return not is_placeholder(turn.text) or any(map(is_request, turn.sentences))


def _share_in(value: str, repeated: Utterance) -> float:
    """Which share of the words of a value stands in a turn."""
    words = set(find_content(find_words(value))) or set(find_words(value))
    return len(words & set(repeated.words)) / len(words) if words else 0.0


def says_nearly_the_same(one: str, other: str) -> bool:
    """Whether two turns of an agent are alike but for a word or two."""
    words = (" ".join(find_words(fold(text[:_COMPARED]))) for text in (one, other))
    return _likeness(*words) >= _ALIKE_TURNS


def _hold_spelling(given: Sequence[str], repeated: Utterance) -> Echo:
    """Hold the signs that a turn spells against those that were given; those of other numbers do not count."""
    again = [signs for signs in list_spellings(repeated.written) if len(signs) >= _FEWEST_SIGNS]
    pairs = [(one, other) for one in given for other in again]
    if any(one in other or (other in one and len(other) >= _MOST_SIGNS * len(one)) for one, other in pairs):
        return Echo.RIGHT
    return Echo.WRONG if any(_likeness(one, other) >= _ALIKE_SIGNS for one, other in pairs) else Echo.NONE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
