# Two commands do everything: `make demo` shows the main job, `make test` runs all tests.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && { command -v $$p; break; }; done)
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed

.PHONY: help demo test check lint bench fuzz wheel clean

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,postgres,ocr]'
	@touch $@

demo: $(STAMP)  ## the main job on sample minutes: read, import, some days, mails, overdue list, summary
	@$(BIN)/tracker demo demo

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest

check: test lint  ## all tests, and ruff, mypy strict, the import contracts

lint: $(STAMP)  ## ruff, mypy strict, the import contracts
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)  ## speed, as ratios against a limit measured in the same run
	$(BIN)/python -m benchmarks

fuzz: $(STAMP)  ## 100,000 odd texts and 20,000 odd DOCX and ODT files: each is read or refused
	$(BIN)/python -m benchmarks.fuzz

wheel: $(STAMP)  ## a wheel in dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean:  ## remove what was built
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
