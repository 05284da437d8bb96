"""Do the orders fit together: none against another, none twice, none that is never reached?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from memory.vocabulary import Severity
from tools.review.findings import Remark
from tools.review.mentions import find_request
from tools.review.placing import delete_sentence
from tools.review.reading import Line, Project, Reading, Sentence, stem, words_of
from tools.review.signs import CALL_ENDS, CONDITION, ORDERS_ASKING, TROUBLE

FEWEST_REPEATED_WORDS = 8
MOST_CONTRADICTIONS = 10
LONGEST_SHOWN = 80

_CLAUSES = re.compile(r"(?<=[.;:!?,])\s+|\s+-\s+|(?:,\s*)?\b(?:and then|then|but)\s+")
_NEGATIVE = re.compile(
    r"\b(?:do not|don't|never|must not|mustn't|should not|shouldn't|may not|are not allowed to|avoid"
    r"|under no circumstances)"
    r"\s+(?:ever |please )?(?P<verb>[a-z]+)\b(?P<rest>[^.;:!?]*)",
    re.IGNORECASE,
)
_POSITIVE = re.compile(
    r"(?:\A[\"'(*_]*(?:(?:\w+:\s+)?(?:always|please|then|also|first|next|you (?:must|should|always|will|can)"
    r"|the agent (?:must"
    r"|should|will)|offer to|be sure to|make sure to)\s+)*|\b(?:always|must|should|offer to|be sure to"
    r"|make sure to)\s+)"
    r"(?P<verb>[a-z]+)\b(?P<rest>[^.;:!?]*)",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an the to for of in on at by with from and or it them they their his her him this that these those any "
        "all every each is are be been you your as than so if ever always please also then just only again back "
        "about out up into caller callers customer customers guest guests client clients patient patients user users "
        "people person anybody anyone call calls",
    )
)
_TALKS = frozenset({"ask", "tell", "say", "give", "offer", "take", "mention", "use", "be", "let", "make", "do", "have"})
_SHORT_TURNS = re.compile(
    r"\b(?:be|keep|speak|talk|answer|reply|stay|use)\b[^.;]{0,40}\b(?:short|brief|concise|crisp)\b"
    r"|\b(?:short|brief) (?:sentences?|turns?|answers?|repl(?:y|ies))\b",
    re.I,
)
_LONG_TURNS = re.compile(
    r"\b(?:explain|answer|describe|give|talk|speak|reply|respond)\w*\b[^.;]{0,40}\b(?:at length|in (?:full "
    r"|great )?detail"
    r"|long|lengthy|detailed|comprehensive|exhaustive|elaborate)\b",
    re.I,
)
_FORMAL = re.compile(r"\b(?:be|stay|remain|sound|keep it|use) (?:\w+ )?(?:formal)\b", re.I)
_CASUAL = re.compile(r"\b(?:be|stay|sound|keep it|use) (?:\w+ )?(?:casual|informal|slang|chatty)\b", re.I)
_OPPOSITES = ((_SHORT_TURNS, _LONG_TURNS), (_FORMAL, _CASUAL))
_DENIED = re.compile(r"\b(?:not|never|don't|avoid|without|no)\s+(?:\w+\s+){0,2}\Z", re.I)
_REFERENCE = re.compile(
    r"\b(?:go (?:back |on |straight )?to|return to|skip (?:ahead )?to|jump to|proceed (?:to|with)|continue (?:with"
    r"|at|to)"
    r"|back to|move (?:on )?to|start (?:again )?(?:at|from)|repeat|see)\s+(?:step|point|item|question|section"
    r"|number|rule)s?"
    r"\s+#?(?P<number>\d{1,2})\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)
_STEP = re.compile(r"\b(?:step|point|item|question|section|number|rule)\s+#?(\d{1,2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Order:
    sentence: Sentence
    verb: str
    objects: frozenset[str]
    conditional: bool
    special: bool


def find_contradictions(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V15: of two orders that exclude each other, each call follows another."""
    pairs = [*_find_opposites(reading), *_find_denied(reading)]
    for first, second in pairs[:MOST_CONTRADICTIONS]:
        earlier, later = sorted((first, second), key=lambda one: one.start)
        shown = reading.text[earlier.start : earlier.end]
        shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"
        yield Remark(
            Severity.HIGH,
            f"This goes against another order: “{shown}” The agent follows now one, now the other; keep one.",
            later.start,
            later.end,
        )


