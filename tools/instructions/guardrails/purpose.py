"""Does a draft for missing fields say only what asking after them needs?

The other rules look for what is bad; these let pass only what is needed. They hold for drafts that name the fields
they are for, not for what a person writes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from memory.drafts import Refusal
from tools.instructions.guardrails.additions import Change, read_changes, split_sentences
from tools.instructions.guardrails.closed_words import GENERAL_WORDS, VALUE_WORDS
from tools.instructions.guardrails.closed_words_elsewhere import (
    NAMES_ELSEWHERE,
    NEGATIONS_ELSEWHERE,
    PARTS_ELSEWHERE,
    WORDS_ELSEWHERE,
)
from tools.instructions.guardrails.field_words import FieldWords, read_field_words, stem, tokens_of
from tools.instructions.guardrails.foreign_sentences import is_foreign_asking, may_be_foreign
from tools.instructions.guardrails.proposal import Proposal
from tools.instructions.guardrails.sentence_words import count_words, names_field, speaks_of_secrets
from tools.instructions.guardrails.sentences import Judged, find_fault, judge_words

MOST_WORDS_A_LINE = 40
MORE_WORDS_A_FIELD = 15
SENTENCES_A_FIELD = 3
MOST_SIGNS_LOST = 3

_CONDITIONS = frozenset(
    [
        "if",
        "when",
        "unless",
        "until",
        "only",
        "except",
        "before",
        "after",
        "once",
        "where",
        "while",
        "not",
        "never",
        "no",
    ]
)
_ASKING = frozenset(
    [
        "ask",
        "asks",
        "collect",
        "gather",
        "get",
        "obtain",
        "request",
        "find",
        "note",
        "take",
        "need",
        "questions",
        "details",
    ]
)
_ONE_AT_A_TIME = frozenset({"ask for one at a time", "ask for one thing at a time", "ask one question at a time"})
_LOSABLE = (
    GENERAL_WORDS
    - VALUE_WORDS
    - frozenset(["kind", "sort", "type", "part", "goodbye", "hello", "thank", "thanks", "unit", "name"])
)
# Asking always, where it was asked only sometimes, takes nothing from a line but its condition.
_CONDITION_BEFORE_ASKING = re.compile(r"\Aonly (?:when|if|where|once)\b[^.;:\n]{0,200}, (?=ask\b)", re.IGNORECASE)
_LOSABLE_ELSEWHERE = (
    WORDS_ELSEWHERE
    - NEGATIONS_ELSEWHERE
    - frozenset(word for words in NAMES_ELSEWHERE.values() for word in tokens_of(words))
)
_ASKS_SOMETHING = re.compile(
    r"(?:\bask|\A\W*(?:\d{1,2}[.)] )?) ?(?:whether|how|which|what|where|when) *\Z", re.IGNORECASE
)
_SEVERAL = frozenset(["several", "multiple", "many", "all", "few"])


@dataclass(frozen=True, slots=True)
class _Case:
    """A draft with the words of its fields and those of the project."""

    proposal: Proposal
    changes: tuple[Change, ...]
    field: FieldWords
    known: frozenset[str]
    old_sentences: frozenset[str]


def refuse_beside_the_fields(proposal: Proposal) -> Refusal | None:
    """Every new sentence is about a missing field, or goes on about one in the same edit."""
    return _refuse(proposal, "beside_the_field", "The new text is not about what is missing.", _find_strays)


def refuse_needless_words(proposal: Proposal) -> Refusal | None:
    """Every new word stands in the instructions, the settings, or among the words that asking needs."""
    said = "The new text holds words that asking for what is missing does not need."
    return _refuse(proposal, "needless_word", said, _find_needless)


def refuse_other_orders(proposal: Proposal) -> Refusal | None:
    """New sentences ask, wait, repeat and confirm; they forbid, tell and promise nothing else."""
    said = "The new text does more than ask for what is missing."
    return _refuse(proposal, "other_order", said, _find_other_orders)


def refuse_other_lines(proposal: Proposal) -> Refusal | None:
    """Only lines about the missing fields may change or go, and no other matter with them."""
    said = "The edits change or remove something that is not about what is missing."
    return _refuse(proposal, "other_line", said, _find_other_lines)


def refuse_many_orders(proposal: Proposal) -> Refusal | None:
    """A few short sentences a field are enough."""
    said = "The edits add more than a few short sentences for what is missing."
    return _refuse(proposal, "many_orders", said, _find_too_much)


def refuse_other_secrets(proposal: Proposal) -> Refusal | None:
    """What opens accounts or proves who one is may only be spoken of where it is the missing field."""
    said = "The new text speaks of a code, card or account that is not what is missing."
    return _refuse(proposal, "other_secret", said, _find_secrets)


def _refuse(proposal: Proposal, rule: str, said: str, find: Callable[[_Case], bool]) -> Refusal | None:
    if not proposal.missing:
        return None
    return Refusal(rule, said) if find(_open(proposal)) else None


# The rules of one check ask about the same draft in a row.
@lru_cache(maxsize=2)
def _open(proposal: Proposal) -> _Case:
    field = read_field_words(proposal.missing, elsewhere=may_be_foreign(proposal.before))
    known = frozenset(map(stem, tokens_of(f"{proposal.before}\n{proposal.allowed}")))
    old = frozenset(" ".join(tokens_of(one)) for one in split_sentences(proposal.before))
    return _Case(proposal, tuple(read_changes(proposal)), field, known, old)


def _sentences(case: _Case) -> Iterator[tuple[Change, str, Judged]]:
    """Yield the new sentences; what only moves to another place is no new sentence."""
    for change in case.changes:
        for sentence in change.sentences:
            words = " ".join(tokens_of(sentence))
            is_moved = words in case.old_sentences and _is_taken_away(case, words)
            if words and not words.isdigit() and not is_moved and words not in _ONE_AT_A_TIME:
                yield change, sentence, judge_words(sentence, case.field, case.known)


def _is_taken_away(case: _Case, words: str) -> bool:
    return any(words == " ".join(tokens_of(one)) for change in case.changes for one in split_sentences(change.removed))


def _is_foreign(case: _Case, sentence: str) -> bool:
    return may_be_foreign(case.proposal.before) and is_foreign_asking(sentence, case.field, case.known)


def _find_needless(case: _Case) -> bool:
    return any(
        (judged.needless or judged.is_lent_badly) and not _is_foreign(case, sentence)
        for _, sentence, judged in _sentences(case)
    )


def _find_other_orders(case: _Case) -> bool:
    for change, sentence, judged in _sentences(case):
        if _is_foreign(case, sentence):
            continue
        if find_fault(judged) and not _is_asked_before(case, change, sentence):
            return True
        is_inside = change.goes_on or change.leads_on
        is_stray = is_inside and not names_field(change.before + change.after, case.field)
        if is_stray and _CONDITIONS & set(tokens_of(sentence)):
            return True
    return any(change.leads_on and not _is_noun_phrase(case, change) for change in case.changes)


def _is_asked_before(case: _Case, change: Change, sentence: str) -> bool:
    """Say whether a sentence goes on where an old one asks "how", "whether" and the like, and only asks with it."""
    asked = _ASKS_SOMETHING.search(change.before)
    if not change.goes_on or asked is None or sentence != change.sentences[0]:
        return False
    whole = judge_words(f"{asked[0]} {sentence}", case.field, case.known)
    return find_fault(whole) is None


def _is_noun_phrase(case: _Case, change: Change) -> bool:
    """Say whether added words that an old sentence continues only name a field."""
    words = tokens_of(change.added)
    if may_be_foreign(case.proposal.before) and all(
        word in PARTS_ELSEWHERE or word in case.field.own for word in words
    ):
        return True
    small = {"and", "the", "a", "an", "their", "your", "callers", "for", "also", "or", "of", "s"}
    return all(word in small or word in case.field.own or word.isdigit() for word in words)


def _find_strays(case: _Case) -> bool:
    """Say whether a sentence is about no missing field: not itself, and not as a plain continuation of one that is."""
    for change, sentence, judged in _sentences(case):
        if judged.names or not judged.is_word:
            continue
        is_after_answer = judged.words.startswith(("if ", "when "))
        if (judged.lent or (judged.plain and not is_after_answer)) and not _is_foreign(case, sentence):
            return True
        beside = [one for one in change.sentences if one != sentence]
        host = f"{change.before} {change.after}" if "\n" not in change.added else f"{change.before} {change.above}"
        around = [*beside, host] if not change.added.startswith("\n") else [*beside, change.before]
        if any(names_field(one, case.field) for one in around):
            continue
        if len(case.proposal.missing) > 1 and _ASKING & set(tokens_of(host)):
            continue
        return True
    return False


def _find_other_lines(case: _Case) -> bool:
    removed: Counter[str] = Counter()
    added: Counter[str] = Counter()
    for change in case.changes:
        removed.update(tokens_of(_CONDITION_BEFORE_ASKING.sub("", change.removed)))
        added.update(tokens_of(change.added))
        for line in change.removed_lines:
            words = tokens_of(change.removed)
            if not words and len(change.removed.strip()) > MOST_SIGNS_LOST:
                return True
            if not any(len(word) > 1 and not word.isdigit() for word in words) or names_field(line, case.field):
                continue
            if (
                not (_SEVERAL & set(words) or "more" in words)
                or " ".join(tokens_of(change.added)) not in _ONE_AT_A_TIME
            ) and " ".join(tokens_of(line)) not in _added_lines(case):
                return True
    lost = [
        word for word in removed - added if len(word) > 1 and not word.isdigit() and stem(word) not in case.field.naming
    ]
    losable = _LOSABLE | _LOSABLE_ELSEWHERE if may_be_foreign(case.proposal.before) else _LOSABLE
    if any(word not in losable and word not in case.field.own for word in lost):
        return True
    is_less = any(len(word) > 1 and not word.isdigit() for word in removed)
    return (
        is_less
        and not any(
            names_field(change.added, case.field) or " ".join(tokens_of(change.added)) in _ONE_AT_A_TIME
            for change in case.changes
        )
        and not _only_adds(removed, added)
    )


def _only_adds(removed: Counter[str], added: Counter[str]) -> bool:
    return not removed - added


def _added_lines(case: _Case) -> set[str]:
    return {" ".join(tokens_of(line)) for change in case.changes for line in change.added.splitlines()}


def _find_too_much(case: _Case) -> bool:
    fields = len(case.proposal.missing)
    most = MOST_WORDS_A_LINE + MORE_WORDS_A_FIELD * (fields - 1)
    new = list(_sentences(case))
    if len(new) > SENTENCES_A_FIELD * fields + 2:
        return True
    lines = [line for change in case.changes for line in change.added.splitlines()]
    moved = case.old_sentences
    return any(
        count_words(line, case.field) > most
        for line in lines
        if not all(" ".join(tokens_of(one)) in moved for one in split_sentences(line))
    )


def _find_secrets(case: _Case) -> bool:
    return any(speaks_of_secrets(tokens_of(sentence), case.field) for _, sentence, _ in _sentences(case))
