"""Which addresses an organisation notifies, and what is on its way to them."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from memory.models.activity import TO_ORGANISATION
from memory.models.base import metadata, moment, org_key

notification_targets = Table(
    "notification_targets",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),  # email, webhook
    Column("address", Text, nullable=False),
    # Signs webhooks. Read when something is sent, and never again shown to anybody.
    Column("secret", Text),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    moment("created_at"),
    Column("created_by", Uuid),
    # Since then it is known that messages arrive.
    moment("verified_at", nullable=True),
    moment("last_ok_at", nullable=True),
    Column("last_problem", Text),
    # In a row, since something arrived last; and how many of them were refusals for good.
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("refusals", Integer, nullable=False, server_default="0"),
    moment("failing_since", nullable=True),
    moment("tested_at", nullable=True),
    UniqueConstraint("org_id", "kind", "address"),
    ForeignKeyConstraint(*TO_ORGANISATION, ondelete="CASCADE"),
)

# One row for each notification and address, written in the transaction in which people are told.
outbox = Table(
    "outbox",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("notification_id", Uuid, nullable=False),
    Column("target_id", Uuid, nullable=False),
    Column("status", Text, nullable=False, server_default="waiting"),  # waiting, sending, sent, failed, gone
    Column("attempts", Integer, nullable=False, server_default="0"),
    # While it is being sent, until when nobody else may try.
    moment("next_try_at"),
    moment("created_at"),
    moment("claimed_at", nullable=True),
    # Set right before it is handed over: with no end after it, nobody knows whether it arrived.
    moment("begun_at", nullable=True),
    Column("unclear", Integer, nullable=False, server_default="0"),
    moment("ended_at", nullable=True),
    Column("message_id", Text),
    Column("problem", Text),
    UniqueConstraint("org_id", "notification_id", "target_id"),
    ForeignKeyConstraint(
        ["org_id", "notification_id"], ["notifications.org_id", "notifications.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["org_id", "target_id"], ["notification_targets.org_id", "notification_targets.id"], ondelete="CASCADE"
    ),
    Index("ix_outbox_due", "next_try_at", postgresql_where=text("status IN ('waiting', 'sending')")),
    Index("ix_outbox_target_id", "org_id", "target_id", "created_at"),
)
