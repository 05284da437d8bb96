"""The tables, one file per subject. Importing this package registers them all."""

from memory.models import activity, analyses, calls, issues, organisations, projects, suggestions, trials
from memory.models.base import metadata, tenant_tables

__all__ = [
    "activity",
    "analyses",
    "calls",
    "issues",
    "metadata",
    "organisations",
    "projects",
    "suggestions",
    "tenant_tables",
    "trials",
]
