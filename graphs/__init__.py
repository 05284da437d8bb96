"""In what order things happen."""
