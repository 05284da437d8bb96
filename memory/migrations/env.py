"""Runs migrations on the connection it is handed; there is no configuration file."""

from alembic import context

from memory.models import metadata


def _is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:  # noqa: FBT001
    # Months of transcripts come and go with the calls.
    return not (kind == "table" and name and (name == "alembic_version" or name.startswith("call_details_")))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=_is_ours,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
