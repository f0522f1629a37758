# SPDX-License-Identifier: Apache-2.0
# Two commands do it all on a machine with Python 3.11, git and make:
#   make desk    sets everything up and opens the desk
#   make test    sets everything up and runs all that CI runs

PYTHON ?= python3
BIN := .venv/bin
DATA ?= desk-data
PORT ?= 8017

.PHONY: desk test check debian lock models catalogue how-right manual reference screenshots clean

desk: .venv/desk
	$(BIN)/dementi serve --data $(DATA) --port $(PORT) --examples

test: debian .venv/test
	$(MAKE) --no-print-directory check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# Debian packages that the tests need: installed when root, otherwise the one line to type is said.
debian:
	@sh setup/debian.sh

.venv/desk: requirements.lock pyproject.toml
	sh setup/python.sh $(PYTHON) requirements.lock
	@touch .venv/desk

.venv/test: requirements-test.lock pyproject.toml
	sh setup/python.sh $(PYTHON) requirements-test.lock
	@touch .venv/desk .venv/test

# Pin every package with its hashes, after a change of pyproject.toml.
lock:
	$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --extra build --extra dev -o requirements-test.lock pyproject.toml

# Make every model that ships, from ../shared/data (see training/README.md).
models: .venv/test
	$(BIN)/python -m training.make

# Bring the messages of the pages up to date: then write the French, and once more.
catalogue:
	$(BIN)/python quality/catalogue.py update

# Write docs/how-right.md from the gold articles: how often each kind of statement is right.
how-right:
	$(BIN)/python -m quality.how_right

# Build the manual in French and English into build/manual (needs the extra docs).
manual: .venv/test
	$(BIN)/python -m quality.manual build

# Write the pages of the manual that come from the code.
reference: .venv/test
	$(BIN)/python -m quality.manual reference

# Take the pictures of the manual, in French and English, at a desk and on a telephone.
screenshots: .venv/test
	$(BIN)/python -m quality.screenshots

clean:
	rm -rf .venv build dist
