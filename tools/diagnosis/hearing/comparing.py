"""What did the live transcript of a call get wrong, judged by the recording of the same call?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from memory.spoken import Mishearing, Transcription
from memory.vocabulary import Call, Field, Reading, Readings, Speaker
from tools.diagnosis.acceptance import is_trouble
from tools.diagnosis.hearing.alignment import likeness
from tools.diagnosis.hearing.belonging import Fields, Given
from tools.diagnosis.hearing.comparison import Agreement, Comparison
from tools.diagnosis.hearing.moments import Lined, Moment, find_moments, line_up
from tools.diagnosis.hearing.named import NameEvidence, find_names, same_name
from tools.diagnosis.hearing.sorts import LONG, Sort, agree, is_well_formed, write
from tools.diagnosis.hearing.tokens import Token, cut_text, tokens_of_call, tokens_of_recording
from tools.diagnosis.hearing.trust import ENOUGH, About, Evidence, agreed_values
from tools.diagnosis.hearing.units import cut_into_units
from tools.diagnosis.lexicon import Kind
from tools.diagnosis.questions import is_placeholder
from tools.diagnosis.reading import Conversation, Utterance, cut_quote, read_call
from tools.diagnosis.replies import is_yes
from tools.diagnosis.topics import Topic, build_topics

_SORT_OF = {Kind.MONEY: Sort.MONEY, Kind.TIME: Sort.TIME, Kind.DATE: Sort.DATE}
_FEWEST_DIGITS_OF_A_PHONE = 7
_LEAN = 0.05
_ALIKE = 0.75
_MOST_KNOWN = 40
_MONEY_SIGNS = "$€£¥₹"


def compare_readings(call: Call, heard: Transcription, fields: Sequence[Field]) -> list[Mishearing]:
    """The values of the caller that the live transcript has wrong and the recording right, in order of the turns.

    Values that both have alike are never among them, nor those where nothing shows that the recording knows better.
    Empty where there is nothing to compare: no transcript, no words on the recording, another call's recording.
    """
    return list(compare(call, heard, fields).mishearings)


def compare(call: Call, heard: Transcription, fields: Sequence[Field]) -> Comparison:
    """Like `compare_readings`, with the values of fields that both sides have alike.

    Speakers of the recording are not relied on, as they may be guessed. Time grows with the words of the call, not
    with the pairs of words.
    """
    conversation = read_call(call)
    live, there = tokens_of_call(conversation), tokens_of_recording(heard)
    lined = line_up(live, there) if live and there else None
    if lined is None:
        return Comparison()
    comparing = _Comparing(call, conversation, heard, lined, build_topics(fields))
    mishearings = sorted(comparing.mishearings(), key=lambda one: one.turn)
    return Comparison(tuple(mishearings), tuple(comparing.agreements))


class _Comparing:
    def __init__(
        self,
        call: Call,
        conversation: Conversation,
        heard: Transcription,
        lined: Lined,
        topics: Sequence[Topic],
    ) -> None:
        self._call = call
        self._turns = {turn.index: turn for turn in conversation.turns}
        self._conversation = conversation
        self._heard_texts = [turn.text for turn in heard.turns]
        self._lined = lined
        self._fields = Fields(call, conversation, topics)
        yes = frozenset(turn.index for turn in conversation.caller_turns if is_yes(turn.folded))
        self._evidence = Evidence(lined, agreed_values(lined.live.tokens, lined.live, yes))
        self.agreements: list[Agreement] = []

    def mishearings(self) -> Iterator[Mishearing]:
        """Look at every moment; what both sides have alike goes into `agreements`."""
        names, named = NameEvidence(self._lined), set()
        for found in find_names(self._lined, self._conversation, self._fields):
            named.add(found.moment.place)
            if same_name(found.moment):
                self._agree(found.moment, found.topic)
                continue
            sure = names.weigh(found.moment)
            if sure >= ENOUGH:
                yield self._mishearing(found.moment, found.topic, sure)
        moments = [moment for moment in find_moments(self._lined) if moment.place not in named]
        topics = self._carry_over(moments, [self._fields.find(self._given(moment)) for moment in moments])
        for moment, topic in zip(moments, topics, strict=True):
            if topic is not None and moment.sort is Sort.NUMBER and topic.kind in _SORT_OF:
                moment = replace(moment, sort=_SORT_OF[topic.kind])  # noqa: PLW2901 - the same moment, better known
            if agree(moment.live, moment.heard, moment.sort):
                self._agree(moment, topic)
                continue
            sure = self._evidence.weigh(moment, self._about(topic))
            if sure >= ENOUGH:
                yield self._mishearing(moment, topic, sure)

    def _carry_over(self, moments: list[Moment], topics: list[Topic | None]) -> list[Topic | None]:
        """A value that is said again without its field being named belongs to the same field."""
        known: dict[str, Topic] = {}
        for moment, topic in zip(moments, topics, strict=True):
            if topic is not None and topic.kind in {Kind.CODE, Kind.PHONE, Kind.POSTCODE} and len(known) < _MOST_KNOWN:
                known.update({plain: topic for plain in (moment.live.plain, moment.heard.plain) if len(plain) >= LONG})
        return [topic or _find_alike(moment, known) for moment, topic in zip(moments, topics, strict=True)]

    def _about(self, topic: Topic | None) -> About:
        if topic is None:
            return About()
        captured = (self._call.captured.get(topic.field.name) or "").strip()
        return About(-_LEAN if captured else _LEAN, topic.length, topic.kind is Kind.PHONE)

    def _given(self, moment: Moment) -> Given:
        first, last = self._live_tokens(moment)
        return Given(first.turn, first.start, last.end, moment.sort, moment.live.plain, moment.heard.plain)

    def _live_tokens(self, moment: Moment) -> tuple[Token, Token]:
        units, tokens = self._lined.live.units, self._lined.live.tokens
        return tokens[units[moment.place].first], tokens[units[moment.until - 1].last - 1]

    def _mishearing(self, moment: Moment, topic: Topic | None, sure: float) -> Mishearing:
        first, last = self._live_tokens(moment)
        turn = self._turns[first.turn]
        start = _with_sign(turn.text, first.start)
        said = self._call.transcript[first.turn]
        readings = Readings(
            Reading(turn.text[start : last.end], write(moment.live, moment.sort), said.start_s, said.end_s),
            self._heard_reading(moment),
        )
        quote = cut_quote(turn.text, start, last.end)
        name = topic.field.name if topic else None
        return Mishearing(name, turn.index, quote, readings, round(sure, 3), self._is_captured(moment, name))

    def _heard_reading(self, moment: Moment) -> Reading:
        units = self._lined.heard.units
        tokens = self._lined.heard.tokens[units[moment.first].first : units[moment.last - 1].last]
        known = [token.probability for token in tokens if token.probability is not None]
        return Reading(
            cut_text(tokens, self._heard_texts),
            write(moment.heard, moment.sort),
            tokens[0].start_s,
            tokens[-1].end_s,
            round(sum(known) / len(known), 3) if known else None,
        )

    def _is_captured(self, moment: Moment, name: str | None) -> bool:
        """Whether the wrong reading is what was captured for the field."""
        value = (self._call.captured.get(name) or "").strip() if name else ""
        if not value:
            return False
        wrong = write(moment.live, moment.sort).lower()
        if value.lower() == wrong or "".join(c for c in value.lower() if c.isalpha()) == moment.live.plain:
            return True
        units = cut_into_units([replace(token, breaks=False) for token in _tokens_of(value)])
        return any(unit.said is not None and agree(unit.said, moment.live, moment.sort) for unit in units)

    def _agree(self, moment: Moment, topic: Topic | None) -> None:
        if topic is None:
            return
        first, last = self._live_tokens(moment)
        turn = self._turns[first.turn]
        plain = moment.live.plain
        whole = is_well_formed(moment.live, moment.sort) and topic.length in {None, len(plain)}
        whole = whole and (topic.kind is not Kind.PHONE or len(plain) >= _FEWEST_DIGITS_OF_A_PHONE)
        quote = cut_quote(turn.text, first.start, last.end)
        value = write(moment.live, moment.sort)
        self.agreements.append(
            Agreement(topic.field.name, turn.index, quote, value, whole, self._is_accepted(turn.index, topic))
        )

    def _is_accepted(self, turn: int, topic: Topic) -> bool:
        """Whether the agent's next words neither dispute a value nor ask for it again."""
        following = next((one for one in self._conversation.agent_turns if one.index > turn), None)
        if following is None or is_placeholder(following.text):
            return False
        asked_again = topic.field.name in self._fields.asked_before(following.index + 1)
        return not asked_again and not is_trouble(following, topic, next_turn=True)


def _find_alike(moment: Moment, known: dict[str, Topic]) -> Topic | None:
    if moment.sort not in {Sort.CODE, Sort.NUMBER}:
        return None
    for plain, topic in known.items():
        if max(likeness(plain, moment.live.plain), likeness(plain, moment.heard.plain)) >= _ALIKE:
            return topic
    return None


def _tokens_of(text: str) -> list[Token]:
    """The words of a captured value."""
    turn = Utterance(0, Speaker.CALLER, text)
    return tokens_of_call(Conversation((turn,), 1))


def _with_sign(text: str, start: int) -> int:
    """Where a value begins, with the sign of its currency."""
    before = text[:start].rstrip()
    return len(before) - 1 if before[-1:] and before[-1] in _MONEY_SIGNS else start
