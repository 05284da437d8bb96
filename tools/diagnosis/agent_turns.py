"""What does one turn of an agent do: for what does it ask, does it pin down, ask to repeat or say goodbye?

For turns that were never spoken as well, such as a model's in a replay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from memory.vocabulary import Field, Speaker
from tools.diagnosis.acceptance import asks_for_more
from tools.diagnosis.language import is_understood
from tools.diagnosis.phrasing import any_of
from tools.diagnosis.questions import LIKELY, LOOSE, NOT_ASKED, PLAIN, find_asks, is_request
from tools.diagnosis.reading import Conversation, Sentence, Utterance
from tools.diagnosis.topics import build_topics

MOST_CHARACTERS = 2_000
"""Characters of a turn that are read; no agent says more at once."""

_CLOSES = any_of(
    r"""
    good ?bye | bye | take care | see you | (?:talk|speak) (?:to you )?(?:soon|later) | good night
    have an? (?:\w+,? ){0,3}(?:day|one|night|evening|afternoon|morning|weekend|week|time|trip|stay)
    (?:thank you|thanks)(?: so much| very much)? for (?:calling|your (?:call|time)) | we look forward
    (?:look|looking) forward to (?:see|seeing|hear|hearing|your) | safe (?:travels|trip|journey)
    """
)
_PUTS_OFF = any_of(
    r"""
    later | shortly | afterwards | another time | next time | in due course | at a later | some other time
    when (?:she|he|they|you|we|the \w+) (?:come|comes|arrive|arrives|call|calls|get|gets)
    """
)
_SAY_AGAIN = any_of(
    r"""
    spell\w* | repeat | say (?:that|it|your \w+|the \w+) (?:again|slowly|once) | once more | one more time | slowly
    (?:letter|digit|number) by (?:letter|digit|number) | one (?:letter|digit) at a time | (?:that|it) again
    """
)
_PINS_DOWN = any_of(
    r"""
    rough\w* | approx\w* | about (?:how|when|what|which|where) | more or less | exactly | exact | precisely | precise
    how many | how much | how long | a (?:number|figure|range|ballpark) | at (?:most|least) | upper limit
    more specific | specifically | narrow (?:it|that) down | be a (?:bit|little) clearer | which (?:one|of)
    (?:can|could|do|would|might) you (?:please )?(?:(?:just|perhaps|maybe|possibly) )?(?:know|remember|recall|say)
    (?:can|could|would|might) you (?:please )?(?:(?:just|perhaps|maybe|quickly) )?(?:have a look|look|check|find|fetch)
    (?:can|could|would|might) you (?:please )?(?:(?:just|perhaps|maybe) )?(?:tell|give|read) me | do you (?:know|recall)
    best guess | your guess | an? (?:idea|estimate) | mind (?:checking|looking|fetching|finding) | in mind
    """
)
_STATES = any_of(
    r"""
    (?:we|i|they|you|it|he|she|someone|somebody|this|that|there|everything|all|our \w+|your \w+|the \w+)
    """,
    before=r"^\W*(?:(?:and|so|then|okay|great|perfect|good|fine|right|lovely|thanks|thank you)\W+){0,2}",
    after=r"(?:'ll|'ve|'re|'s| will| have| has| are| is| can| may)\b",
)
_WANTS = any_of(
    r"""
    need | require | like to (?:know|have|get|take) | want to (?:know|have) | missing | please | tell me | give me
    let me (?:have|know) | looking for | take (?:your|the|down) | have your | just ask
    """
)
_WAITS = any_of(r"take your time | i(?:'ll| can| will) (?:wait|hold) | no (?:rush|hurry)")


@dataclass(frozen=True, slots=True)
class AgentTurn:
    """What a turn of an agent does.

    `asked` says how plainly it asks for each field that it asks for at all: PLAIN, LIKELY or LOOSE; offers of further
    help are no questions for anything. `questions` counts its sentences that ask for something, those among them
    that are for no field are `unplaced`.
    """

    asked: Mapping[str, int]
    questions: int
    unplaced: int
    closes: bool
    """It takes leave, and asks nothing behind that."""
    puts_off: bool
    says_again: bool
    """It wants something spelled or said again."""
    pins_down: bool
    waits: bool
    twice: frozenset[str]
    """Fields that it asks for in two sentences, one after the other."""
    is_understood: bool = True
    """It is in a language the rules know, or too short to tell."""

    def asks_for(self, field: str) -> bool:
        """Whether it plainly asks for a field."""
        return self.asked.get(field, NOT_ASKED) == PLAIN

    def may_ask_for(self, field: str) -> bool:
        """Whether it asks for a field, perhaps in other words than one knows."""
        return self.asked.get(field, NOT_ASKED) in {LIKELY, LOOSE}

    def plainly_asked(self) -> frozenset[str]:
        """The fields that it plainly asks for."""
        return frozenset(name for name, plain in self.asked.items() if plain == PLAIN)


def read_agent_turn(text: str, fields: Sequence[Field]) -> AgentTurn:
    """Read one turn of an agent of a project with these fields, apart from any call."""
    topics = build_topics(fields)
    turn = Utterance(0, Speaker.AGENT, text[:MOST_CHARACTERS])
    asking = [one for one in turn.sentences if _asks(one)]
    by_sentence = [_find_asked(turn, sentence, fields) for sentence in asking]
    asked: dict[str, int] = {}
    for found in by_sentence:
        for name, plain in found.items():
            asked[name] = max(plain, asked.get(name, NOT_ASKED))
    settled = {name for found in by_sentence for name, plain in found.items() if plain == PLAIN}
    twice = {name for one, other in pairwise(by_sentence) for name in one.keys() & other.keys() if name in settled}
    leave = _CLOSES.search(turn.folded)
    return AgentTurn(
        asked=asked if topics else {},
        questions=len(asking),
        unplaced=sum(not found for found in by_sentence),
        closes=leave is not None and not any(one.start > leave.start() for one in asking),
        puts_off=any(_promises(one) for one in turn.sentences),
        says_again=any(_SAY_AGAIN.search(one.text) for one in asking),
        pins_down=any(_PINS_DOWN.search(one.text) for one in asking),
        waits=_WAITS.search(turn.folded) is not None,
        twice=frozenset(twice),
        is_understood=is_understood(Conversation((turn,), 1)),
    )


def _asks(sentence: Sentence) -> bool:
    """Whether a sentence asks for something here and now; `we'll send a driver` only looks like it."""
    if not is_request(sentence) or asks_for_more(sentence.text) or _promises(sentence):
        return False
    states = "?" not in sentence.text and _STATES.search(sentence.text) is not None
    return not states or _WANTS.search(sentence.text) is not None


def _find_asked(turn: Utterance, sentence: Sentence, fields: Sequence[Field]) -> dict[str, int]:
    """Of which fields one sentence speaks, and how plainly; a mere announcement of questions is for none."""
    alone = Utterance(turn.index, turn.speaker, turn.text[sentence.start : sentence.start + len(sentence.text)])
    found = find_asks(Conversation((alone,), 1), build_topics(fields))
    return {name: max(ask.plain for ask in asks) for name, asks in found.items() if asks}


def _promises(sentence: Sentence) -> bool:
    """Whether a sentence only says that something will be asked or done later."""
    return "?" not in sentence.text and _PUTS_OFF.search(sentence.text) is not None
