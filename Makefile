# The commands of the project. `make demo` and `make test` need Python 3.11 or newer, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check bench soak docs screens wheel offline clean python

help:
	@echo "make demo     set up, and run the whole job on a small invented study"
	@echo "make test     set up, and run the tests"
	@echo "make check    style, types, and the direction of imports"
	@echo "make bench    print the benchmarks"
	@echo "make soak     the long proofs: hours, not minutes"
	@echo "make docs     write the pages that are generated"
	@echo "make screens  draw the screens in docs/screens"
	@echo "make wheel    build the wheel into dist/"
	@echo "make offline  gather every wheel for a machine without a network into dist/offline"
	@echo "              (for another machine: make offline SYSTEM=windows TARGET=3.12)"
	@echo "make clean    take away what these commands made"

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "qualcode needs Python 3.11 or newer as $(PYTHON). Install it, or name it: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. Install it (on Debian and Ubuntu: apt install python3-venv) and try again."; exit 1; }

$(VENV)/used: pyproject.toml constraints.txt | python
	@echo "Setting up (a minute or two, the first time) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/tested: $(VENV)/used
	@echo "Setting up the tests …"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(VENV)/used
	@$(BIN)/qualcode demo demo --again

test: $(VENV)/tested
	@$(BIN)/python -m pytest

check: $(VENV)/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/tested
	@$(BIN)/python -m benchmarks

soak: $(VENV)/tested
	@QUALCODE_SOAK=1 $(BIN)/python -m pytest --timeout=0 tests/store tests/reading tests/quotations tests/soak tests/tui/test_any_keys.py

docs: $(VENV)/tested
	@$(BIN)/python -m qualcode.store.page > docs/schema.md
	@$(BIN)/qualcode keys --markdown > docs/keys.md

screens: $(VENV)/tested
	@$(BIN)/python docs/make_screens.py

wheel: $(VENV)/tested
	@rm -rf dist
	@$(BIN)/python -m build --wheel --outdir dist .

offline: wheel
	@$(BIN)/python tools/wheelhouse.py dist/*.whl dist/offline \
	  $(if $(SYSTEM),--system $(SYSTEM)) $(if $(TARGET),--python $(TARGET))

clean:
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
