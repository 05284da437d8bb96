"""The command line: `backoffice`."""

from api.cli.root import main

__all__ = ["main"]
