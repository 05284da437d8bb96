"""The job queue: procrastinate's tables in a schema of their own, and our way into them."""
