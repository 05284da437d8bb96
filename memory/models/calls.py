"""Calls as narrow rows, their transcripts apart and by month, the hourly rollups of both, and file imports."""

from sqlalchemy import (
    REAL,
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
    # Kept apart from the transcript: calls are judged anew when that is long gone.
    Column("turns", Integer, nullable=False, server_default="0"),
    Column("captured", ARRAY(Text), nullable=False),
    Column("version_named", Integer),
    Column("version", Integer),
    # What sort of call the platform says it is.
    Column("call_type", Text),
    Column("content_hash", LargeBinary, nullable=False),
    Index("ix_calls_ended_at", "org_id", "project_id", "ended_at"),
)

call_details = Table(
    "call_details",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("call_id", Text, primary_key=True),
    # As the call has it, and so once a call: its month says which partition holds the row.
    Column("started_at", moment("started_at").type, primary_key=True),
    Column("captured", JSON, nullable=False),
    Column("transcript", JSON, nullable=False),
    Column("recording", Text),
    postgresql_partition_by="RANGE (started_at)",
)

rollups = Table(
    "rollups",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # 0: not known
    # One of the project's `call_types`; else empty.
    Column("call_type", Text, primary_key=True, server_default=""),
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
    # Goes up with every change to what is known of the project; `seen` is where it stood at the last pass.
    Column("changes", BigInteger, nullable=False, server_default="1"),
    Column("seen", BigInteger, nullable=False, server_default="0"),
    # Whether the sieve is not enough: all of the project's calls are to be looked at.
    Column("look", Boolean, nullable=False, server_default=text("true")),
    # Calls counted since the sieve was last shaken, one element a watched metric: success, calls that did not fail,
    # no early hang-up, then the fields by ordinal.
    Column("new_trials", ARRAY(Integer), nullable=False, server_default=text("'{}'")),
    Column("new_good", ARRAY(Integer), nullable=False, server_default=text("'{}'")),
    # As `tools.detection.sieve` writes it, in the same order; the target of a metric nobody watches is 0.
    Column("sieve", LargeBinary),
    Column("targets", ARRAY(REAL), nullable=False, server_default=text("'{}'")),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_project_news_waiting", "org_id", postgresql_where=text("look OR changes > seen")),
)

# What weekdays, hours and call types do to an organisation's metrics, as known when a week began.
usual_effects = Table(
    "usual_effects",
    metadata,
    org_key(),
    Column("week", moment("week").type, primary_key=True),
    Column("fitted", JSONB, nullable=False),
    ForeignKeyConstraint(["org_id"], ["organisations.org_id"], ondelete="CASCADE"),
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
