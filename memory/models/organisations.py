"""Organisations, the people in them, and how people sign in."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Text,
    Uuid,
    text,
)

from memory.models.base import metadata, moment, org_key

organisations = Table(
    "organisations",
    metadata,
    Column("org_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("is_sample", Boolean, nullable=False, server_default=text("false")),
    Column("minutes_per_failed_call", Numeric(8, 2), nullable=False, server_default="6"),
    Column("cost_per_minute", Numeric(10, 2), nullable=False, server_default="4.50"),
    Column("currency", Text, nullable=False, server_default="ZAR"),
    Column(
        "weekly_alerts",
        Integer,
        CheckConstraint("weekly_alerts between 0 and 1000", name="weekly_alerts"),
        nullable=False,
        server_default="10",
    ),
    # What the model may be asked for this organisation in a day (UTC); money in the currency of the model's prices.
    Column(
        "daily_model_calls",
        Integer,
        CheckConstraint("daily_model_calls between 0 and 1000000", name="daily_model_calls"),
        nullable=False,
        server_default="5000",
    ),
    Column("daily_model_money", Numeric(12, 2)),
    # Whether counts of what worked here, without a word of it, may help other organisations.
    Column("shares_lessons", Boolean, nullable=False, server_default=text("false")),
    moment("created_at", now=True),
)

people = Table(
    "people",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    moment("created_at", now=True),
)

members = Table(
    "members",
    metadata,
    org_key(),
    Column("person_id", Uuid, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    ForeignKeyConstraint(["org_id"], ["organisations.org_id"], ondelete="CASCADE"),
    Column("role", Text, CheckConstraint("role in ('owner', 'member')", name="role"), nullable=False),
    moment("created_at", now=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("person_id", Uuid, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    moment("created_at", now=True),
    moment("expires_at"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("person_id", Uuid, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    moment("expires_at"),
    moment("used_at", nullable=True),
)
