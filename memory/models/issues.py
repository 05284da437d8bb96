"""What is wrong, what it rests on, and the run that deals with it."""

from sqlalchemy import (
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from memory.models.base import metadata, moment, org_key
from memory.models.calls import TO_PROJECT

issues = Table(
    "issues",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    Column("metric", Text, nullable=False),
    Column("field", Text, nullable=False, server_default=""),  # empty: the metric concerns no field
    Column("kind", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("observed", Double, nullable=False),
    Column("baseline", Double, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("explanation", Text, nullable=False),
    moment("since", nullable=True),
    moment("detected_at"),
    moment("resolved_at", nullable=True),
    Column("ignored_reason", Text),
    moment("ignored_at", nullable=True),
    Column("ignored_by", Uuid),
    # As they were when the issue was found; the numbers above go on being updated.
    moment("found_at", nullable=True),
    Column("found_rate", Double),
    Column("log_evidence", Double),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("cause", Text),
    Column("diagnosis", JSONB, nullable=False, server_default=text("'{}'")),
    moment("created_at", now=True),
    moment("updated_at", now=True),
    UniqueConstraint("org_id", "project_id", "metric", "field"),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_issues_status", "org_id", "status"),
)

runs = Table(
    "issue_runs",
    metadata,
    org_key(),
    Column("issue_id", Uuid, primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("base_version", Integer, nullable=False),
    Column("calls_seen", Integer, nullable=False),
    Column("status", Text, nullable=False),  # running, waiting, ended
    Column("outcome", Text),
    # Model calls that are set aside for it while it runs, so that several runs keep to one budget.
    Column("reserved_calls", Integer, nullable=False, server_default=text("0")),
    moment("started_at", now=True),
    moment("ended_at", nullable=True),
    ForeignKeyConstraint(["org_id", "issue_id"], ["issues.org_id", "issues.id"], ondelete="CASCADE"),
)

# Every word of a caller that the product shows as proof stands here and nowhere else, so that erasure
# finds them all.
evidence = Table(
    "evidence",
    metadata,
    org_key(),
    Column("id", Uuid, primary_key=True),
    Column("project_id", Uuid, nullable=False),
    Column("call_id", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("issue_id", Uuid),
    Column("suggestion_id", Uuid),
    Column("referral_id", Uuid),
    ForeignKeyConstraint(*TO_PROJECT, ondelete="CASCADE"),
    Index("ix_evidence_issue_id", "org_id", "issue_id"),
    Index("ix_evidence_suggestion_id", "org_id", "suggestion_id"),
    Index("ix_evidence_referral_id", "org_id", "referral_id"),
    Index("ix_evidence_call_id", "org_id", "project_id", "call_id"),
)
