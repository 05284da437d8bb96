"""Which harm would a draft do that code can see for itself?

Rules read the sentences that a draft adds against those that stay. They know English best, a few other languages a
little, and say nothing where they are not sure: the rest is for the critic's model and the replay.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agents.critic_words import (
    Act,
    Order,
    asks_again,
    count_questions,
    guess_language,
    overlap,
    read_orders,
    seconds_to_say,
    share_of_words,
    split_sentences,
)
from memory.drafts import Draft, Snapshot
from memory.vocabulary import Field
from tools.instructions.edits import EditRefused, apply_edits
from tools.instructions.line_matching import find_changes
from tools.instructions.outline import read_outline
from tools.instructions.playbook.requests import RequestFinder
from tools.instructions.template_variables import find_variables

MOST_HARMS = 8
_SECONDS_A_FIELD = 15.0
"""How much longer a call may get for each missing detail before that counts as harm."""

_ALMOST_THE_SAME = 0.8
_MOST_WORDS_OF_ITEM = 8
_AGAIN_KINDS = frozenset({"clarify_question", "follow_up", "read_back", "insist_on_field"})
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}|[{}]")
_GLUED = re.compile(r"\w\{\{|\}\}\w")


class HarmKind(StrEnum):
    """What a change of instructions can do wrong."""

    CONTRADICTION = "contradiction"
    ASKS_TWICE = "asks_twice"
    SEVERAL_QUESTIONS = "several_questions"
    LONGER_CALLS = "longer_calls"
    BROKEN_VARIABLE = "broken_variable"
    OTHER_LANGUAGE = "other_language"
    CANNOT_BE_APPLIED = "cannot_be_applied"


class Severity(StrEnum):
    """How bad a harm is: `heavy` ones drop a draft, lighter ones rank it down."""

    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Harm:
    """One thing that a draft makes worse, in a `sentence` for people.

    `line` counts the lines of the text with the draft in it from 1; 0 where no line can be named.
    """

    kind: HarmKind
    line: int
    sentence: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Added:
    """A sentence that a draft adds, and the line of the new text it stands in."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A draft in its text: `lines` of the new text that are new or changed, and sentences added, kept and gone."""

    snapshot: Snapshot
    draft: Draft
    after: str
    lines: tuple[int, ...]
    added: tuple[Added, ...]
    kept: tuple[Added, ...]
    gone: tuple[str, ...]


def read_change(snapshot: Snapshot, draft: Draft) -> Change:
    """Return what a draft changes.

    Raises:
        EditRefused: It cannot be applied.
    """
    after = apply_edits(snapshot.instructions, draft.edits)
    old, new = snapshot.instructions.splitlines(), after.splitlines()
    changes = find_changes(old, new)
    lines = [place + 1 for one in changes for place in range(one.after_start, one.after_end) if new[place].strip()]
    left = [
        text for one in changes for line in old[one.before_start : one.before_end] for text in split_sentences(line)
    ]
    known = frozenset(left)
    changed = frozenset(lines)
    added: list[Added] = []
    kept: list[Added] = []
    for number, line in enumerate(new, start=1):
        for text in split_sentences(line):
            is_new = number in changed and text not in known
            (added if is_new else kept).append(Added(number, text))
    there = {one.text for one in kept}
    gone = tuple(text for text in left if text not in there)
    return Change(snapshot, draft, after, tuple(lines), tuple(added), tuple(kept), gone)


def find_harm_by_code(snapshot: Snapshot, draft: Draft) -> list[Harm]:
    """Return the harm that code sees in a draft, the worst first; nothing means that it sees none."""
    try:
        change = read_change(snapshot, draft)
    except EditRefused as refused:
        return [Harm(HarmKind.CANNOT_BE_APPLIED, 0, refused.sentence, Severity.HEAVY)]
    found = dict.fromkeys(harm for rule in _RULES for harm in rule(change))
    return sorted(found, key=lambda harm: -weigh(harm))[:MOST_HARMS]


def weigh(harm: Harm) -> int:
    """Return how much a harm counts; three light ones are a medium one, three of those a heavy one."""
    return {Severity.LIGHT: 1, Severity.MEDIUM: 3, Severity.HEAVY: 9}[harm.severity]


def _contradict(change: Change) -> Iterator[Harm]:
    kept = [(one, order) for one in change.kept for order in read_orders(one.text)]
    for added in change.added:
        for order in read_orders(added.text):
            for old, other in kept:
                if _are_opposed(order, other):
                    sentence = f'The new text contradicts "{_shorten(old.text)}" in line {old.line}.'
                    yield Harm(HarmKind.CONTRADICTION, added.line, sentence, Severity.HEAVY)


def _are_opposed(order: Order, other: Order) -> bool:
    return order.is_negated != other.is_negated and order.act == other.act and overlap(order.about, other.about)


def _ask_twice(change: Change) -> Iterator[Harm]:
    snapshot, draft = change.snapshot, change.draft
    fields = list({field.name: field for field in (*snapshot.fields, *snapshot.missing)}.values())
    before = RequestFinder(read_outline(snapshot.instructions), fields)
    meant = {field.name for field in snapshot.missing} if draft.kind in _AGAIN_KINDS else set()
    moved = {name for _, names in _find_asked([Added(0, text) for text in change.gone], fields) for name in names}
    asked: Counter[str] = Counter()
    for added, names in _find_asked(change.added, fields):
        asked.update(names)
        for field in fields:
            if field.name not in names or field.name in meant:
                continue
            words = field.name.replace("_", " ")
            if asked[field.name] > 1:
                sentence = f"The new text asks for {words} more than once."
                yield Harm(HarmKind.ASKS_TWICE, added.line, sentence, Severity.MEDIUM)
            elif field.name not in moved and before.find_request(field) is not None:
                severity = Severity.LIGHT if draft.kind == "ask_earlier" else Severity.MEDIUM
                sentence = f"The instructions already ask for {words} elsewhere."
                yield Harm(HarmKind.ASKS_TWICE, added.line, sentence, severity)


