"""`python -m api.cli`: the same as `backoffice`."""

from api.cli.root import main

main()
