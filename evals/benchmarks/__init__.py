"""Speed, always as a ratio against something bare in the same run."""
