# `make help` lists what there is to run.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# Two parallel test processes for each core would only queue.
WORKERS ?= auto

.DEFAULT_GOAL := help

.PHONY: help
help: ## List what there is to run
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | sort | \
		while IFS='|' read -r name words; do printf '  %-16s %s\n' "make $$name" "$$words"; done

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.demo

.PHONY: demo
demo: $(VENV)/.demo ## Start the site with four competitions (PORT=8000); what people typed is kept
	@$(BIN)/python manage.py demo --port $(PORT)

.PHONY: demo-reset
demo-reset: $(VENV)/.demo ## Start the site afresh: everything typed in the demo is removed
	@$(BIN)/python manage.py demo --port $(PORT) --reset

.PHONY: test
test: $(VENV)/.dev ## Run every test on PostgreSQL, then the core on SQLite (REQUIRE_ALL=1: leave nothing out)
	$(BIN)/python -m pytest -n $(WORKERS)
	DATABASE_URL=sqlite://:memory: $(BIN)/python -m pytest -n $(WORKERS) -m "not journey and not postgresql and not long"

.PHONY: lint
lint: $(VENV)/.dev ## Check format, style, directions of imports, types and migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: format
format: $(VENV)/.dev ## Format the code and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: pictures
pictures: $(VENV)/.dev ## Take the pictures of the docs anew, from a demo of their own (needs Chromium)
	$(BIN)/python docs/make_pictures.py

.PHONY: assets
assets: ## Build the style sheet and scripts of the Design System anew (needs npm)
	npm ci --no-audit --no-fund
	npm run build

.PHONY: lock
lock: $(VENV)/.dev ## Write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --extra dev --constraint requirements.txt pyproject.toml \
		--output-file requirements-dev.txt