def _is_against(text: str) -> bool:
    return any(order.is_negated for order in read_orders(text))


def _find_asked(sentences: Sequence[Added], fields: Sequence[Field]) -> Iterator[tuple[Added, frozenset[str]]]:
    """Yield added sentences that ask for fields, with the names of these; items of lists ask for what they name."""
    text = "\n".join(one.text for one in sentences)
    finder = RequestFinder(read_outline(text), fields)
    start = 0
    for one in sentences:
        end = start + len(one.text)
        orders = read_orders(one.text)
        is_asking = any(order.act is Act.ASK and not order.is_negated for order in orders)
        is_item = not orders and len(one.text.split()) <= _MOST_WORDS_OF_ITEM
        if (is_asking or is_item) and not asks_again(one.text):
            yield one, finder.fields_in(start, end)
        start = end + 1


def _repeat(change: Change) -> Iterator[Harm]:
    for added in change.added:
        twin = next((old for old in change.kept if share_of_words(added.text, old.text) >= _ALMOST_THE_SAME), None)
        if twin is not None and _is_against(added.text) == _is_against(twin.text):
            sentence = f"The new text says almost the same as line {twin.line}."
            yield Harm(HarmKind.ASKS_TWICE, added.line, sentence, Severity.MEDIUM)


def _ask_much_at_once(change: Change) -> Iterator[Harm]:
    before = max((count_questions(text) for text in change.gone), default=1)
    for line in change.lines:
        texts = [added.text for added in change.added if added.line == line and not asks_again(added.text)]
        marks = sum(text.count("?") for text in texts)
        if max((marks, *(count_questions(text) for text in texts))) > max(before, 1):
            sentence = "One line of the new text asks several things at once."
            yield Harm(HarmKind.SEVERAL_QUESTIONS, line, sentence, Severity.MEDIUM)


def _take_longer(change: Change) -> Iterator[Harm]:
    seconds = estimate_extra_seconds(change)
    allowed = _SECONDS_A_FIELD * max(len(change.snapshot.missing), 1)
    if seconds <= allowed:
        return
    times = seconds / allowed
    severity = Severity.LIGHT if times < 2 else Severity.MEDIUM if times < 4 else Severity.HEAVY
    sentence = f"Calls may get about {seconds:.0f} seconds longer."
    yield Harm(HarmKind.LONGER_CALLS, next(iter(change.lines), 0), sentence, severity)


def estimate_extra_seconds(change: Change) -> float:
    """Return about how many seconds longer a call gets in which all that is new is carried out once."""
    return sum(seconds_to_say(one.text) for one in change.added) - sum(map(seconds_to_say, change.gone))


def _break_variables(change: Change) -> Iterator[Harm]:
    before = change.snapshot.instructions
    old, new = (Counter(variable.text for variable in find_variables(text)) for text in (before, change.after))
    lines = change.after.splitlines()
    first = next(iter(change.lines), 0)
    for name in old - new:
        sentence = f"{_shorten(name)} is lost."
        yield Harm(HarmKind.BROKEN_VARIABLE, first, sentence, Severity.HEAVY)
    marks_before, marks_after = (_count_open_marks(text) for text in (before, change.after))
    for number in change.lines:
        line = lines[number - 1]
        if marks_after != marks_before and any(_count_open_marks(line).values()):
            sentence = "A variable of the new text is not closed."
            yield Harm(HarmKind.BROKEN_VARIABLE, number, sentence, Severity.HEAVY)
        elif len(_GLUED.findall(line)) and not _GLUED.search(before):
            sentence = "A word is glued to a variable."
            yield Harm(HarmKind.BROKEN_VARIABLE, number, sentence, Severity.MEDIUM)
        unknown = [variable.text for variable in find_variables(line) if variable.text not in old]
        if unknown:
            sentence = "The new text has a variable that the instructions do not have."
            yield Harm(HarmKind.BROKEN_VARIABLE, number, sentence, Severity.HEAVY)


def _count_open_marks(text: str) -> dict[str, int]:
    """Return how many marks of each pair were opened and not closed."""
    marks = Counter(_BRACE.findall(text))
    pairs = (("{{", "}}"), ("{%", "%}"), ("{", "}"))
    return {opening: marks[opening] - marks[closing] for opening, closing in pairs}


def _speak_another_language(change: Change) -> Iterator[Harm]:
    spoken = guess_language(change.snapshot.instructions)
    for line in change.lines:
        text = " ".join(added.text for added in change.added if added.line == line)
        other = guess_language(text)
        if spoken and other and other != spoken:
            sentence = "The new text is in another language than the instructions."
            yield Harm(HarmKind.OTHER_LANGUAGE, line, sentence, Severity.HEAVY)


def _shorten(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


_RULES: tuple[Callable[[Change], Iterator[Harm]], ...] = (
    _contradict,
    _ask_twice,
    _repeat,
    _ask_much_at_once,
    _take_longer,
    _break_variables,
    _speak_another_language,
)
