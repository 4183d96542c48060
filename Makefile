# Everything needs only Python 3.11 or later and make. Node, PostgreSQL and Valkey come out of Python packages.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_PYTHON := $(BIN)/python
# `make test TESTS="tests/domain -k amounts"` runs some of them.
TESTS ?=
NODE_LOCKS := $(shell find tests -name node_modules -prune -o -name package-lock.json -print 2>/dev/null)
NODE_STAMPS := $(NODE_LOCKS:package-lock.json=node_modules/.installed)
COMPILE := $(VENV)/uv/bin/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help demo setup test test-long bench-queue lint types format schema schema-check migration lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## run the whole service with example data on http://127.0.0.1:8000
	@exec $(BIN)/refundry demo

setup: $(VENV)/.dev $(NODE_STAMPS) ## install everything that development and the tests need

test: setup ## run the tests
	$(BIN)/pytest -n 2 $(TESTS)

test-long: setup ## the same with many more random examples, every crash step, and mutants that the tests must catch
	$(BIN)/pytest -n 2 --hypothesis-profile=long $(TESTS)

bench-queue: $(VENV)/.dev ## measure the queue with a million refunds in it (some minutes)
	@$(RUN_PYTHON) -m bench.queue

lint: $(VENV)/.dev ## check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.dev ## put style and formatting right
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.dev ## check types
	$(BIN)/mypy

schema: $(VENV)/.dev ## write schema.graphql
	$(BIN)/refundry schema > schema.graphql.new
	mv schema.graphql.new schema.graphql

schema-check: $(VENV)/.dev ## check that schema.graphql is the schema of the code
	$(BIN)/refundry schema --check

migration: $(VENV)/.dev ## write the migration that the models need: make migration name="what changes"
	$(RUN_PYTHON) -m tests.revision "$(name)"

lock: $(VENV)/.uv ## write requirements/*.txt anew from pyproject.toml
	$(COMPILE) pyproject.toml --extra dev --group build --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --extra demo --group build --constraint requirements/dev.txt --output-file requirements/demo.txt
	$(COMPILE) pyproject.toml --constraint requirements/dev.txt --output-file requirements/base.txt
	$(COMPILE) --group build --constraint requirements/dev.txt --output-file requirements/build.txt

clean: ## remove what was installed and built; the demo's data stays
	rm -rf $(VENV) $(dir $(NODE_STAMPS)) .mypy_cache .pytest_cache .ruff_cache .hypothesis

# One environment for everything. The demo installs only what it runs on, so that it is there sooner; what the tests need
# comes on top, in the same versions, when somebody asks for it.

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Refundry needs Python 3.11 or later.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: requirements/demo.txt pyproject.toml | $(VENV)/bin/python
	$(RUN_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/demo.txt
	$(RUN_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(RUN_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(RUN_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(VENV)/.demo $@

$(VENV)/.uv: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/uv
	$(VENV)/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

%/node_modules/.installed: %/package-lock.json $(VENV)/.dev
	$(RUN_PYTHON) -m tests.node $*
	touch $@
