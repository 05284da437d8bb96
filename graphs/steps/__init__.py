"""The steps of the improvement loop, one verb a file."""
