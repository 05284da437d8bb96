"""What each project asks its callers, one module each."""
