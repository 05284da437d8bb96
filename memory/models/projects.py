"""Projects, their fields, and every version of their instructions with what was in force when."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
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

projects = Table(
    "projects",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("goal", Text, nullable=False, server_default=""),
    Column("target_success_rate", Double, nullable=False),
    Column("time_zone", Text, nullable=False, server_default="UTC"),
    # Compared with on re-import, so that an accepted suggestion is not undone by the same file again.
    Column("imported_text", Text, nullable=False),
    Column("import_hash", Text, nullable=False),
    # The sorts of calls that are counted apart, in the order they were first seen; every other one counts as none.
    Column("call_types", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    moment("scanned_until", nullable=True),
    # How far the assistant may go by itself; its owner sets it.
    Column(
        "autonomy",
        Text,
        CheckConstraint("autonomy in ('causes', 'suggest', 'apply')", name="autonomy"),
        nullable=False,
        server_default="suggest",
    ),
    Column("autonomy_set_by", Uuid),
    moment("autonomy_set_at", nullable=True),
    moment("created_at", now=True),
    UniqueConstraint("org_id", "key"),
    ForeignKeyConstraint(["org_id"], ["organisations.org_id"], ondelete="CASCADE"),
)

fields = Table(
    "fields",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    # Given once and never reused: rollups count captures by it.
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False, server_default=""),
    Column("type", Text, nullable=False),
    Column("required", Boolean, nullable=False),
    Column("choices", JSONB, nullable=False, server_default=text("'[]'")),
    Column("target_capture_rate", Double, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    # Calls before a field was added never had a chance to capture it.
    moment("counts_from", nullable=True),
    UniqueConstraint("org_id", "project_id", "name"),
    ForeignKeyConstraint(["org_id", "project_id"], ["projects.org_id", "projects.id"], ondelete="CASCADE"),
)

instruction_versions = Table(
    "instruction_versions",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column(
        "author",
        Text,
        CheckConstraint("author in ('import', 'person', 'assistant')", name="author"),
        nullable=False,
    ),
    Column("person_id", Uuid),
    Column("suggestion_id", Uuid),
    Column("restored_from", Integer),
    moment("created_at"),
    # In force is what we decided; live is when the phone is known to use it.
    moment("live_at", nullable=True),
    ForeignKeyConstraint(["org_id", "project_id"], ["projects.org_id", "projects.id"], ondelete="CASCADE"),
)

in_force = Table(
    "in_force",
    metadata,
    org_key(),
    Column("project_id", Uuid, primary_key=True),
    Column("segment", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("share", Numeric(5, 4), nullable=False, server_default="1"),
    moment("from_at", nullable=True),  # null: since the beginning of time
    moment("to_at", nullable=True),  # null: still
    ForeignKeyConstraint(
        ["org_id", "project_id", "number"],
        ["instruction_versions.org_id", "instruction_versions.project_id", "instruction_versions.number"],
        ondelete="CASCADE",
    ),
)
