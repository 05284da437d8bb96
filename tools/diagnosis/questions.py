"""Where did the agent ask for a field, and how plainly?"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, islice, takewhile

from tools.diagnosis.lexicon import END, FUNCTION_WORDS, START, Kind
from tools.diagnosis.reading import Conversation, Sentence, Utterance, stem
from tools.diagnosis.topics import Topic

PLAIN, LIKELY, LOOSE, NOT_ASKED = 3, 2, 1, 0
"""The question names the field; it may mean it; it asks for details in general; it asks for something else."""

_REQUEST = re.compile(
    r"[?？؟¿]|\b(?:what|which|when|where|who|whom|how (?:many|much|long|old|big|large|soon|would|do|far|often)"
    r"|(?:could|can|would|will|do|did|are|were|have|should|shall) (?:you|i|we|they)|may (?:i|we)|might (?:i|we)"
    r"|is (?:it|that|there|this|the|your)|was (?:it|that|there|this)|please|tell me|give me|let me (?:have|get|know|take)"
    r"|(?:send|spell|provide|confirm|verify|repeat|state|say|enter|share|name) (?:me |us )?(?:your|the|it|that|a)"
    r"|(?:i|we)(?:'ll| will|'d| would| just| also| still| do| only)* (?:need|require|like to know|be needing|want to know)"
    r"|i'm (?:missing|going to need|gonna need)|looking for your|and your|any (?:particular|specific|preferred))\b"
)
_PLACEHOLDER = re.compile(r"^\s*[\[(<{*]")
_PLACEHOLDER_ASKS = re.compile(
    r"\b(?:ask|request|prompt|question|quer(?:y|ie)|enquir|inquir|collect|check|verif|confirm|re-?ask)\w*\b"
)
_OFFERED = re.compile(
    r"\b(?:there (?:is|are|was|were)|there's|(?:i|we)(?:'ve| have)? (?:found|located|discovered|see|got|found)|it (?:has|is"
    r" (?:located|rated|at|on|in|a))|it's (?:a|located|rated|at)|they (?:have|do|are)|located (?:at|in)|rated"
    r"|has a|my name|this is|another (?:one|option)|how about|what about)\b"
)
_FIRST_NAME = re.compile(r"\b(?:first|given|christian)[ -]?names?\b|\bforenames?\b")
_LAST_NAME = re.compile(r"\b(?:last|family|second)[ -]?names?\b|\bsurnames?\b")
_BOTH_NAMES = re.compile(r"\bfull name|\bfirst (?:name )?and (?:the )?(?:last|family|sur)|\bname and (?:sur|last|family)")
_NAME_OF_A_THING = re.compile(
    r"\bnames? of (?:the|a|your|that|this|any|which) (?!(?:\w+ )?(?:person|patient|guest|caller|passenger|account|card"
    r"|driver|policy|booking|member|customer|child|owner|applicant)\b)|\b(?:restaurant|hotel|salon|company|business"
    r"|doctor|product|pet|dog|bank|street|brand|user|file|school|clinic|shop|stylist|dentist) names?\b"
)
_TROUBLE = re.compile(
    r"\bwhat (?:would you like to (?:report|log)|seems to be|happened|(?:is|'s) (?:wrong|the (?:problem|matter|issue|fault))|(?:problem|fault|issue))"
    r"|\bwhat's (?:wrong|the (?:problem|matter|issue|fault))"
)
_DETAILS = re.compile(
    r"\b(?:contact|personal|your)(?: \w+)? (?:details|information|info|particulars)\b"
)
_NAMED_FREELY = frozenset({Kind.ADDRESS, Kind.PLACE, Kind.MONEY, Kind.PHONE, Kind.EMAIL})
_DETAILED = frozenset({Kind.PERSON, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.BIRTH, Kind.POSTCODE})

_ASKED_BY: dict[Kind, re.Pattern[str]] = {
    Kind.EMAIL: re.compile(r"\be-? ?mails?\b|\bmail address\b"),
    Kind.PHONE: re.compile(
        r"\b(?:tele)?phones?\b|\bmobile\b|\bcell(?:phone)?\b|\b(?:contact|call-?back|call back|daytime|best|good) number\b"
        r"|\bnumber\b.{0,40}\b(?:reach|call|ring|contact|text|get hold|phone)\b"
        r"|\b(?:reach|call|ring|contact|text|phone) you\b(?: back)?.{0,20}\b(?:on|at|if)\b|\bnumber are you (?:calling|ringing)"
        r"|\bnumber\b.{0,30}\b(?:send|message|sms|whatsapp|driver|for you)\b"
    ),
    Kind.BIRTH: re.compile(r"\bbirth ?\w*\b|\bborn\b|\bd\.?o\.?b\b"),
    Kind.DATE: re.compile(
        r"\b(?:what|which|any|good|preferred|particular) (?:\w+ )?(?:days?|dates?)\b|\bwhen\b|\bdates?\b|\bhow soon\b|\bsince when|\bhow long (?:has|have|is)\b"
        r"|\bday (?:would|works|suits|is best|were|do|did|are|and)\b|\bwhat day|\bhow about (?:today|tomorrow)"
    ),
    Kind.TIME: re.compile(
        r"\bwhen\b|\b(?:what|which) (?:\w+ )?times?\b|\bhow (?:early|late)\b|\btimes? of\b|\bmornings? or\b|\bwhat hour"
        r"|(?<!this )(?<!last )(?<!next )(?<!any )(?<!more )(?<!some )(?<!your )(?<!same )(?<!first )(?<!long )(?<!one )"
        r"(?<!every )(?<!in )(?<!on )(?<!the )(?<!in the )\btime\b|\bat the time|\bthe time (?:you|for|of|that|to|would)"
    ),
    Kind.PERSON: re.compile(
        r"(?<!my )(?<!their )\bnames?\b|\bsurnames?\b|\bwho am i (?:speaking|talking|chatting)|\bwho(?:'s| is) (?:calling|this"
        r"|speaking|on the line)|\bwho do i have\b|\bwhat (?:should|can|may|do|shall) i call you"
        r"|\bwho (?:should|shall|will|do|does|is|am|are|hands|can|must|would)\b|\bwho's (?:the|it|that|your)\b|\b(?:to|for) whom\b|\bwhose\b"
    ),
    Kind.ENTITY: re.compile(r"\bwhich\b|\bwhat\b|\bnames?\b|\bany\b|\bparticular\b|\bspecific\b|\bprefer|\bwho\b|\bin mind\b"),
    Kind.PLACE: re.compile(
        r"\bwhere\b|\b(?:what|which|any|particular|specific) (?:\w+ ){0,2}(?:city|cities|town|area|part|location|place|suburb"
        r"|state|country|county|province|region|neighbou?rhood|metropolis|destination|district|branch|city's|village)\b"
        r"|\b(?:location|destination|city|town|suburb|neighbou?rhood|metropolis|whereabouts)\b"
    ),
    Kind.ADDRESS: re.compile(
        r"(?<!email )(?<!e-mail )(?<!mail )\baddress\b|\bwhere (?:do you (?:live|stay)|(?:should|can|must|do|shall) (?:we|i) "
        r"(?:deliver|send|ship|post|bring|drop)|(?:is|will) (?:it|this|that) (?:going|be delivered))|\bdeliver(?:ed)? (?:it )?to\b"
        r"|\b(?:ship|send|post)(?:ped|ing)? (?:it |this |them )?to\b|\bstreet\b"
    ),
    Kind.POSTCODE: re.compile(r"\bpost(?:al)?[ -]?codes?\b|\bzip\b"),
    Kind.COUNT: re.compile(r"\bhow (?:many|long|old|big|large|much|heavy)\b|\bnumber of\b|\bsize\b|\bquantity\b|\bfor how\b"),
    Kind.MONEY: re.compile(r"\bhow much\b|\bamount\b|\bbudget\b|\bprice range\b|\bspend\b|\bcosts?\b|\bborrow|\bsum\b"),
    Kind.REASON: re.compile(
        r"\bwhy\b|\breason\b|\bpurpose\b|\bwhat (?:brings|brought|happened|seems)|\bwhat(?:'s| is) (?:the (?:matter|problem|issue)"
        r"|wrong|going on|it (?:about|for|regarding)|this (?:about|regarding))|\bwhat would you be (?:using|doing)"
    ),
}  # fmt: skip
_NOUN_OF_CODE = r"(?:numbers?|codes?|references?|ref|id|locator|pin|digits|characters)"
_PLAIN_CODES = frozenset(
    "reference iban vin pin passport waybill docket licence license registration plate id".split()
)
_HOW_LONG = re.compile(r"\bhow (?:long|many (?:days|nights|weeks))\b")
_KIND_OF = re.compile(r"\b(?:kind|type|sort|style|category|class|model|size)s?\b")
_NAMED_COUNT = re.compile(
    r"\b(?:what|which|any|particular|preferred|minimum|desired|total|your) (?:\w+ ){0,2}(?:rating|stars?|age|size|party|length|duration|quantity"
    r"|weight|score|number)\b"
)
_TIME_WORD = re.compile(r"\btimes?\b|\bhours?\b|\bo'clock\b|\bearly\b|\blate\b|\bmorning\b|\bafternoon\b|\d ?[ap]\.?m\b")
_DAY_WORD = re.compile(r"\b(?:days?|dates?|week|weekend|\w+day)\b(?<!that day)(?<!the day)(?<!today)")
_CHOSEN_BY_SIZE = re.compile(r"\bparty of\b|\bfor how many\b")


@dataclass(frozen=True, slots=True)
class Ask:
    """An agent's question for a field; `plain` is PLAIN, LIKELY or LOOSE."""

    turn: int
    start: int
    end: int
    plain: int
    together: int
    """How many fields were asked for in the same turn."""


