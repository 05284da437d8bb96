"""Add what the life of an issue needs: how sure and how often, who ignored it, and the weekly alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("issues", sa.Column("found_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("issues", sa.Column("found_rate", sa.Double(), nullable=True))
    op.add_column("issues", sa.Column("log_evidence", sa.Double(), nullable=True))
    op.add_column("issues", sa.Column("reopened", sa.Integer(), server_default="0", nullable=False))
    op.add_column("issues", sa.Column("ignored_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("issues", sa.Column("ignored_by", sa.Uuid(), nullable=True))
    op.add_column("organisations", sa.Column("weekly_alerts", sa.Integer(), server_default="10", nullable=False))
    op.create_check_constraint(
        op.f("ck_organisations_weekly_alerts"), "organisations", "weekly_alerts between 0 and 1000"
    )
    op.add_column(
        "notifications", sa.Column("held_back", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("notifications", sa.Column("issue_id", sa.Uuid(), nullable=True))
    op.add_column("notifications", sa.Column("suggestion_id", sa.Uuid(), nullable=True))
    op.add_column("notifications", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_notifications_told_at", "notifications", ["org_id", "told_at"])
    op.create_index("ix_notifications_held_back", "notifications", ["org_id"], postgresql_where=sa.text("held_back"))
