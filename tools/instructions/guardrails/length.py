"""Is the change small enough to be the smallest change?"""

from memory.drafts import Refusal
from tools.instructions.diff import count_changed_characters
from tools.instructions.guardrails.proposal import Proposal

LEAST_BUDGET = 600
BUDGET_SHARE = 0.15
MOST_EDITS = 40


def refuse_much_new_text(proposal: Proposal) -> Refusal | None:
    """New characters may be 600, or 15 % of the text where that is more; the same for removed ones."""
    removed = added = 0
    for one in proposal.placed:
        gone, new = count_changed_characters(proposal.before[one.start : one.end], one.text)
        removed, added = removed + gone, added + new
    budget = max(LEAST_BUDGET, int(BUDGET_SHARE * len(proposal.before)))
    if added > budget:
        return Refusal("too_long", f"The edits add {added} characters; {budget} is the most for this text.")
    if removed > budget:
        return Refusal("too_long", f"The edits remove {removed} characters; {budget} is the most for this text.")
    return None


def refuse_emptied_text(proposal: Proposal) -> Refusal | None:
    """Instructions of which nothing is left instruct nobody."""
    if proposal.after.strip() or (proposal.after and not proposal.before.strip()):
        return None
    return Refusal("emptied", "The edits leave nothing of the instructions.")


def refuse_many_edits(proposal: Proposal) -> Refusal | None:
    """Nobody reads forty edits before accepting them."""
    if len(proposal.placed) <= MOST_EDITS:
        return None
    return Refusal("too_many_edits", f"{len(proposal.placed)} edits are more than a person will check.")
