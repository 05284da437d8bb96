"""Reading what organisations bring: projects and calls as JSON Lines."""
