# One list of words for people and for CI.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
MO := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

.PHONY: setup run test test-long lint bench bench-nlp bench-claims confidence train demo messages lock

setup: $(VENV)/.complete $(MO)  ## the environment in .venv, from the hash-locked requirements

$(VENV)/.runtime: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements.txt
	touch $@

$(VENV)/.complete: requirements-dev.txt $(VENV)/.runtime
	$(INSTALL) -r requirements-dev.txt
	touch $@

$(MO): %.mo: %.po | $(VENV)/.runtime
	$(BIN)/python manage.py messages --compile

run: $(VENV)/.runtime $(MO)  ## web and workers with the embedded defaults, until Ctrl-C
	$(BIN)/python manage.py run

demo: $(VENV)/.runtime $(MO)  ## the demo desk
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_demo

messages: setup  ## extracts and compiles the interface's strings
	$(BIN)/python manage.py messages

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates

test: lint  ## everything but what takes long, on SQLite and, where rows are at stake, on PostgreSQL
	$(BIN)/python -m pytest -n auto -m "not long and not fault"
	NEWSDESK_TEST_DATABASE=postgres $(BIN)/python -m pytest -n auto -m "not long and not fault and not browser" tests/accounts tests/analysis tests/annotation tests/common
	$(BIN)/python -m pytest -m "fault and not long"

test-long: setup  ## what `test` leaves out: 10,000 examples for each property, and all that takes long
	$(BIN)/python -m pytest -n auto --hypothesis-profile=long -m "(long or hypothesis) and not fault"

bench: setup
	$(BIN)/python -m tests.bench

bench-nlp: setup  ## how well and how fast texts are read; the corpora are looked for in NEWSDESK_DATA
	$(BIN)/python -m tests.bench scores speed process profile languages

bench-claims: setup  ## how well claims are found; the quotation corpus is looked for in NEWSDESK_DATA
	$(BIN)/python -m tests.bench claims own-claims claim-cases claim-speed

confidence: setup  ## fits the confidence of claims anew, on the annotated articles of the tests
	$(BIN)/python -m tests.nlp.claim_confidence

train: setup $(VENV)/.training  ## the German pipeline anew, from the corpora in NEWSDESK_DATA
	cd newsdesk/nlp/training && PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONPATH="$(CURDIR)" sh -c 'weasel assets && weasel run all'

$(VENV)/.training: requirements-training.txt $(VENV)/.complete
	$(INSTALL) -r requirements-training.txt
	touch $@

lock:  ## writes the locked requirements from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet --group training -c requirements-dev.txt pyproject.toml -o requirements-training.txt