def find_asks(conversation: Conversation, topics: tuple[Topic, ...]) -> dict[str, list[Ask]]:
    """Every turn in which the agent asked for a field, by field name, in order."""
    asks: dict[str, list[Ask]] = {topic.field.name: [] for topic in topics}
    for turn in conversation.agent_turns:
        found = {topic.field.name: best for topic in topics if (best := _best_question(turn, topic))}
        settled = {sentence.start for sentence, plain in found.values() if plain == PLAIN}
        together = sum(1 for _, plain in found.values() if plain == PLAIN)
        for name, (sentence, plain) in found.items():
            if plain < PLAIN and sentence.start in settled:
                continue
            end = sentence.start + len(sentence.text)
            asks[name].append(Ask(turn.index, sentence.start, end, plain, together))
    return _without_announcements(asks, topics)


def _without_announcements(asks: dict[str, list[Ask]], topics: tuple[Topic, ...]) -> dict[str, list[Ask]]:
    """`I need your details` only announces questions when the agent then asks for some of them one by one."""
    detailed = {topic.field.name for topic in topics if topic.kind in _DETAILED}
    last = max((ask.turn for name in detailed for ask in asks[name] if ask.plain == PLAIN), default=-1)
    return {name: [ask for ask in found if ask.plain > LOOSE or ask.turn > last] for name, found in asks.items()}


