# What can be done here. `make demo` shows it; `make test` proves it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
STORY ?= avelle
WORKERS ?= 3
CASES ?= 5000
UV_VERSION := 0.13.9
LIGHTHOUSE := .tools/lighthouse/node_modules/.bin/lighthouse
LIGHTHOUSE_VERSION := 12.8.2
SOURCES := confed assemblies delegates mandates bench docs/examples manage.py
LOCK := pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-annotate --no-header

.PHONY: help venv venv-dev lock check openapi test test-embedded fuzz prove chaos system run demo demo-close bench screenshots screens lighthouse clean

help: ## Say what can be done
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

# --- the Python environment; a stamp names the lock it was made from ---------------------------

$(VENV)/bin/python:
	@$(PYTHON) tests/support/system.py venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

venv: $(VENV)/.runtime ## Install what confed needs, into .venv
venv-dev: $(VENV)/.dev ## The same, with the tools of development

lock: ## Write requirements*.txt anew from pyproject.toml, with hashes
	test -x .tools/bin/uv || { $(PYTHON) -m venv .tools && .tools/bin/pip install --quiet uv==$(UV_VERSION); }
	.tools/bin/uv $(LOCK) pyproject.toml -o requirements.txt
	.tools/bin/uv $(LOCK) --extra dev pyproject.toml -o requirements-dev.txt

# --- proving it --------------------------------------------------------------------------------

check: $(VENV)/.dev ## Style, types, floors and rooms, migrations, locks, addresses for programs
	$(BIN)/ruff format --check $(SOURCES) tests
	$(BIN)/ruff check $(SOURCES) tests
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if grep -nE '://|^--' requirements.txt requirements-dev.txt; then echo 'A lock names a host or an option.'; exit 1; fi
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; export CONFED_VAR="$$scratch" CONFED_LOG_LEVEL=WARNING; \
	$(BIN)/python manage.py makemigrations --check --dry-run; $(BIN)/python manage.py check; \
	$(BIN)/python manage.py spectacular --fail-on-warn --validate --file "$$scratch/openapi.yaml"; \
	diff -u docs/openapi.yaml "$$scratch/openapi.yaml" || { echo 'The addresses for programs changed: make openapi.'; exit 1; }

openapi: $(VENV)/.dev ## Write docs/openapi.yaml anew: what programs read and do
	@scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; CONFED_VAR="$$scratch" CONFED_LOG_LEVEL=WARNING \
	$(BIN)/python manage.py spectacular --fail-on-warn --validate --file docs/openapi.yaml

system: ## Install PostgreSQL, Redis and Chromium on Debian as root; elsewhere say what is missing
	@$(PYTHON) tests/support/system.py services browser

# First everything on SQLite. Then what reads or writes tables once more on PostgreSQL: use cases, races, effects, sockets,
# and every page in every state; not again each post of a page, nor who may do what, which stand on those same use cases.
ONCE := assemblies_pages mandates_pages doors api permissions
test: $(VENV)/.dev system ## Every test: SQLite, PostgreSQL, Redis, Chromium (throw-away servers)
	$(BIN)/python -m tests.support.servers -- $(BIN)/pytest -n $(WORKERS) --dist loadfile
	CONFED_TEST_DATABASE=postgres $(BIN)/python -m tests.support.servers -- $(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not browser" \
		$(ONCE:%=--ignore tests/integration/%)

test-embedded: $(VENV)/.dev ## The tests that need nothing but Python
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not services and not browser"

# Both are in `test` at the size a change can wait for; docs/proof.md says what they hold.
prove: $(VENV)/.dev ## Walks by chance along the whole line, 5,000 of 80 acts; CONFED_WALKS=20000 for more
	CONFED_WALKS=$${CONFED_WALKS:-5000} CONFED_STEPS=$${CONFED_STEPS:-80} $(BIN)/pytest -n $(WORKERS) --dist loadfile -s \
		tests/property/test_whole_line.py tests/property/test_whole_line_more.py

chaos: $(VENV)/.dev system ## Kill every program in turn, 200 kills in 20 cascades; CONFED_CHAOS_KILLS=40 for fewer
	CONFED_CHAOS_KILLS=$${CONFED_CHAOS_KILLS:-200} CONFED_CHAOS_CASCADES=$${CONFED_CHAOS_CASCADES:-20} \
		$(BIN)/pytest -n 0 -s tests/integration/test_kill_services.py

fuzz: $(VENV)/.dev ## Send 5,000 requests that a machine makes up, as four people (CASES=… for more)
	CONFED_FUZZ=$(CASES) $(BIN)/pytest -n 0 -q -s tests/integration/api/test_fuzz.py

# --- using it ----------------------------------------------------------------------------------

run: $(VENV)/.runtime ## Start an empty instance on http://localhost:$(PORT)
	$(BIN)/python manage.py migrate --verbosity 0 --noinput
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	$(BIN)/python manage.py serve --port $(PORT)

demo: $(VENV)/.runtime ## Start the story of the Avelle, with sign-in links; STORY=saint-nazaire for the other
	$(BIN)/python manage.py demo --story $(STORY) --port $(PORT)

demo-close: $(VENV)/.runtime ## Let the story of the running demo go on to the end of its window
	$(BIN)/python manage.py demo --close --port $(PORT)

bench: $(VENV)/.dev system ## Measure on SQLite and PostgreSQL; writes docs/benchmarks.md, docs/scale.md
	$(BIN)/python -m tests.support.servers --durable -- $(BIN)/python -m bench

screens: $(VENV)/.dev system ## Pictures of every page in every state, in screens/; WHAT="--page ballot --width 390"
	$(BIN)/python -m tests.screens $(WHAT)

$(LIGHTHOUSE):
	npm install --prefix .tools/lighthouse --no-audit --no-fund --silent lighthouse@$(LIGHTHOUSE_VERSION)

lighthouse: $(VENV)/.dev system $(LIGHTHOUSE) ## Measure four pages as a slow phone sees them (needs Node and npm); writes docs/lighthouse.md
	$(BIN)/python -m tests.screens.lighthouse

screenshots: $(VENV)/.dev system ## Start the demo and take the pictures of the README and the guides, into docs/pictures/
	$(BIN)/python -m tests.screens.pictures

clean: ## Remove what was generated, but not var/
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles screens
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
