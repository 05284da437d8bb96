"""What was found in single calls, recordings of calls with what was heard on them, and what others must mend."""

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
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB

from memory.models.base import metadata, moment, org_key
from memory.models.calls import TO_PROJECT

# Beside the evidence, callers' words stand here in the readings of what was misheard: one row a call, and gone
# with its transcript.
analyses = Table(
    "analyses",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("call_id", Text, primary_key=True),
    # Which rules, and which model beside them.
    Column("analyser", Text, primary_key=True),
    # Of the instructions; 0: not known.
    Column("version", Integer, primary_key=True, autoincrement=False),
    # Digest of all that was read. The row is of use only while that is as it was.
    Column("basis", LargeBinary, nullable=False),
    Column("findings", JSONB, nullable=False),
    Column("mishearings", JSONB, nullable=False, server_default=text("'[]'")),
    Column("note", Text),
    moment("call_started_at"),
    moment("made_at", now=True),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_analyses_call_started_at", "org_id", "call_started_at"),
)

recordings = Table(
    "recordings",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    # Null: of no call that is known.
    Column("call_id", Text),
    Column("file_name", Text, nullable=False),
    # Where it lies on the machine that took it in; null: in the recordings folder, under its id.
    Column("path", Text),
    Column("size", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("duration_s", Double),
    Column("channels", SmallInteger),
    Column("status", Text, nullable=False),  # waiting, transcribing, ready, failed, cancelled
    Column("progress", REAL, nullable=False, server_default="0"),
    Column("is_cancelled", Boolean, nullable=False, server_default=text("false")),
    Column("problem", Text),
    Column("transcriber", Text),
    Column("transcription", JSON),
    moment("created_at"),
    # While it is being transcribed, whoever does it writes here every few seconds.
    moment("touched_at", nullable=True),
    moment("finished_at", nullable=True),
    UniqueConstraint("org_id", "project_id", "digest"),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_recordings_call_id", "org_id", "project_id", "call_id"),
    Index("ix_recordings_created_at", "org_id", "created_at"),
)

# What instructions cannot mend, with whom it belongs to.
referrals = Table(
    "referrals",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    Column("issue_id", Uuid, nullable=False),
    Column("field", Text, nullable=False, server_default=""),  # empty: it concerns no field
    Column("cause", Text, nullable=False),
    Column("owner", Text, nullable=False),
    # Of the calls that missed the field, in how many this was the cause.
    Column("calls", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("low", Double, nullable=False),
    Column("high", Double, nullable=False),
    Column("status", Text, nullable=False),  # open, handled
    moment("created_at"),
    moment("updated_at"),
    moment("handled_at", nullable=True),
    Column("handled_by", Uuid),
    UniqueConstraint("org_id", "project_id", "field", "cause"),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_referrals_status", "org_id", "status"),
)
