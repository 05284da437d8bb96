"""Part transcripts by month, and tell calls apart by type.

A process that still runs the code before cannot import calls once this is done; what it reads stays right.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# A month is made beside the table and attached once it is whole: attaching holds up neither readers nor writers of
# other months. Rows of the month that came before it had a table of its own wait in the default partition, which is
# locked while they move. Everybody locks the whole before the default, which makes one month at a time, and whoever
# waits too long gives up: the rows then go to the default partition, and move with the next try. A call may name any
# date from the year 1 to 9999, so only months around the present get a table.
MAKE_MONTH = """
CREATE FUNCTION make_details_month(wanted date) RETURNS boolean
LANGUAGE plpgsql STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' SET timezone = 'UTC' SET datestyle = 'ISO'
AS $$
DECLARE
    present constant timestamptz := date_trunc('month', now());
    month constant timestamptz := date_trunc('month', wanted::timestamptz);
    name constant text := 'call_details_' || to_char(month, 'YYYY_MM');
    bounds constant text[] := ARRAY[month::text, (month + interval '1 month')::text];
BEGIN
    IF month < present - interval '60 months' OR month > present + interval '1 month'
       OR to_regclass('public.' || name) IS NOT NULL THEN
        RETURN false;
    END IF;
    LOCK TABLE ONLY public.call_details IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass('public.' || name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.call_details INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    LOCK TABLE public.call_details_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format(
        'WITH moved AS (
            DELETE FROM public.call_details_default WHERE started_at >= %L AND started_at < %L RETURNING *
        ) INSERT INTO public.%I SELECT * FROM moved',
        bounds[1], bounds[2], name
    );
    EXECUTE format(
        'ALTER TABLE public.call_details ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        name, bounds[1], bounds[2]
    );
    RETURN true;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # The walls hold for the owner too, who has to see all rows here; they are raised again after every migration.
    op.execute("ALTER TABLE calls NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE call_details NO FORCE ROW LEVEL SECURITY")
    _add_types()
    _count_turns()
    _part_details()
    op.execute("ALTER TABLE calls FORCE ROW LEVEL SECURITY")


def _add_types() -> None:
    op.add_column("calls", sa.Column("call_type", sa.Text(), nullable=True))
    op.add_column(
        "projects",
        sa.Column("call_types", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("rollups", sa.Column("call_type", sa.Text(), server_default="", nullable=False))
    op.drop_constraint(op.f("pk_rollups"), "rollups")
    op.create_primary_key(op.f("pk_rollups"), "rollups", ["org_id", "project_id", "version", "call_type", "hour"])


def _count_turns() -> None:
    op.add_column("calls", sa.Column("turns", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        """
        UPDATE calls SET turns = json_array_length(details.transcript)
        FROM call_details AS details
        WHERE (details.org_id, details.project_id, details.call_id) = (calls.org_id, calls.project_id, calls.call_id)
          AND json_array_length(details.transcript) > 0
        """
    )


def _part_details() -> None:
    op.execute("ALTER TABLE call_details RENAME TO call_details_whole")
    op.execute("ALTER INDEX pk_call_details RENAME TO pk_call_details_whole")
    op.create_table(
        "call_details",
        sa.Column("org_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("captured", postgresql.JSON(astext_type=sa.Text()), nullable=False),
        sa.Column("transcript", postgresql.JSON(astext_type=sa.Text()), nullable=False),
        sa.Column("recording", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("org_id", "project_id", "call_id", "started_at", name=op.f("pk_call_details")),
        postgresql_partition_by="RANGE (started_at)",
    )
    op.execute("CREATE TABLE call_details_default PARTITION OF call_details DEFAULT")
    op.execute("ALTER TABLE call_details_default ENABLE ROW LEVEL SECURITY")
    op.execute(MAKE_MONTH)
    op.execute("REVOKE ALL ON FUNCTION make_details_month(date) FROM PUBLIC")
    op.execute(
        """
        SELECT make_details_month(month) FROM (
            SELECT DISTINCT date_trunc('month', started_at AT TIME ZONE 'UTC')::date AS month FROM calls
        ) AS months
        """
    )
    op.execute(
        """
        INSERT INTO call_details (org_id, project_id, call_id, started_at, captured, transcript, recording)
        SELECT org_id, project_id, call_id, calls.started_at, whole.captured, transcript, recording
        FROM call_details_whole AS whole JOIN calls USING (org_id, project_id, call_id)
        """
    )
    op.execute("DROP TABLE call_details_whole")
