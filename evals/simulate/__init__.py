"""Worlds of calls in which the truth is known."""