def _best_question(turn: Utterance, topic: Topic) -> tuple[Sentence, int] | None:
    best: tuple[Sentence, int] | None = None
    for sentence in turn.sentences:
        if not is_request(sentence):
            continue
        plain = how_plainly(sentence, topic)
        if plain and (best is None or plain > best[1]):
            best = sentence, plain
    return best


def is_request(sentence: Sentence) -> bool:
    """Whether an agent's sentence asks for something; a stage direction counts if it says that it asks."""
    if _PLACEHOLDER.match(sentence.text):
        return _PLACEHOLDER_ASKS.search(sentence.text) is not None
    return _REQUEST.search(sentence.text) is not None


def is_placeholder(text: str) -> bool:
    """Whether a turn is a note in brackets instead of speech."""
    return _PLACEHOLDER.match(text) is not None


def how_plainly(sentence: Sentence, topic: Topic) -> int:
    """How plainly a sentence speaks of this field: PLAIN, LIKELY, LOOSE or NOT_ASKED."""
    text = sentence.text
    if topic.side and _wrong_side(text, topic.side):
        return NOT_ASKED
    plain = _BY_KIND.get(topic.kind, _by_pattern)(sentence, topic)
    if plain == NOT_ASKED and topic.kind in _DETAILED and _DETAILS.search(text):
        return LOOSE
    return LIKELY if plain and _OFFERED.search(text) and "?" not in text else plain


def _wrong_side(text: str, side: str) -> bool:
    right, wrong = (START, END) if side == "start" else (END, START)
    return wrong.search(text) is not None and right.search(text) is None


def _by_pattern(sentence: Sentence, topic: Topic) -> int:
    if topic.kind is Kind.DATE and topic.side == "end" and _HOW_LONG.search(sentence.text):
        return LIKELY
    if not _ASKED_BY[topic.kind].search(sentence.text):
        return PLAIN if topic.kind in _NAMED_FREELY and _asks_which(sentence, topic) else NOT_ASKED
    if topic.own & sentence.stems or (topic.side and _right_side(sentence.text, topic.side)):
        return LIKELY if _means_partner(sentence.text, topic) else PLAIN
    if topic.against & sentence.stems:
        return NOT_ASKED
    return LIKELY if topic.has_sibling or _means_partner(sentence.text, topic) else PLAIN


