"""What is remembered for all who work on a project: meanings of suggestions, what people want, what changes brought."""

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import CheckConstraint, Column, Double, ForeignKeyConstraint, Index, Integer, Table, Text, Uuid

from memory.models.base import metadata, moment, org_key
from memory.models.calls import TO_PROJECT
from memory.models.suggestions import TO_SUGGESTION

# Of no fixed size: which model made a vector stands beside it, and only vectors of one model are ever compared.
suggestion_meanings = Table(
    "suggestion_meanings",
    metadata,
    org_key(),
    Column("suggestion_id", Uuid, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("embedding", HALFVEC, nullable=False),
    Column("text", Text, nullable=False),
    moment("made_at", now=True),
    ForeignKeyConstraint(*TO_SUGGESTION, ondelete="CASCADE"),
)

preferences = Table(
    "preferences",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid),  # null: the whole organisation's
    Column("text", Text, nullable=False),
    Column("person_id", Uuid),
    Column(
        "source",
        Text,
        CheckConstraint("source in ('person', 'reject_reason', 'chat')", name="source"),
        nullable=False,
    ),
    moment("stated_at"),
    moment("withdrawn_at", nullable=True),
    Column("model", Text),
    Column("embedding", HALFVEC),
    CheckConstraint("(model IS NULL) = (embedding IS NULL)", name="embedding"),
    ForeignKeyConstraint(["org_id"], ["organisations.org_id"], ondelete="CASCADE"),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_preferences_project_id", "org_id", "project_id"),
)

# In shares: 0.08 is 8 points more of the metric.
outcomes = Table(
    "outcomes",
    metadata,
    org_key(),
    Column("suggestion_id", Uuid, primary_key=True),
    Column("kind", Text, CheckConstraint("kind in ('replay', 'measured')", name="kind"), primary_key=True),
    Column("effect", Double, nullable=False),
    Column("standard_error", Double, CheckConstraint("standard_error >= 0", name="standard_error"), nullable=False),
    Column("calls", Integer, nullable=False),
    moment("at"),
    ForeignKeyConstraint(*TO_SUGGESTION, ondelete="CASCADE"),
)