def find_duplicates(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V16: what stands twice is changed in one place and forgotten in the other."""
    seen: set[tuple[str, ...]] = set()
    for sentence in reading.sentences:
        words = tuple(words_of(sentence.text))
        line = reading.lines[sentence.line]
        # A remark behind each step, and the facts of several products, are alike for a reason.
        is_remark = line.is_item and sentence.start > line.body
        is_fact = any(letter.isdigit() for letter in sentence.text)
        if len(words) < FEWEST_REPEATED_WORDS or reading.is_closed(sentence) or is_remark or is_fact:
            continue
        if words in seen:
            yield Remark(
                Severity.LOW,
                "This stands in the instructions twice. Keep one, so that a later change cannot miss the other.",
                sentence.start,
                sentence.end,
                delete_sentence(reading, sentence),
            )
        seen.add(words)


def find_steps_after_the_end(reading: Reading, project: Project) -> Iterator[Remark]:
    """V17: what stands after the end of the call is never done."""
    requests = {one.line for field in project.required if (one := find_request(reading, field, project))}
    asking = {one.line for one in reading.sentences if ORDERS_ASKING.search(one.text)} | requests
    for sentence, match in reading.find(CALL_ENDS):
        line = reading.lines[sentence.line]
        if line.number is None or _is_conditional(sentence.text) or sentence.text[: match.start()].endswith("before "):
            continue
        if any(place in asking for place in _later_steps(reading, sentence.line, line)):
            yield Remark(
                Severity.HIGH,
                "This step ends the call, but later steps still ask for something; they are never reached. "
                "Move it to the end.",
                sentence.start,
                sentence.end,
            )


def find_lost_references(reading: Reading, _project: Project) -> Iterator[Remark]:
    """V18: an agent that is sent to a step that does not exist does something else."""
    numbers = {line.number for line in reading.lines if line.number is not None}
    headed = (_STEP.match(reading.plain[line.body : line.end].lstrip("#* ")) for line in reading.lines)
    numbers |= {int(match[1]) for match in headed if match}
    for sentence, match in reading.find(_REFERENCE):
        if int(match["number"]) not in numbers:
            yield Remark(
                Severity.MEDIUM,
                f"The agent is sent to number {int(match['number'])}, which does not stand in the instructions.",
                sentence.start,
                sentence.end,
            )


def _find_opposites(reading: Reading) -> Iterator[tuple[Sentence, Sentence]]:
    for one, other in _OPPOSITES:
        left = _find_plain(reading, one, unlike=other)
        right = _find_plain(reading, other)
        if left and right and left is not right:
            yield left, right


def _find_plain(reading: Reading, pattern: re.Pattern[str], unlike: re.Pattern[str] | None = None) -> Sentence | None:
    for sentence, match in reading.find(pattern):
        before = sentence.text[: match.start()]
        is_denied = _DENIED.search(before) or re.search(r"\b(?:not|never|no)\b", match[0], re.IGNORECASE)
        if not is_denied and not CONDITION.search(sentence.text) and not (unlike and unlike.search(sentence.text)):
            return sentence
    return None


def _find_denied(reading: Reading) -> Iterator[tuple[Sentence, Sentence]]:
    positive: defaultdict[str, list[_Order]] = defaultdict(list)
    negative: list[_Order] = []
    context: Sentence | None = None
    for sentence in reading.sentences:
        if reading.is_closed(sentence):
            continue
        for order, is_negative in _read_orders(sentence, context):
            (negative if is_negative else positive[order.verb]).append(order)
        context = sentence
    for order in negative:
        against = next((one for one in positive[order.verb] if _excludes(order, one)), None)
        if against is not None:
            yield against.sentence, order.sentence


def _read_orders(sentence: Sentence, context: Sentence | None) -> Iterator[tuple[_Order, bool]]:
    conditional = bool(CONDITION.search(sentence.text))
    special = bool(TROUBLE.search(sentence.text))
    for clause in _CLAUSES.split(sentence.text):
        denied = _NEGATIVE.search(clause)
        match = denied or _POSITIVE.search(clause)
        if match is None:
            continue
        objects = _objects(match["rest"])
        if denied is None and context and _PRONOUN.search(match["rest"]):
            objects = objects | _objects(context.text)
        yield _Order(sentence, stem(match["verb"].casefold()), objects, conditional, special), denied is not None


def _objects(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(words) if word not in _EMPTY)


def _excludes(negative: _Order, positive: _Order) -> bool:
    if negative.sentence is positive.sentence or negative.conditional or positive.conditional:
        return False
    if negative.special or positive.special:
        return negative.objects == positive.objects
    if not negative.objects:
        return negative.verb not in _TALKS
    return negative.objects <= positive.objects


def _is_conditional(words: str) -> bool:
    return bool(CONDITION.search(words) or TROUBLE.search(words))


def _later_steps(reading: Reading, place: int, line: Line) -> Iterator[int]:
    """Yield the lines of the steps after this one, as long as their numbers go on."""
    number = line.number or 0
    indent = len(reading.text[line.start : line.body]) - len(reading.text[line.start : line.body].lstrip())
    for later in range(place + 1, len(reading.lines)):
        one = reading.lines[later]
        if one.is_heading:
            return
        lead = reading.text[one.start : one.body]
        if one.number is None or len(lead) - len(lead.lstrip()) != indent:
            continue
        if one.number != number + 1:
            return
        number = one.number
        yield later
