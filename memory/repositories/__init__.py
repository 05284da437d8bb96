"""Queries, one repository per subject. They never commit: the unit of work does, once."""
