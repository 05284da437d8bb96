"""Keep a sieve for every project: what came since it was last looked at, and a few numbers per metric.

Every project is looked at once after this, as if it were new.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INTEGERS = postgresql.ARRAY(sa.Integer())


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("project_news", sa.Column("seen", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("project_news", sa.Column("look", sa.Boolean(), server_default=sa.text("true"), nullable=False))
    for name in ("new_trials", "new_good"):
        op.add_column("project_news", sa.Column(name, INTEGERS, server_default=sa.text("'{}'"), nullable=False))
    op.add_column("project_news", sa.Column("sieve", sa.LargeBinary(), nullable=True))
    op.add_column(
        "project_news",
        sa.Column("targets", postgresql.ARRAY(sa.REAL()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.create_index(
        "ix_project_news_waiting", "project_news", ["org_id"], postgresql_where=sa.text("look OR changes > seen")
    )
    # Rows are written again and again; room on their page keeps the indexes out of it.
    op.execute("ALTER TABLE project_news SET (fillfactor = 50)")
    # A row used to go once its project was looked at.
    op.execute("ALTER TABLE projects NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE project_news NO FORCE ROW LEVEL SECURITY")
    op.execute("INSERT INTO project_news (org_id, project_id) SELECT org_id, id FROM projects ON CONFLICT DO NOTHING")
    op.execute("ALTER TABLE projects FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE project_news FORCE ROW LEVEL SECURITY")
    op.create_table(
        "usual_effects",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fitted", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_id"],
            ["organisations.org_id"],
            name=op.f("fk_usual_effects_organisations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("org_id", "week", name=op.f("pk_usual_effects")),
    )
