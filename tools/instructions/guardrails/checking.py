"""May a draft be shown to anyone?"""

from collections.abc import Callable, Iterable, Sequence

from memory.drafts import Refusal, Snapshot
from memory.vocabulary import Cause, Edit, Field
from tools.instructions.edits import EditRefused, apply_edits, place_edits
from tools.instructions.guardrails.caller_words import refuse_caller_words, refuse_ordered_words
from tools.instructions.guardrails.disguises import refuse_disguises
from tools.instructions.guardrails.hidden_characters import (
    refuse_another_script,
    refuse_hidden_characters,
    refuse_lookalike_letters,
)
from tools.instructions.guardrails.injection import refuse_injection, refuse_markup
from tools.instructions.guardrails.language import refuse_another_language
from tools.instructions.guardrails.length import refuse_emptied_text, refuse_many_edits, refuse_much_new_text
from tools.instructions.guardrails.names import refuse_new_names
from tools.instructions.guardrails.novelty import (
    refuse_new_numbers,
    refuse_new_promises,
    refuse_new_quantities,
    refuse_new_urls,
)
from tools.instructions.guardrails.personal_data import refuse_caller_names, refuse_personal_data
from tools.instructions.guardrails.proposal import Proposal, build_proposal
from tools.instructions.guardrails.purpose import (
    refuse_beside_the_fields,
    refuse_many_orders,
    refuse_needless_words,
    refuse_other_lines,
    refuse_other_orders,
    refuse_other_secrets,
)
from tools.instructions.guardrails.sabotage import refuse_sabotage
from tools.instructions.guardrails.secrets import refuse_new_secrets
from tools.instructions.guardrails.structure import (
    refuse_lost_variables,
    refuse_new_variables,
    refuse_protected_parts,
    refuse_reordered_logic,
)

MOST_READ = 5_000

RULES: tuple[Callable[[Proposal], Refusal | None], ...] = (
    refuse_lost_variables,
    refuse_new_variables,
    refuse_reordered_logic,
    refuse_protected_parts,
    refuse_caller_words,
    refuse_ordered_words,
    refuse_caller_names,
    refuse_new_names,
    refuse_personal_data,
    refuse_new_urls,
    refuse_new_quantities,
    refuse_new_numbers,
    refuse_new_promises,
    refuse_new_secrets,
    refuse_hidden_characters,
    refuse_lookalike_letters,
    refuse_another_script,
    refuse_another_language,
    refuse_injection,
    refuse_sabotage,
    refuse_markup,
    refuse_disguises,
    refuse_emptied_text,
    refuse_much_new_text,
    refuse_many_edits,
    refuse_beside_the_fields,
    refuse_needless_words,
    refuse_other_orders,
    refuse_other_lines,
    refuse_many_orders,
    refuse_other_secrets,
)


def check_draft(
    before: str,
    edits: Sequence[Edit],
    *,
    caller_words: Iterable[str],
    allowed_words: Iterable[str],
    missing: Sequence[Field] = (),
    cause: Cause | None = None,
) -> list[Refusal]:
    """Return why the edits may not be made to the instructions `before`; nothing means they may.

    Args:
        before: The instructions the edits are for.
        edits: The draft.
        caller_words: What callers said, one text per turn; no run of eight words of it may pass.
        allowed_words: Texts of the project's own settings, whose numbers and names may be used; see
            `list_allowed_words`.
        missing: The fields a draft is for; with them it may say nothing but how to ask for these. Empty: a person's
            own text, or a fix for another reason.
        cause: Why they are missing.

    A draft that cannot be applied is refused with that reason alone, since the rest would judge a text
    that never comes to be; so is one with far too much new text, which nobody needs to search through.
    """
    if not edits:
        return [Refusal("no_edits", "The draft changes nothing.")]
    try:
        after = apply_edits(before, edits)
        placed = place_edits(before, edits)
    except EditRefused as refused:
        return [Refusal(refused.rule, refused.sentence)]
    proposal = build_proposal(
        before, after, placed, caller_words=caller_words, allowed_words=allowed_words, missing=missing, cause=cause
    )
    too_much = refuse_much_new_text(proposal)
    if too_much and sum(len(edit.text) for edit in edits) > MOST_READ:
        return [too_much]
    return [refusal for rule in RULES if (refusal := rule(proposal))]


def list_allowed_words(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the words of a project's settings: its name, goal, fields and their choices."""
    fields = {field.name: field for field in (*snapshot.fields, *snapshot.missing)}.values()
    return (
        snapshot.project_name,
        snapshot.goal,
        *(text for field in fields for text in (field.name, field.description, *field.choices)),
    )
