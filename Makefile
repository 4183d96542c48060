# Everything needs only Python 3.11 or later and make. Node, PostgreSQL and Valkey come out of Python packages. Tests of
# proxies and of Prometheus's rules run Debian's programs besides: `make debian`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_PYTHON := $(BIN)/python
# `make test TESTS="tests/domain -k amounts"` runs some of them.
TESTS ?=
NODE_LOCKS := $(shell find tests clients -name node_modules -prune -o -name package-lock.json -print 2>/dev/null)
NODE_STAMPS := $(NODE_LOCKS:package-lock.json=node_modules/.installed)
BENCH_PEERS := bench/peers/mercurius/node_modules/.installed bench/peers/psycopg/.venv/.installed
RELEASED := $(shell ls tests/released/*/schema.graphql 2>/dev/null | sort -V | tail -1)
DESK := app/desk/static/assets.json
DESK_SOURCES := $(wildcard front/src/* front/src/*/* front/*.json front/build.*)
COMPILE := $(VENV)/uv/bin/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock"

# Where it is set, each of the some hundred processes of a test run would compile the whole service for itself.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo desk setup test test-long test-stock audit bench bench-smoke bench-queue soak lint types format schema schema-check release-keep clients clients-check example-page \
	migration lock debian clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## run the whole service with example data on http://127.0.0.1:8000, or PORT=8100
	@$(MAKE) --no-print-directory desk || true # without it, the page says so
	@exec $(BIN)/refundry demo $(if $(PORT),--port $(PORT))

desk: $(DESK) ## build the desk's page

setup: $(VENV)/.dev $(VENV)/.ariadne $(VENV)/.audit $(VENV)/.sdk-2021 $(DESK) $(NODE_STAMPS) ## install everything that development and the tests need

test: setup ## run the tests
	$(BIN)/pytest -n 3 $(TESTS)

test-long: setup ## the same with many more random examples, every crash step and every mutant
	$(BIN)/pytest -n 2 --hypothesis-profile=long $(TESTS)

bench: $(VENV)/.dev $(BENCH_PEERS) ## measure the service's speed against others, and write bench/RESULTS.md (ten minutes)
	@$(RUN_PYTHON) -m bench

bench-smoke: $(VENV)/.dev $(BENCH_PEERS) ## run every benchmark briefly, to see that it works
	@$(RUN_PYTHON) -m bench --smoke

bench-queue: $(VENV)/.dev ## measure the queue with a million refunds in it (some minutes)
	@$(RUN_PYTHON) -m bench.queue

soak: $(VENV)/.dev ## 24 hours of the sandbox's load in an hour, or MINUTES=10: does anything grow beyond what was done?
	@$(RUN_PYTHON) -m bench.soak --minutes $(or $(MINUTES),60)

test-stock: setup ## run the schema's and the web's tests with graphql-core's executor
	REFUNDRY_EXECUTOR=stock $(BIN)/pytest -n 2 tests/schema tests/web

audit: $(VENV)/.dev $(VENV)/.audit ## look up every locked dependency in lists of known advisories
	@$(RUN_PYTHON) -m tests.support.audit

lint: $(VENV)/.dev ## check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.dev ## fix style and formatting
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.dev $(DESK) ## check types
	$(BIN)/mypy
	$(RUN_PYTHON) front/build.py --types

schema: $(VENV)/.dev ## write schema.graphql
	$(BIN)/refundry schema > schema.graphql.new
	mv schema.graphql.new schema.graphql

schema-check: $(VENV)/.dev ## check that schema.graphql is the code's schema, and breaks no client of the last release
	$(BIN)/refundry schema --check $(if $(wildcard $(RELEASED)),--against $(RELEASED))

release-keep: schema-check ## keep what the release of this commit promises: schema, migrations, tables with data
	$(RUN_PYTHON) -m tests.released.keep

clients: $(VENV)/.ariadne clients/typescript/generator/node_modules/.installed ## generate both clients from schema and operations
	$(RUN_PYTHON) -m clients.generate

clients-check: $(VENV)/.ariadne clients/typescript/generator/node_modules/.installed ## check that the generated clients are up to date
	$(RUN_PYTHON) -m clients.generate --check

example-page: $(VENV)/.dev ## serve examples/page on http://localhost:5173, for a running service
	@exec $(RUN_PYTHON) examples/page/serve.py

migration: $(VENV)/.dev ## write the migration that the models need: make migration name="what changes"
	$(RUN_PYTHON) -m tests.support.revision "$(name)"

lock: $(VENV)/.uv ## write requirements/*.txt from pyproject.toml
	$(COMPILE) pyproject.toml --extra dev --group build --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --extra demo --group build --constraint requirements/dev.txt --output-file requirements/demo.txt
	$(COMPILE) pyproject.toml --constraint requirements/dev.txt --output-file requirements/base.txt
	$(COMPILE) --group build --constraint requirements/dev.txt --output-file requirements/build.txt
	$(COMPILE) --group clients --output-file requirements/clients.txt
	$(COMPILE) --group audit --output-file requirements/audit.txt
	$(COMPILE) --group sdk-2021 --output-file requirements/sdk-2021.txt
	$(COMPILE) bench/peers/psycopg/requirements.in --output-file bench/peers/psycopg/requirements.txt

debian: ## install the proxies and tools from Debian that some tests run: PgBouncer, HAProxy, nginx, Caddy, promtool
	@for each in pgbouncer haproxy nginx caddy promtool; do PATH="$$PATH:/usr/sbin" command -v $$each > /dev/null || missing=1; done; \
	if [ -n "$$missing" ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
			pgbouncer haproxy nginx-light caddy prometheus; \
	fi

clean: ## remove what was installed and built; the demo's data stays
	rm -rf $(VENV) $(dir $(NODE_STAMPS)) $(dir $(BENCH_PEERS)) $(dir $(DESK)) front/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# One environment for everything. The demo installs only what it needs, to start sooner. The other targets add what they
# need, in the same versions.

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

$(DESK): $(DESK_SOURCES) | $(VENV)/.demo
	$(RUN_PYTHON) front/build.py

# The generator of the Python client needs another version of graphql-core.
$(VENV)/.ariadne: requirements/clients.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/ariadne
	$(VENV)/ariadne/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/clients.txt
	touch $@

# The tool that looks dependencies up must not add any to the service's own.
$(VENV)/.audit: requirements/audit.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
	touch $@

# An older SDK of Braintree's beside today's, for the tests that ask with both.
$(VENV)/.sdk-2021: requirements/sdk-2021.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/sdk-2021
	$(VENV)/sdk-2021/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/sdk-2021.txt
	touch $@

bench/peers/psycopg/.venv/.installed: bench/peers/psycopg/requirements.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

$(VENV)/.uv: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/uv
	$(VENV)/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

%/node_modules/.installed: %/package-lock.json $(VENV)/.dev
	$(RUN_PYTHON) -m tests.support.node $*
	touch $@
