.DEFAULT_GOAL := help
PORT ?= 8000
TANNHA_DATA ?= data
export PORT TANNHA_DATA
PY := .venv/bin/python
PYTEST := $(PY) -m pytest
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm

help: ## This list, made from these comments
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

setup: ## Python and front-end packages, bundles; no data folder is touched
	@./setup

run: ## The demo commune at http://localhost:$(PORT), with its worker
	@./setup demo
	@TANNHA_DEMO=1 TANNHA_MAKE=$$PPID exec ./serve

quick: ## Lint, types, unit, services, house: at most a minute
	@./setup dev
	@$(MAKE) --no-print-directory lint types
	$(PYTEST) -n 2 tests/unit tests/services tests/contract tests/house
	$(NPM) test --silent

check: ## Lint, types, floors, sizes and budgets
	@./setup dev
	@$(MAKE) --no-print-directory lint types
	$(NPM) run build --silent

lint:
	.venv/bin/ruff check app tests bench migrations wsgi.py
	.venv/bin/ruff format --check app tests bench migrations wsgi.py
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint app/templates --lint --quiet
	$(NPM) run lint --silent

types:
	.venv/bin/mypy
	$(NPM) run types --silent

test: ## Everything, the browser included
	@./setup dev
	$(NPM) test --silent
	$(PYTEST) -n 2 tests/unit tests/services tests/contract tests/house tests/api
	$(PYTEST) tests/faults
	@./setup foreign || { echo "tests with programs of others not run"; exit 1; }
	$(PYTEST) tests/foreign
	@./setup browser || { echo "browser tests not run"; exit 1; }
	$(PYTEST) -n 2 tests/browser

postgres: ## What touches the database once more, on a throw-away PostgreSQL
	@./setup dev
	tests/postgres.sh $(PYTEST) -n 2 tests/services tests/api tests/faults tests/house/test_house.py
	tests/postgres.sh $(PY) -m tests.faults.simulator.run 1 100

faults: ## Each planted bug searched anew in simulated worlds (SEEDS=200000: so many sound worlds first, for a night)
	@./setup dev
	$(if $(SEEDS),$(PY) -m tests.faults.simulator.run 1 $(SEEDS))
	$(PY) -m tests.faults.planting

bench: ## Figures: sizes and times, printed as one table (BENCH="sizes server" for some)
	@./setup dev
	@./setup browser
	$(PY) -m bench.run $(BENCH)

words: ## The catalogue of every word that a person reads, collected from pages and scripts
	@./setup dev
	.venv/bin/pybabel -q extract -F babel.cfg -k _ -k t --no-location --sort-output --omit-header -o app/translations/messages.pot app
	.venv/bin/pybabel -q update -l en -i app/translations/messages.pot -d app/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

screens: ## A picture of every screen in build/screens
	@./setup dev
	@./setup browser
	TANNHA_SCREENS=1 $(PYTEST) tests/browser --ignore tests/browser/test_engines.py
	@ls build/screens

demo-day: ## The day of the demo's officer played slowly in windows, against a server that runs: ./serve with fresh demo data
	@./setup dev
	@./setup browser
	TANNHA_WATCH=$${TANNHA_WATCH:-500} $(PY) -m tests.browser.lans_day

pictures: ## The pictures that a browser shows before the app is installed, and those of docs/huong-dan, taken anew
	@./setup dev
	@./setup browser
	$(PY) -m tests.browser.install_pictures
	$(PY) -m tests.browser.guide_pictures

.PHONY: help setup run quick check lint types test postgres faults bench words screens pictures demo-day
