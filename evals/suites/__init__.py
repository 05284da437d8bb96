"""The suites of `backoffice eval`: each prints what it measured and says whether that is good enough."""
