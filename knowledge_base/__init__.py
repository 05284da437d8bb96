"""What the support agent may cite."""
