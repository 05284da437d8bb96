"""Snapshots of a project for the tests of the playbook, and its drafts as the texts they make."""

from collections.abc import Sequence

from memory.drafts import Draft, Snapshot
from memory.vocabulary import Cause, Field, FieldType
from tools.instructions.edits import apply_edits
from tools.instructions.playbook import draft_from_playbook

EMAIL = Field("email", "Caller's e-mail address", FieldType.EMAIL)
PHONE = Field("phone_number", "Phone number of the caller", FieldType.PHONE)
NAME = Field("full_name", "Full name", FieldType.NAME)
DATE = Field("visit_date", "Preferred date", FieldType.DATE)
REASON = Field("reason", "Reason for the visit")
NEW = Field("is_new", "Boolean flag indicating if caller is new here", FieldType.BOOLEAN)
PLAN = Field("plan", "Insurance plan", FieldType.CHOICE, choices=("Basic", "Plus", "Gold"))
POLICY = Field("policy_number", "Policy number")
FIELDS = (EMAIL, PHONE, NAME, DATE, REASON, NEW, PLAN, POLICY)


def snapshot_of(text: str, missing: Sequence[Field], cause: Cause, *, calls: int = 40, missed: int = 31) -> Snapshot:
    """Return a snapshot of a clinic with these instructions."""
    return Snapshot("Clinic", "Book a visit", text, 1, FIELDS, tuple(missing), cause, (), calls, missed)


def drafts_for(text: str, *missing: Field, cause: Cause = Cause.NOT_ASKED) -> list[Draft]:
    """Return the playbook's drafts."""
    return draft_from_playbook(snapshot_of(text, missing, cause))


def best_text(text: str, *missing: Field, cause: Cause = Cause.NOT_ASKED) -> str:
    """Return the instructions as the best draft leaves them."""
    return apply_edits(text, drafts_for(text, *missing, cause=cause)[0].edits)
