"""Trials of changed instructions on past calls, and what each step of the assistant's work took."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from memory.models.base import metadata, moment, org_key
from memory.models.calls import TO_PROJECT

# A trial is of a draft, known by issue and attempt, or of what a person typed, known by the person.
trials = Table(
    "trials",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    Column("issue_id", Uuid),
    Column("attempt", Integer),
    Column("person_id", Uuid),
    Column("base_version", Integer, nullable=False),
    Column("after", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column(
        "drafted_by",
        Text,
        CheckConstraint("drafted_by in ('model', 'playbook', 'person')", name="drafted_by"),
        nullable=False,
    ),
    Column(
        "status",
        Text,
        CheckConstraint("status in ('running', 'passed', 'failed', 'not_replayed')", name="status"),
        nullable=False,
    ),
    Column("fixed", Integer),
    Column("broken", Integer),
    Column("unchanged", Integer),
    Column("low", Double),
    Column("high", Double),
    Column("mid", Double),
    Column("explanation", Text, nullable=False, server_default=""),
    Column("model_calls", Integer, nullable=False, server_default=text("0")),
    # What guardrails say of a person's text, which may be put in force all the same: rule and reason.
    Column("objections", JSONB, nullable=False, server_default=text("'[]'")),
    moment("created_at"),
    moment("touched_at"),
    moment("ended_at", nullable=True),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_trials_project_id", "org_id", "project_id", "created_at"),
    Index("ix_trials_issue_id", "org_id", "issue_id"),
)

# Callers' personal data stands behind placeholders here. Each row is written when its call was replayed, so that a
# trial that was interrupted goes on where it was.
replayed_calls = Table(
    "replayed_calls",
    metadata,
    org_key(),
    Column("trial_id", Uuid, primary_key=True),
    Column("call_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("group", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("old_text", Text, nullable=False),
    Column("new_text", Text, nullable=False),
    Column("old_is_right", Boolean, nullable=False),
    Column("new_is_right", Boolean, nullable=False),
    Column("judged_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    ForeignKeyConstraint(["org_id", "trial_id"], ["trials.org_id", "trials.id"], ondelete="CASCADE"),
)

run_steps = Table(
    "run_steps",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    Column("issue_id", Uuid),  # null: somebody asked for it
    Column("attempt", Integer),
    Column("step", Text, nullable=False),
    moment("at"),
    Column("seconds", Double, nullable=False),
    Column("model_calls", Integer, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("model_seconds", Double, nullable=False),  # of the calls one after another
    Column("waited_seconds", Double, nullable=False, server_default=text("0")),  # at least one was under way
    Column("money", Numeric(14, 6), nullable=False),
    Column("currency", Text, nullable=False),
    # What the calls were for: a list of purpose, calls, tokens, seconds and problems.
    Column("purposes", JSONB, nullable=False, server_default=text("'[]'")),
    Column("note", Text),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_run_steps_at", "org_id", "at"),
    Index("ix_run_steps_issue_id", "org_id", "issue_id", "attempt"),
)
