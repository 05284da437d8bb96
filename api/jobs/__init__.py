"""What workers do: look at projects where something changed, and tidy up once a day."""
