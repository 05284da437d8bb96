"""Calls as narrow rows, their transcripts apart, the hourly rollups of both, and file imports."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB

from memory.models.base import metadata, moment, org_key

TO_PROJECT = (["org_id", "project_id"], ["projects.org_id", "projects.id"])

calls = Table(
    "calls",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("call_id", Text, primary_key=True),
    moment("started_at"),
    Column("utc_offset_minutes", SmallInteger, nullable=False),
    moment("ended_at"),
    Column("duration_s", Double),
    Column("status", Text, nullable=False),
    Column("ended_reason", Text),
    # The platform's own verdict; null means derived from the required fields.
    Column("success_given", Boolean),
    Column("success", Boolean, nullable=False),
    Column("eligible", Boolean, nullable=False),
    Column("early_hang_up", Boolean, nullable=False),
    Column("captured", ARRAY(Text), nullable=False),
    Column("version_named", Integer),
    Column("version", Integer),
    Column("content_hash", LargeBinary, nullable=False),
    Index("ix_calls_ended_at", "org_id", "project_id", "ended_at"),
)

call_details = Table(
    "call_details",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("call_id", Text, primary_key=True),
    Column("captured", JSON, nullable=False),
    Column("transcript", JSON, nullable=False),
    Column("recording", Text),
)

rollups = Table(
    "rollups",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # 0: not known
    Column("hour", moment("hour").type, primary_key=True),
    Column("calls", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("eligible", Integer, nullable=False),
    Column("successes", Integer, nullable=False),
    Column("early_hang_ups", Integer, nullable=False),
    # Position n counts the field with ordinal n.
    Column("field_trials", ARRAY(Integer), nullable=False),
    Column("field_captured", ARRAY(Integer), nullable=False),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
)

project_news = Table(
    "project_news",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("changes", BigInteger, nullable=False, server_default="1"),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
)

imports = Table(
    "imports",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("bytes_total", BigInteger, nullable=False),
    Column("bytes_done", BigInteger, nullable=False, server_default="0"),
    Column("created", Integer, nullable=False, server_default="0"),
    Column("updated", Integer, nullable=False, server_default="0"),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("refused", Integer, nullable=False, server_default="0"),
    Column("refusals", JSONB, nullable=False, server_default=text("'[]'")),
    Column("problem", Text),
    moment("started_at", now=True),
    moment("finished_at", nullable=True),
    ForeignKeyConstraint(["org_id"], ["organisations.org_id"], ondelete="CASCADE"),
)
