"""Keep meanings of suggestions, what people want, what changes brought, and who shares lessons with others."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # A migration that waits for a lock blocks everybody behind it; rather fail and be run again.
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_suggestion_meanings()
    _create_preferences()
    _create_outcomes()
    op.add_column("suggestions", sa.Column("missed", sa.Integer(), nullable=True))
    op.add_column(
        "organisations", sa.Column("shares_lessons", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def _to_suggestion(table: str) -> sa.ForeignKeyConstraint:
    columns = ["suggestions.org_id", "suggestions.id"]
    name = op.f(f"fk_{table}_suggestions")
    return sa.ForeignKeyConstraint(["org_id", "suggestion_id"], columns, name=name, ondelete="CASCADE")


def _create_suggestion_meanings() -> None:
    op.create_table(
        "suggestion_meanings",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("embedding", HALFVEC(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, server_default=sa.func.now(), nullable=False),
        _to_suggestion("suggestion_meanings"),
        sa.PrimaryKeyConstraint("org_id", "suggestion_id", "model", name=op.f("pk_suggestion_meanings")),
    )


def _create_preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stated_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("embedding", HALFVEC(), nullable=True),
        sa.CheckConstraint("source in ('person', 'reject_reason', 'chat')", name=op.f("ck_preferences_source")),
        sa.CheckConstraint("(model IS NULL) = (embedding IS NULL)", name=op.f("ck_preferences_embedding")),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisations.org_id"], name=op.f("fk_preferences_organisations"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["org_id", "project_id"],
            ["projects.org_id", "projects.id"],
            name=op.f("fk_preferences_projects"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("org_id", "id", name=op.f("pk_preferences")),
    )
    op.create_index("ix_preferences_project_id", "preferences", ["org_id", "project_id"])


def _create_outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("effect", sa.Double(), nullable=False),
        sa.Column("standard_error", sa.Double(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("kind in ('replay', 'measured')", name=op.f("ck_outcomes_kind")),
        sa.CheckConstraint("standard_error >= 0", name=op.f("ck_outcomes_standard_error")),
        _to_suggestion("outcomes"),
        sa.PrimaryKeyConstraint("org_id", "suggestion_id", "kind", name=op.f("pk_outcomes")),
    )
