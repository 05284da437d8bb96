"""Keep the addresses an organisation notifies, and what is on its way to them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _create_targets()
    _create_outbox()


def _create_targets() -> None:
    op.create_table(
        "notification_targets",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("verified_at", MOMENT, nullable=True),
        sa.Column("last_ok_at", MOMENT, nullable=True),
        sa.Column("last_problem", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("refusals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failing_since", MOMENT, nullable=True),
        sa.Column("tested_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["org_id"],
            ["organisations.org_id"],
            name=op.f("fk_notification_targets_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("org_id", "id", name=op.f("pk_notification_targets")),
        sa.UniqueConstraint("org_id", "kind", "address", name=op.f("uq_notification_targets_org_id_kind_address")),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notification_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("unclear", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        _to("notifications", "notification_id"),
        _to("notification_targets", "target_id"),
        sa.PrimaryKeyConstraint("org_id", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "org_id", "notification_id", "target_id", name=op.f("uq_outbox_org_id_notification_id_target_id")
        ),
    )
    live = sa.text("status IN ('waiting', 'sending')")
    op.create_index("ix_outbox_due", "outbox", ["next_try_at"], postgresql_where=live)
    op.create_index("ix_outbox_target_id", "outbox", ["org_id", "target_id", "created_at"])


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_outbox_{table}")
    return sa.ForeignKeyConstraint(
        ["org_id", column], [f"{table}.org_id", f"{table}.id"], name=name, ondelete="CASCADE"
    )
