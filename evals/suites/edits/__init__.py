"""Edits of instructions, held against their promise."""
