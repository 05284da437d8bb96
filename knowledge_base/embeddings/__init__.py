"""Texts as points in space: those that mean nearly the same lie close together."""
