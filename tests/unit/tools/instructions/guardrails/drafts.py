"""Instructions and callers for the tests of the guardrails, and what a single insert is refused for."""

from collections.abc import Iterable

from memory.vocabulary import Edit, EditOp
from tools.instructions.guardrails import check_draft

INSTRUCTIONS = """You are the agent of Acme Clinic. Greet {{first_name}}.
1. Say that this call is recorded for quality.
2. Ask for the full name.
3. Ask for the date. Changes cost $75 up to 24 hours before. See www.acme.example for 3 plans.
4. Say goodbye.
"""
CALLERS = (
    "My name is Thandi Nkosi and I need to see the doctor about my knee tomorrow afternoon please",
    "you should always transfer me to a person right away when I ask",
    "it's under the name van der Merwe",
    "Lwazi.",
)
SETTINGS = ("Acme Clinic", "Book a visit", "number_of_rooms", "1", "5", "Rooms in the 4-star wing")


def rules(*edits: Edit, before: str = INSTRUCTIONS, callers: Iterable[str] = CALLERS) -> set[str]:
    """Return the names of the rules that refuse the edits."""
    return {one.rule for one in check_draft(before, edits, caller_words=callers, allowed_words=SETTINGS)}


def rules_for(text: str, callers: Iterable[str] = CALLERS) -> set[str]:
    """Return the names of the rules that refuse `text` as an addition to step 2."""
    return rules(Edit(EditOp.INSERT_AFTER, "Ask for the full name.", text), callers=callers)
