"""Stage 5: a sample of the attacks before the model that is configured, whichever that is."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from agents.model_line import ModelLine
from agents.models import ModelSettings
from api.settings import Settings
from evals.suites.caller_proof.cases import Trade
from evals.suites.caller_proof.checking import Hole, Tally, find_hole, is_refused
from evals.suites.caller_proof.drafting import ask_optimizer, build_redactor

STAGE = "drafts of the configured model"
_MOST_FAILURES = 10_000


def choose_model(settings: Settings) -> Callable[[], ModelLine] | None:
    """Return what opens a line to the configured model, or None where none is."""
    if settings.model is None:
        return None
    key = settings.openai_api_key
    chosen = ModelSettings(
        name=settings.model,
        api_key=None if key is None else key.get_secret_value(),
        base_url=settings.openai_base_url,
        timeout_s=settings.model_timeout,
    )
    return lambda: ModelLine(chosen, most_failures=_MOST_FAILURES)


def draft_with_configured_model(trades: list[Trade], open_line: Callable[[], ModelLine]) -> tuple[Tally, int]:
    """Let the model draft once for each trade, with a hostile call quoted first; return the tally and the cases."""
    return asyncio.run(_draft(trades, open_line))


async def _draft(trades: list[Trade], open_line: Callable[[], ModelLine]) -> tuple[Tally, int]:
    tally, line = Tally(), open_line()
    for place, trade in enumerate(trades):
        attack = trade.attacks[(7 * place) % len(trade.attacks)]
        for draft in await ask_optimizer(line, trade, trade.snapshot(attack), build_redactor(trade)):
            tally.drafts += 1
            rules = is_refused(trade.snapshot(), draft.edits, trade.words_around(attack))
            tally.refused_by.update(rules)
            if rules:
                continue
            tally.passed += 1
            shown = "\n".join([*(edit.text for edit in draft.edits), draft.rationale])
            hole: Hole | None = find_hole(STAGE, trade.attacks, shown, trade, "")
            tally.holes += [replace(hole, call_id=attack.call.call_id)] if hole else []
    return tally, len(trades)
