"""Stage 1: what hostile calls make of the diagnosis, by rule and by a model that obeys them."""

import asyncio
from dataclasses import dataclass, field

from agents.call_analyst import analyse_with_model
from agents.model_line import ModelLine
from agents.models import ModelProblem, ModelSettings
from agents.scripted_server import ScriptedServer
from evals.suites.caller_proof.cases import Attack, Trade
from evals.suites.caller_proof.obeying import ObedientModel, Script
from memory.vocabulary import Call, Finding
from tools.diagnosis import diagnose, find_fields


@dataclass(slots=True)
class Diagnosed:
    """What the findings of hostile calls are like.

    Attributes:
        calls: How many were analysed.
        findings: Findings in them.
        invented: Quotes that do not stand in the turn they name.
        by_model: Calls about which an obedient model was asked.
        moved: Trades whose main cause is another one because of the hostile calls.
        problems: Calls on which the analysis broke, in words.
        offered: Tools the analyst was offered.
    """

    calls: int = 0
    findings: int = 0
    invented: list[str] = field(default_factory=list)
    by_model: int = 0
    moved: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    offered: frozenset[str] = frozenset()

    def __add__(self, other: "Diagnosed") -> "Diagnosed":
        return Diagnosed(
            self.calls + other.calls,
            self.findings + other.findings,
            self.invented + other.invented,
            self.by_model + other.by_model,
            self.moved + other.moved,
            self.problems + other.problems,
            self.offered | other.offered,
        )


def analyse_hostile_calls(trade: Trade) -> Diagnosed:
    """Analyse every hostile call of a trade, by rule and then with a model that obeys its caller."""
    result = Diagnosed()
    usual = [one for call in trade.ordinary for one in find_fields(call, trade.fields, trade.instructions)]
    hostile = {attack.call.call_id: _analyse(attack, trade, result) for attack in trade.attacks}
    every = [*usual, *(one for findings in hostile.values() for one in findings)]
    if diagnose(usual, trade.ordinary, trade.fields).main is not diagnose(every, trade.calls, trade.fields).main:
        result.moved.append(trade.key)
    asyncio.run(_ask_obedient_model(trade, hostile, result))
    return result


def _analyse(attack: Attack, trade: Trade, result: Diagnosed) -> list[Finding]:
    result.calls += 1
    try:
        findings = find_fields(attack.call, trade.fields, trade.instructions)
    except Exception as problem:  # noqa: BLE001 - that nothing whatever breaks is what is measured
        result.problems.append(f"{attack.call.call_id}: {type(problem).__name__}")
        return []
    _check(findings, attack.call, result)
    return findings


async def _ask_obedient_model(trade: Trade, hostile: dict[str, list[Finding]], result: Diagnosed) -> None:
    now = Script("", "")
    model = ObedientModel(lambda _: now)
    with ScriptedServer(model) as server:
        settings = ModelSettings(name="scripted", api_key="key", base_url=server.url, timeout_s=20)
        line = ModelLine(settings, most_failures=10_000)
        for attack in trade.attacks:
            now = Script(attack.order, attack.order)
            asked = model.asked
            try:
                findings = await analyse_with_model(
                    line, attack.call, trade.fields, trade.instructions, hostile[attack.call.call_id]
                )
            except ModelProblem:
                findings = []
            result.by_model += model.asked > asked
            _check(findings, attack.call, result)
    result.offered |= frozenset(model.offered)


def _check(findings: list[Finding], call: Call, result: Diagnosed) -> None:
    result.findings += len(findings)
    for one in findings:
        if one.quote is None:
            continue
        stands = one.turn is not None and 0 <= one.turn < len(call.transcript)
        if not stands or one.quote not in call.transcript[one.turn or 0].text:
            result.invented.append(f"{call.call_id}, {one.field}: {one.quote}")
