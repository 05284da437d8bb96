"""Is it any good: measurements of the whole."""
