"""What the world can reach: settings, pages, the JSON API and the command line."""
