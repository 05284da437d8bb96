"""Keep what was found in single calls, recordings with what was heard on them, and what others must mend."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

JSONB = postgresql.JSONB(astext_type=sa.Text())
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_analyses()
    _create_recordings()
    _create_referrals()
    op.add_column("evidence", sa.Column("referral_id", sa.Uuid(), nullable=True))
    op.create_index("ix_evidence_referral_id", "evidence", ["org_id", "referral_id"])


def _to_project(table: str) -> sa.ForeignKeyConstraint:
    columns = ["projects.org_id", "projects.id"]
    name = op.f(f"fk_{table}_projects")
    return sa.ForeignKeyConstraint(["org_id", "project_id"], columns, name=name, ondelete="CASCADE")


def _create_analyses() -> None:
    op.create_table(
        "analyses",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("analyser", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("basis", sa.LargeBinary(), nullable=False),
        sa.Column("findings", JSONB, nullable=False),
        sa.Column("mishearings", JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("call_started_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT, server_default=sa.func.now(), nullable=False),
        _to_project("analyses"),
        sa.PrimaryKeyConstraint("org_id", "project_id", "call_id", "analyser", "version", name=op.f("pk_analyses")),
    )
    op.create_index("ix_analyses_call_started_at", "analyses", ["org_id", "call_started_at"])


def _create_recordings() -> None:
    op.create_table(
        "recordings",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.Column("channels", sa.SmallInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("progress", sa.REAL(), server_default="0", nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("transcriber", sa.Text(), nullable=True),
        sa.Column("transcription", postgresql.JSON(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        _to_project("recordings"),
        sa.PrimaryKeyConstraint("org_id", "id", name=op.f("pk_recordings")),
        sa.UniqueConstraint("org_id", "project_id", "digest", name=op.f("uq_recordings_org_id_project_id_digest")),
    )
    op.create_index("ix_recordings_call_id", "recordings", ["org_id", "project_id", "call_id"])
    op.create_index("ix_recordings_created_at", "recordings", ["org_id", "created_at"])


def _create_referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT, nullable=True),
        sa.Column("handled_by", sa.Uuid(), nullable=True),
        _to_project("referrals"),
        sa.PrimaryKeyConstraint("org_id", "id", name=op.f("pk_referrals")),
        sa.UniqueConstraint(
            "org_id", "project_id", "field", "cause", name=op.f("uq_referrals_org_id_project_id_field_cause")
        ),
    )
    op.create_index("ix_referrals_status", "referrals", ["org_id", "status"])
