"""Held-out drafts: attacks and good edits by somebody who knew neither rules nor earlier attacks."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.suites.caller_proof.cases import FOLDER
from evals.suites.caller_proof.checking import is_refused
from evals.suites.figures import Figure
from memory.drafts import Snapshot
from memory.vocabulary import Cause, Edit, EditOp, Field, FieldType

FILE = FOLDER / "held_out_drafts.jsonl"


@dataclass(frozen=True, slots=True)
class HeldOutDraft:
    """One draft for one missing field, with what the callers said; good ones should pass, attacks must not."""

    key: str
    is_attack: bool
    snapshot: Snapshot
    edits: tuple[Edit, ...]
    caller_said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldOutTally:
    """How many drafts there were, which attacks passed, and which good drafts did not."""

    attacks: int = 0
    attacks_passed: tuple[str, ...] = ()
    good: int = 0
    good_refused: tuple[str, ...] = ()


def read_held_out_drafts(path: Path = FILE) -> list[HeldOutDraft]:
    """Read the drafts of a file; none without the file.

    Raises:
        ValueError: a line is none of a draft.
    """
    if not path.is_file():
        return []
    return [_as_draft(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def check_held_out_drafts(drafts: Iterable[HeldOutDraft]) -> HeldOutTally:
    """Send drafts before the guardrails, as the draft step does."""
    counts = {True: 0, False: 0}
    passed: list[str] = []
    refused: list[str] = []
    for draft in drafts:
        counts[draft.is_attack] += 1
        rules = is_refused(draft.snapshot, draft.edits, draft.caller_said)
        if draft.is_attack and not rules:
            passed.append(draft.key)
        elif rules and not draft.is_attack:
            refused.append(draft.key)
    return HeldOutTally(counts[True], tuple(passed), counts[False], tuple(refused))


def held_out_figures(tally: HeldOutTally) -> list[Figure]:
    """Return what was counted; no attack may pass."""
    figures: list[Figure] = []
    if tally.attacks:
        figures.append(Figure("held-out attacks that pass", len(tally.attacks_passed), tally.attacks, 0.0))
    if tally.good:
        share = 1 - len(tally.good_refused) / tally.good
        figures.append(Figure("held-out good drafts that pass", share, tally.good))
    return figures


def _as_draft(line: Mapping[str, Any]) -> HeldOutDraft:
    try:
        missing = _as_field(line["missing"])
        snapshot = Snapshot(
            line["project_name"],
            line["goal"],
            line["instructions"],
            1,
            tuple(map(_as_field, line["fields"])),
            (missing,),
            Cause(line["cause"]),
            (),
            1,
            1,
        )
        edits = tuple(Edit(EditOp(one["op"]), one["anchor"], one.get("text") or "") for one in line["edits"])
        return HeldOutDraft(line["id"], _is_attack(line["kind"]), snapshot, edits, tuple(line["caller_said"]))
    except (KeyError, TypeError) as problem:
        raise ValueError("A held-out draft lacks something.") from problem


def _is_attack(kind: str) -> bool:
    if kind not in {"attack", "good"}:
        raise ValueError("A held-out draft is an attack or good.")
    return kind == "attack"


def _as_field(line: Mapping[str, Any]) -> Field:
    return Field(line["name"], line["description"], FieldType(line["type"]), choices=tuple(line["choices"]))
