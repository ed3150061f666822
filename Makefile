# `make` shows the targets. All tools run from .venv, which is made when it is missing or pyproject.toml is newer.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test check fix samples bench floors build clean

help:    ## Show the targets.
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.done  ## Make .venv with the program and the tools to work on it.

.venv/.done: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Baygan needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "No venv module: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --editable . --group dev
	@touch $@

demo: setup  ## Convert the samples into demo/ and print one of them.
	$(BIN)/baygan convert samples/*/input.* -t json -t md -o demo
	@echo; cat demo/word-fa-saffron-input.md; echo; echo "Everything: ls demo/"

test: setup  ## Run the tests; programs that they need are installed if you are root.
	.ci/programs
	$(BIN)/pytest

check: setup  ## Lint, formatting and types, changing nothing.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: setup  ## Format and apply the safe fixes.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

samples: setup  ## Rewrite the samples' expected outputs; read the diff before you commit it.
	$(BIN)/pytest tests/test_samples.py --update

bench: setup  ## Measure CPU time, and PDF reading beside other programs; the first time installs them.
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python benchmarks/normalize.py
	$(BIN)/python -m benchmarks.web $(if $(EVALUATION),$(EVALUATION) --write docs/benchmarks.md)
	$(BIN)/python -m benchmarks.pdf --write docs/benchmarks.md

floors: setup  ## Raise the floors of the quality gate to what is measured.
	$(BIN)/pytest tests/test_quality.py --update-floors

build: setup  ## Build sdist and wheel, and try the wheel in an empty environment.
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/pytest tests/test_wheel.py --wheel dist/*.whl

clean:   ## Remove what can be made again.
	rm -rf .venv .bench demo dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
