"""Keep trials on past calls, what each step of a run takes, and how far the assistant may go by itself."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JSONB = postgresql.JSONB(astext_type=sa.Text())
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_trials()
    _create_replayed_calls()
    _create_run_steps()
    _add_columns()


def _to_project(table: str) -> sa.ForeignKeyConstraint:
    columns = ["projects.org_id", "projects.id"]
    name = op.f(f"fk_{table}_projects")
    return sa.ForeignKeyConstraint(["org_id", "project_id"], columns, name=name, ondelete="CASCADE")


def _create_trials() -> None:
    op.create_table(
        "trials",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("fixed", sa.Integer(), nullable=True),
        sa.Column("broken", sa.Integer(), nullable=True),
        sa.Column("unchanged", sa.Integer(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("mid", sa.Double(), nullable=True),
        sa.Column("explanation", sa.Text(), server_default="", nullable=False),
        sa.Column("model_calls", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("objections", JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("drafted_by in ('model', 'playbook', 'person')", name=op.f("ck_trials_drafted_by")),
        sa.CheckConstraint("status in ('running', 'passed', 'failed', 'not_replayed')", name=op.f("ck_trials_status")),
        _to_project("trials"),
        sa.PrimaryKeyConstraint("org_id", "id", name=op.f("pk_trials")),
    )
    op.create_index("ix_trials_project_id", "trials", ["org_id", "project_id", "created_at"])
    op.create_index("ix_trials_issue_id", "trials", ["org_id", "issue_id"])


def _create_replayed_calls() -> None:
    op.create_table(
        "replayed_calls",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("trial_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("old_text", sa.Text(), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=False),
        sa.Column("old_is_right", sa.Boolean(), nullable=False),
        sa.Column("new_is_right", sa.Boolean(), nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_id", "trial_id"],
            ["trials.org_id", "trials.id"],
            name=op.f("fk_replayed_calls_trials"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "org_id", "trial_id", "call_id", "field", "group", "turn", name=op.f("pk_replayed_calls")
        ),
    )


def _create_run_steps() -> None:
    op.create_table(
        "run_steps",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("model_calls", sa.Integer(), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("model_seconds", sa.Double(), nullable=False),
        sa.Column("waited_seconds", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("money", sa.Numeric(14, 6), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("purposes", JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        _to_project("run_steps"),
        sa.PrimaryKeyConstraint("org_id", "id", name=op.f("pk_run_steps")),
    )
    op.create_index("ix_run_steps_at", "run_steps", ["org_id", "at"])
    op.create_index("ix_run_steps_issue_id", "run_steps", ["org_id", "issue_id", "attempt"])


def _add_columns() -> None:
    op.add_column("projects", sa.Column("autonomy", sa.Text(), server_default="suggest", nullable=False))
    op.create_check_constraint(op.f("ck_projects_autonomy"), "projects", "autonomy in ('causes', 'suggest', 'apply')")
    op.add_column("projects", sa.Column("autonomy_set_by", sa.Uuid(), nullable=True))
    op.add_column("projects", sa.Column("autonomy_set_at", MOMENT, nullable=True))
    op.add_column("organisations", sa.Column("daily_model_calls", sa.Integer(), server_default="5000", nullable=False))
    op.create_check_constraint(
        op.f("ck_organisations_daily_model_calls"), "organisations", "daily_model_calls between 0 and 1000000"
    )
    op.add_column("organisations", sa.Column("daily_model_money", sa.Numeric(12, 2), nullable=True))
    op.add_column("suggestions", sa.Column("trial_id", sa.Uuid(), nullable=True))
    op.add_column("suggestions", sa.Column("what_changed", sa.Text(), nullable=True))
    op.add_column("suggestions", sa.Column("weekly_worth", sa.Numeric(14, 2), server_default="0", nullable=False))
    op.add_column("issue_runs", sa.Column("reserved_calls", sa.Integer(), server_default=sa.text("0"), nullable=False))