def _asks_which(sentence: Sentence, topic: Topic) -> bool:
    """Whether `which` or `what` is followed by the field's own noun: `which of our branches`."""
    for place, word in enumerate(sentence.words):
        if word in {"which", "what"}:
            after = dropwhile(FUNCTION_WORDS.__contains__, sentence.words[place + 1 : place + 6])
            nouns = takewhile(lambda noun: noun not in FUNCTION_WORDS, after)
            return any(stem(noun) in topic.own for noun in islice(nouns, 3))
    return False


def _means_partner(text: str, topic: Topic) -> bool:
    """Whether `when` asks for the day of a project that wants a time too, or the other way round."""
    if topic.kind is Kind.TIME and topic.has_partner:
        return _TIME_WORD.search(text) is None
    return topic.kind is Kind.DATE and topic.has_partner and bool(_TIME_WORD.search(text)) and not _DAY_WORD.search(text)


def _right_side(text: str, side: str) -> bool:
    return (START if side == "start" else END).search(text) is not None


def _person(sentence: Sentence, topic: Topic) -> int:
    text = sentence.text
    if _NAME_OF_A_THING.search(text):
        return NOT_ASKED
    first, last = _FIRST_NAME.search(text), _LAST_NAME.search(text)
    if not _BOTH_NAMES.search(text):
        if topic.part == "last" and first and not last:
            return NOT_ASKED
        if topic.part == "first" and last and not first:
            return NOT_ASKED
    plain = PLAIN if first or last else NOT_ASKED
    return plain or (_by_pattern(sentence, topic) and (LIKELY if topic.against & sentence.stems else PLAIN))


def _entity(sentence: Sentence, topic: Topic) -> int:
    if not _ASKED_BY[Kind.ENTITY].search(sentence.text):
        return NOT_ASKED
    return PLAIN if (topic.own | topic.described) & sentence.stems else NOT_ASKED


def _code(sentence: Sentence, topic: Topic) -> int:
    pattern = _code_pattern(topic.words)
    if pattern.search(sentence.text):
        return PLAIN
    return NOT_ASKED


@lru_cache(maxsize=512)
def _code_pattern(words: frozenset[str]) -> re.Pattern[str]:
    named = {*words, *({"booking", "reservation", "reference"} if words & {"confirmation", "booking", "reference"} else ())}
    names = "|".join(sorted(re.escape(word) for word in named)) or r"(?!)"
    alone = "|".join(sorted(re.escape(word) for word in words & _PLAIN_CODES)) or r"(?!)"
    return re.compile(
        rf"\b(?:{names})\b[^.?!]{{0,25}}\b{_NOUN_OF_CODE}\b|\b{_NOUN_OF_CODE}\b[^.?!]{{0,25}}\b(?:{names})\b|\b(?:{alone})\b"
    )


def _count(sentence: Sentence, topic: Topic) -> int:
    text = sentence.text
    counting = _ASKED_BY[Kind.COUNT].search(text)
    if topic.units & sentence.stems or topic.own & sentence.stems:
        named = counting or _NAMED_COUNT.search(text) or _PLACEHOLDER.match(text)
        return PLAIN if named else NOT_ASKED
    return LIKELY if _CHOSEN_BY_SIZE.search(text) else NOT_ASKED


def _yes_no(sentence: Sentence, topic: Topic) -> int:
    hits = topic.own & sentence.stems
    return PLAIN if hits else NOT_ASKED


def _choice(sentence: Sentence, topic: Topic) -> int:
    text = sentence.text
    offered = sum(1 for option in topic.options if re.search(rf"\b{re.escape(option)}\b", text))
    if offered >= 2 or topic.own & sentence.stems or _asks_for_trouble(text, topic):
        return PLAIN
    return PLAIN if topic.described & sentence.stems and _KIND_OF.search(text) else NOT_ASKED


def _reason(sentence: Sentence, topic: Topic) -> int:
    if _ASKED_BY[Kind.REASON].search(sentence.text) or topic.own & sentence.stems:
        return PLAIN
    return NOT_ASKED


def _free(sentence: Sentence, topic: Topic) -> int:
    if topic.own & sentence.stems or _asks_for_trouble(sentence.text, topic):
        return PLAIN
    return LIKELY if len(topic.described & sentence.stems) >= 2 else NOT_ASKED


def _asks_for_trouble(text: str, topic: Topic) -> bool:
    return topic.is_trouble and _TROUBLE.search(text) is not None


_BY_KIND = {
    Kind.PERSON: _person, Kind.ENTITY: _entity, Kind.CODE: _code, Kind.COUNT: _count, Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice, Kind.REASON: _reason, Kind.FREE: _free,
}  # fmt: skip
