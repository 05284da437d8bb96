"""Which words of a call show that something is missing from it?"""

from collections.abc import Sequence

from memory.vocabulary import Call, Cause, Field, Finding, Quote
from tools.diagnosis.endings import has_conversation, read_ending
from tools.diagnosis.questions import PLAIN, find_asks
from tools.diagnosis.reading import Conversation, cut_quote, read_call
from tools.diagnosis.topics import build_topics

MOST_QUOTES = 2


def find_absence_quotes(call: Call, finding: Finding, fields: Sequence[Field]) -> list[Quote]:
    """Words that let a person see an absence: at most two quotes, the most telling first.

    For `not_asked` the agent's farewell and its last question for another of the `fields`; for
    `call_ended_first` the last turn; for `no_conversation` the first words anybody said. Other causes
    carry a quote of their own, which is returned. An empty transcript has none.
    """
    if finding.quote is not None and finding.turn is not None:
        return [Quote(call.call_id, finding.turn, finding.quote)]
    conversation = read_call(call)
    spoken = [turn for turn in conversation.turns if turn.words]
    if not spoken:
        return []
    if finding.cause is Cause.NO_CONVERSATION or not has_conversation(call, conversation):
        return [Quote(call.call_id, spoken[0].index, cut_quote(spoken[0].text))]
    ending = read_ending(call, conversation)
    last = next(turn for turn in spoken if turn.index == ending.turn)
    start = len(last.text) if ending.broke_off else ending.start
    quotes = [Quote(call.call_id, last.index, cut_quote(last.text, start, start))]
    if finding.cause is Cause.NOT_ASKED:
        quotes += _last_question(call, finding, conversation, fields)
    return [quote for quote in quotes if quote.text][:MOST_QUOTES]


def _last_question(call: Call, finding: Finding, conversation: Conversation, fields: Sequence[Field]) -> list[Quote]:
    others = [
        ask
        for name, asks in find_asks(conversation, build_topics(fields)).items()
        for ask in asks
        if name != finding.field and ask.plain == PLAIN
    ]
    if not others:
        return []
    ask = max(others, key=lambda one: (one.turn, one.start))
    turn = next(turn for turn in conversation.turns if turn.index == ask.turn)
    return [Quote(call.call_id, turn.index, cut_quote(turn.text, ask.start, ask.end))]
