"""What all tables share: naming rules, the tenant key, and columns that recur."""

from sqlalchemy import Column, DateTime, MetaData, Table, Uuid, func

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def org_key() -> Column[object]:
    """Return the tenant column that opens every tenant table's primary key."""
    return Column("org_id", Uuid, primary_key=True, nullable=False)


def moment(name: str, *, nullable: bool = False, now: bool = False) -> Column[object]:
    """Return a UTC time column; `now` lets the database fill it in."""
    return Column(name, DateTime(timezone=True), nullable=nullable, server_default=func.now() if now else None)


def tenant_tables() -> list[Table]:
    """Return the tables walled off by organisation, in order of creation."""
    return [table for table in metadata.sorted_tables if "org_id" in table.c]
