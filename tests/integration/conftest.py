"""Tests of this level use a real database."""

from tests.fixtures import database, database_url, org_id, server_url, services, template

__all__ = ["database", "database_url", "org_id", "server_url", "services", "template"]
