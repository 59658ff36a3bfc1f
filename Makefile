# make run     opens SmallCRM on a sample shop (without a display it does the main job off screen)
# make test    runs the tests
# Both set everything up first: .venv, the packages, and the system libraries that Qt needs.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SETUP := pyproject.toml constraints.txt packaging/hatch_build.py packaging/prepare.sh
TESTS ?= tests

export PYTHONUTF8 := 1
export PIP_NO_INPUT := 1

.PHONY: help install run test check test-e2e bench catalogues screenshots baselines package clean

help:
	@sed -n '1,3s/^# //p' Makefile
	@echo "Also: make install, check, test-e2e, bench, catalogues, screenshots, baselines, package, clean."

install: .venv/.installed

.venv/.installed: $(SETUP)
	@sh packaging/prepare.sh python "$(PYTHON)"
	@echo "Setting up .venv with $(PYTHON) ..."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(PIP) --editable .
	@sh packaging/prepare.sh libraries
	@touch $@

.venv/.tested: .venv/.installed
	@echo "Adding what the tests need ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

.venv/.packaging: .venv/.installed
	@echo "Adding what makes packages ..."
	@$(PIP) --editable '.[package]'
	@touch $@

run: install
	@sh packaging/run_sample.sh

test: .venv/.tested
	$(BIN)/python -m pytest -q -n auto -m "not e2e" $(TESTS)

check: .venv/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy packaging/catalogues.py packaging/hatch_build.py packaging/screenshots.py
	$(BIN)/lint-imports --no-cache
	$(BIN)/python packaging/catalogues.py --check
	$(BIN)/python -m pytest -q -n auto --rerun-show-tracebacks -m "not e2e" --cov --cov-report=term $(TESTS)

test-e2e: .venv/.tested .venv/.packaging
	$(BIN)/python -m pytest -q --rerun-show-tracebacks -m e2e $(TESTS)

bench: .venv/.tested
	$(BIN)/python -m bench

catalogues: .venv/.tested
	$(BIN)/python packaging/catalogues.py

screenshots: .venv/.installed
	$(BIN)/python packaging/screenshots.py

baselines: .venv/.tested
	SMALLCRM_BASELINES=keep $(BIN)/python -m pytest -q tests/ui/baselines

package: .venv/.packaging
	@PYTHON=$(BIN)/python sh packaging/build.sh

clean:
	rm -rf build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find smallcrm tests bench packaging -name __pycache__ -type d -prune -exec rm -rf {} +
	find translations -name '*.mo' -delete
