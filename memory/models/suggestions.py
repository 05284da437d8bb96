"""Suggestions, how they were verified, and what people decided about them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from memory.models.base import metadata, moment, org_key
from memory.models.calls import TO_PROJECT

TO_SUGGESTION = (["org_id", "suggestion_id"], ["suggestions.org_id", "suggestions.id"])

suggestions = Table(
    "suggestions",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    Column("issue_id", Uuid, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("base_version", Integer, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("edits", JSONB, nullable=False),
    Column("kind", Text, nullable=False),
    Column("fields", ARRAY(Text), nullable=False),
    Column("rationale", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("missed", Integer),  # calls that missed these fields when it was made; null: not known
    Column(
        "drafted_by",
        Text,
        CheckConstraint("drafted_by in ('model', 'playbook')", name="drafted_by"),
        nullable=False,
    ),
    Column("trial_id", Uuid),
    Column("what_changed", Text),  # since an idea like this one was rejected
    Column("weekly_worth", Numeric(14, 2), nullable=False, server_default="0"),  # expected, to rank what waits
    Column("draft_note", Text),  # why the playbook stepped in, when a model was configured
    Column("impact_metric", Text, nullable=False),
    Column("impact_low", Double, nullable=False),
    Column("impact_mid", Double, nullable=False),
    Column("impact_high", Double, nullable=False),
    Column("impact_basis", Text, nullable=False),
    Column("roi", JSONB, nullable=False),
    moment("created_at"),
    moment("expires_at"),
    UniqueConstraint("org_id", "issue_id", "attempt"),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index(
        "uq_suggestions_pending",
        "org_id",
        "project_id",
        unique=True,
        postgresql_where=text("status = 'pending'"),
    ),
)

suggestion_issues = Table(
    "suggestion_issues",
    metadata,
    org_key(),
    Column("suggestion_id", Uuid, primary_key=True),
    Column("issue_id", Uuid, primary_key=True),
    ForeignKeyConstraint(*TO_SUGGESTION, ondelete="CASCADE"),
)

verifications = Table(
    "verifications",
    metadata,
    org_key(),
    Column("suggestion_id", Uuid, primary_key=True),
    Column("status", Text, nullable=False),
    Column("fixed", Integer),
    Column("broken", Integer),
    Column("unchanged", Integer),
    Column("low", Double),
    Column("high", Double),
    Column("explanation", Text, nullable=False),
    moment("created_at", now=True),
    ForeignKeyConstraint(*TO_SUGGESTION, ondelete="CASCADE"),
)

# One row answers the suggestion; a roll-back, which undoes an acceptance, is the only second one.
decisions = Table(
    "decisions",
    metadata,
    org_key(),
    Column("suggestion_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("person_id", Uuid),
    Column("reason", Text),
    Column("version", Integer),
    moment("decided_at"),
    CheckConstraint("kind in ('accept', 'edit', 'reject', 'expire', 'supersede', 'roll_back')", name="kind"),
    ForeignKeyConstraint(*TO_SUGGESTION, ondelete="CASCADE"),
    Index(
        "uq_decisions_answer",
        "org_id",
        "suggestion_id",
        unique=True,
        postgresql_where=text("kind <> 'roll_back'"),
    ),
)
