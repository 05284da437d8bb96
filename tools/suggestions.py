"""What was tried before, and what is known to work? For the optimizer to look up, by meaning."""

from memory.drafts import PastSuggestion
from memory.vocabulary import SuggestionStatus
from tools.effects import Effect, agent_tool
from tools.projects import LONGEST_LINE, ProjectDesk, as_line

MOST_FOUND = 5
LONGEST_ADVICE = 1_000
_LONGEST_SEARCH = 200
_SAYINGS = {
    SuggestionStatus.PENDING: "waits for a decision",
    SuggestionStatus.ACCEPTED: "was accepted",
    SuggestionStatus.REJECTED: "was rejected",
    SuggestionStatus.EXPIRED: "expired undecided",
    SuggestionStatus.SUPERSEDED: "was superseded",
    SuggestionStatus.ROLLED_BACK: "was rolled back",
}


@agent_tool(Effect.READ)
async def find_suggestions(context: ProjectDesk, words: str) -> str:
    """Find earlier suggestions by meaning: what was added, what people decided and why, and what it brought."""
    wanted = as_line(words, _LONGEST_SEARCH)
    if not wanted:
        return "Give at least one word."
    found = await context.view.find_suggestions(wanted)
    if not found:
        return "Nothing like it was suggested before."
    return context.fence(describe_suggestion(one) for one in found[:MOST_FOUND])


@agent_tool(Effect.READ)
async def find_advice(context: ProjectDesk, words: str) -> str:
    """Find best practices for the instructions of phone agents by meaning."""
    wanted = as_line(words, _LONGEST_SEARCH)
    if not wanted:
        return "Give at least one word."
    found = await context.view.find_advice(wanted)
    if not found:
        return "There is no advice on this."
    lines: list[str] = []
    for one in found[:MOST_FOUND]:
        text = as_line(one.text, LONGEST_ADVICE)
        pieces = [text[start : start + LONGEST_LINE] for start in range(0, len(text), LONGEST_LINE)]
        lines += [f"{as_line(one.title, LONGEST_LINE // 2)}:", *pieces]
    return context.fence(lines)


def describe_suggestion(past: PastSuggestion) -> str:
    """Return one past suggestion in a line: what it added, what became of it and why, and what it brought."""
    where = "Here" if past.is_same_project else "In another project"
    added = as_line(past.added, LONGEST_LINE // 3)
    reason = f" because: {as_line(past.reason, LONGEST_LINE // 3)}" if past.reason else ""
    brought = "" if past.measured is None else f" It brought {100 * past.measured.mid:+.0f} points."
    return f'{where}, "{added}" ({past.kind} against {past.cause}) {_SAYINGS[past.status]}{reason}.{brought}'
