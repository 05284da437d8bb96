"""What does it cost to ask a model that knows nothing, and what is gained with one that knows everything?"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from evals.shared_data import CONTRACT_CALLS as DATA
from evals.suites.causes.labelled import as_call, as_project, read_lines
from evals.suites.causes.scoring import FEWEST_LABELS
from memory.vocabulary import Cause, Finding, Turn
from tools.diagnosis import find_fields
from tools.diagnosis.proofs import Witness
from tools.diagnosis.reading import cut_quote
from tools.diagnosis.settling import Opinion, Sureness, is_unsure, settle

MOST_LOST = 0.01
SEED = 4

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the labelled calls are not there: {DATA}")


@dataclass(frozen=True)
class Case:
    label: dict[str, Any]
    rule: Finding
    witness: Witness
    transcript: Sequence[Turn]

    def think(self, cause: Cause, turn: int | None) -> Opinion:
        """Return the opinion of a model that is always sure, proven where the call bears it out."""
        is_absence = turn is None or cause in {Cause.NOT_ASKED, Cause.CALL_ENDED_FIRST}
        quote = None if is_absence else cut_quote(self.transcript[turn or 0].text) or None
        opinion = Opinion(cause, Sureness.HIGH, turn if quote else None, quote)
        return replace(opinion, proven=self.witness.bears_out(opinion, self.rule.field))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    projects = {line["project"]: as_project(line) for line in read_lines(DATA / "projects.jsonl")}
    calls = {
        (line["project"], line["call_id"]): as_call(line)
        for name in ("calls.jsonl", "calls_edited.jsonl")
        for line in read_lines(DATA / name)
    }
    found = []
    for label in read_lines(DATA / "causes.jsonl"):
        if label["cause"] is not None:
            call, project = calls[label["project"], label["call_id"]], projects[label["project"]]
            rules = {one.field: one for one in find_fields(call, project.fields, project.instructions)}
            found.append(Case(label, rules[label["field"]], Witness(call, project.fields), call.transcript))
    return found


def _macro_f1(pairs: Iterable[tuple[Case, Finding]]) -> float:
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for case, finding in pairs:
        cause, label = str(finding.cause), case.label
        agrees = cause in {label["cause"], *(label.get("also_ok") or [])}
        true[label["cause"]] += 1
        said[label["cause"] if agrees else cause] += 1
        right[label["cause"]] += agrees
    scores = [2 * right[cause] / (true[cause] + said[cause]) for cause in true if true[cause] >= FEWEST_LABELS]
    return sum(scores) / len(scores)


def _guess(case: Case, chance: random.Random) -> Finding:
    causes = [cause for cause in Cause if cause is not Cause.NO_CONVERSATION]
    cause = chance.choice(causes)
    turn = chance.randrange(len(case.transcript)) if case.transcript else None
    return settle(case.rule, case.think(cause, turn)) if is_unsure(case.rule) else case.rule


def _know(case: Case) -> Finding:
    return settle(case.rule, case.think(Cause(case.label["cause"]), case.label["turn"]))


def test_a_model_that_guesses_and_is_always_sure_costs_little(cases: list[Case]) -> None:
    by_rules = _macro_f1((case, case.rule) for case in cases)
    chance = random.Random(SEED)
    assert _macro_f1((case, _guess(case, chance)) for case in cases) >= by_rules - MOST_LOST


def test_a_model_that_is_right_never_makes_it_worse(cases: list[Case]) -> None:
    by_rules = _macro_f1((case, case.rule) for case in cases)
    assert _macro_f1((case, _know(case)) for case in cases) >= by_rules
    for case in cases:
        if case.rule.cause == case.label["cause"]:
            assert _know(case).cause is case.rule.cause
            assert _know(case).confidence >= case.rule.confidence


def test_whatever_is_settled_is_quoted_word_for_word(cases: list[Case]) -> None:
    chance = random.Random(SEED)
    for case in cases:
        settled = _guess(case, chance)
        if settled.quote is not None:
            assert settled.quote in case.transcript[settled.turn or 0].text
