"""What people are told, what the assistant did, and the stream pages listen to."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Identity,
    Index,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from memory.models.base import metadata, moment, org_key

TO_ORGANISATION = (["org_id"], ["organisations.org_id"])

notifications = Table(
    "notifications",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    # Naming the occasion makes telling it twice impossible.
    Column("occasion", Text, nullable=False),
    Column("important", Boolean, nullable=False, server_default=text("false")),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("project_id", Uuid),
    moment("created_at"),
    moment("read_at", nullable=True),
    # An alert names its issue. It is held back until it takes one of the week's places, at `told_at`.
    Column("issue_id", Uuid),
    Column("suggestion_id", Uuid),
    Column("held_back", Boolean, nullable=False, server_default=text("false")),
    moment("told_at", nullable=True),
    ForeignKeyConstraint(*TO_ORGANISATION, ondelete="CASCADE"),
    Index("uq_notifications_occasion", "org_id", "occasion", unique=True),
    Index("ix_notifications_told_at", "org_id", "told_at"),
    Index("ix_notifications_held_back", "org_id", postgresql_where=text("held_back")),
)

# Append-only, and without a word a caller said.
activities = Table(
    "activities",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("project_id", Uuid),
    Column("issue_id", Uuid),
    Column("suggestion_id", Uuid),
    Column("person_id", Uuid),
    moment("at"),
    ForeignKeyConstraint(*TO_ORGANISATION, ondelete="CASCADE"),
    Index("ix_activities_at", "org_id", "at"),
)

events = Table(
    "events",
    metadata,
    org_key(),
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    moment("at", now=True),
    ForeignKeyConstraint(*TO_ORGANISATION, ondelete="CASCADE"),
)
