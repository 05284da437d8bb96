"""What can be computed or done."""
