"""The tables, one file per subject. Importing this package registers them all."""

from memory.models import (
    activity,
    analyses,
    calls,
    issues,
    organisations,
    outbox,
    projects,
    remembering,
    suggestions,
    trials,
)
from memory.models.base import metadata, tenant_tables

__all__ = [
    "activity",
    "analyses",
    "calls",
    "issues",
    "metadata",
    "organisations",
    "outbox",
    "projects",
    "remembering",
    "suggestions",
    "tenant_tables",
    "trials",
]
