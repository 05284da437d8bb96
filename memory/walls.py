"""Who may see which rows: the roles, and the wall around every organisation's data.

The owner migrates. `backoffice_app` sees one organisation, the one its transaction names in
`app.org_id`. `backoffice_fleet` reads across organisations what the schedule needs, and nothing else.
Everything here can be run again at any time; a new tenant table cannot be forgotten.
"""

from sqlalchemy import Connection, Table, text

from memory.models import metadata, tenant_tables

APP_ROLE = "backoffice_app"
FLEET_ROLE = "backoffice_fleet"

# The empty string is what a SET LOCAL leaves behind after its transaction, and no uuid.
THIS_ORGANISATION = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"
THIS_ORGANISATIONS_THREADS = "split_part(thread_id, ':', 1) = (SELECT nullif(current_setting('app.org_id', true), ''))"
FLEET_READS = (
    "organisations", "members", "projects", "fields", "instruction_versions", "in_force",
    "rollups", "calls", "project_news", "issues", "issue_runs", "suggestions", "imports",
)  # fmt: skip
APPEND_ONLY = ("activities", "decisions", "events")
RUN_TABLES = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")


def raise_walls(connection: Connection) -> None:
    """Create the roles, force row-level security on every tenant table and grant what each role needs."""
    for role in (APP_ROLE, FLEET_ROLE):
        ensure_role(connection, role)
        connection.execute(text(f"GRANT USAGE ON SCHEMA public, runs TO {role}"))
    for table in metadata.sorted_tables:
        _grant_to_app(connection, table)
    for table in tenant_tables():
        _wall_off(connection, table.name, f"org_id = {THIS_ORGANISATION}")
    for name in FLEET_READS:
        connection.execute(text(f"GRANT SELECT ON {name} TO {FLEET_ROLE}"))
        _policy(connection, name, "fleet_reads", f"FOR SELECT TO {FLEET_ROLE} USING (true)")
    _let_fleet_shake(connection)
    # Whose turn it is, but never what was heard.
    connection.execute(text(f"GRANT SELECT (org_id, id, status, touched_at) ON recordings TO {FLEET_ROLE}"))
    _policy(connection, "recordings", "fleet_reads", f"FOR SELECT TO {FLEET_ROLE} USING (true)")
    # What was decided and what came of it, but never a reason or who gave it.
    for name, columns in (("decisions", ""), ("outcomes", ", effect, standard_error")):
        connection.execute(text(f"GRANT SELECT (org_id, suggestion_id, kind{columns}) ON {name} TO {FLEET_ROLE}"))
        _policy(connection, name, "fleet_reads", f"FOR SELECT TO {FLEET_ROLE} USING (true)")
    # Who has something to send, but neither what nor where to.
    connection.execute(text(f"GRANT SELECT (org_id, id, status, next_try_at) ON outbox TO {FLEET_ROLE}"))
    _policy(connection, "outbox", "fleet_reads", f"FOR SELECT TO {FLEET_ROLE} USING (true)")
    _wall_off_months(connection)
    _let_stage(connection)
    for name in RUN_TABLES:
        connection.execute(text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON runs.{name} TO {APP_ROLE}"))
        _wall_off(connection, f"runs.{name}", THIS_ORGANISATIONS_THREADS)
    connection.execute(text(f"GRANT SELECT ON runs.checkpoint_migrations TO {APP_ROLE}"))


def ensure_role(connection: Connection, role: str) -> None:
    """Create a role nobody logs in with, unless it is there, and let the owner take it on."""
    # Roles belong to the whole server: another database of ours may be creating the same one just now.
    connection.execute(
        text(
            f"""DO $$ BEGIN
                CREATE ROLE {role} NOLOGIN;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""
        )
    )
    connection.execute(text(f"GRANT {role} TO CURRENT_USER WITH SET TRUE"))


def _grant_to_app(connection: Connection, table: Table) -> None:
    rights = "SELECT, INSERT" if table.name in APPEND_ONLY else "SELECT, INSERT, UPDATE, DELETE"
    connection.execute(text(f"GRANT {rights} ON {table.name} TO {APP_ROLE}"))


def _wall_off(connection: Connection, name: str, condition: str) -> None:
    connection.execute(text(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"))
    _policy(connection, name, "own_organisation", f"TO {APP_ROLE} USING ({condition}) WITH CHECK ({condition})")


def _let_fleet_shake(connection: Connection) -> None:
    """Let the fleet write what it counts: the sieves."""
    columns = "seen, look, new_trials, new_good, sieve, targets"
    connection.execute(text(f"GRANT UPDATE ({columns}) ON project_news TO {FLEET_ROLE}"))
    _policy(connection, "project_news", "fleet_shakes", f"FOR UPDATE TO {FLEET_ROLE} USING (true) WITH CHECK (true)")


def _wall_off_months(connection: Connection) -> None:
    """Leave no way to the transcripts of a month but through the table it is part of, which has the wall."""
    parts = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'public.call_details'::regclass"
    for name in connection.execute(text(parts)).scalars().all():
        # Not forced: the owner moves and drops months, and no policy lets anybody else in.
        connection.execute(text(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"))
        connection.execute(text(f"REVOKE ALL ON {name} FROM PUBLIC, {APP_ROLE}, {FLEET_ROLE}"))
    connection.execute(text(f"GRANT EXECUTE ON FUNCTION make_details_month(date) TO {APP_ROLE}"))


def _let_stage(connection: Connection) -> None:
    """Let imports make the temporary table that COPY fills, where a careful administrator took that from everybody."""
    connection.execute(
        text(
            f"""DO $$ BEGIN
                IF NOT has_database_privilege('{APP_ROLE}', current_database(), 'TEMPORARY') THEN
                    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO {APP_ROLE}', current_database());
                END IF;
            EXCEPTION WHEN insufficient_privilege THEN NULL; END $$"""
        )
    )


def _policy(connection: Connection, name: str, policy: str, rule: str) -> None:
    connection.execute(text(f"DROP POLICY IF EXISTS {policy} ON {name}"))
    connection.execute(text(f"CREATE POLICY {policy} ON {name} {rule}"))
