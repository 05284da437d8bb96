# Everything a developer does: `make help` lists it.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

help: ## list what can be done
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with PYTHON=..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked versions into .venv ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13,<0.14"
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m api.cli.warm
	@touch $@

setup: $(STAMP) ## the environment with locked versions, in .venv

run: setup ## the sample organisation, one monitoring pass, and the pages on 127.0.0.1 (PORT=8000)
	@$(BIN)/backoffice demo --serve --port $(PORT)

browser: setup
	@$(BIN)/python -m tests.browser

test: setup browser check ## everything: checks, then all tests against the real database and a real browser
	@$(BIN)/pytest -n 2

check: setup ## style, types, import directions, sizes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

eval: setup ## is the monitor any good, beside others; some ten minutes
	@$(BIN)/backoffice eval

bench: setup ## speed, as ratios measured in one run
	@$(BIN)/python -m evals.benchmarks.import_speed
	@$(BIN)/python -m evals.benchmarks.writers
	@$(BIN)/python -m evals.benchmarks.fleet_scan
	@$(BIN)/python -m evals.benchmarks.analysis_speed
	@$(BIN)/python -m evals.benchmarks.loop_speed

lock: setup ## resolve the ranges of pyproject.toml anew
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip compile --quiet pyproject.toml --extra evals --extra speech --group dev -o requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade

.PHONY: help setup run browser test check eval bench lock
