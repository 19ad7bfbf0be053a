# Everything a visitor needs: `make` explains, `make demo` shows, `make test` proves.
# Needs Python 3.11 to 3.13 with its venv module, and make. The first target sets everything up in .venv (once, with the
# network); after that nothing here needs the network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAIN_BIN := .train-venv/bin
READY := $(VENV)/.ready
TRAIN_READY := .train-venv/.ready
WHEELHOUSE := wheelhouse
STORE ?= .demo/store
SHARED ?= ../shared
JOBS ?= 2
PIP := -m pip --disable-pip-version-check -qq

FROM_WHEELHOUSE := $(BIN)/python $(PIP) install --no-index --find-links $(WHEELHOUSE) --constraint constraints.txt
INSTALL = $(FROM_WHEELHOUSE) hatchling editables && $(FROM_WHEELHOUSE) --no-build-isolation --editable '.[test,check]'
FETCH = $(BIN)/python $(PIP) wheel --constraint constraints.txt --find-links $(WHEELHOUSE) --wheel-dir $(WHEELHOUSE) \
  hatchling editables '.[test,check]' && rm -f $(WHEELHOUSE)/sante_kg-*

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-long check fmt eval serve train-setup train-check train crossval constraints wheel clean distclean

help:  ## this list
	@echo "sante-kg: the knowledge graph of French healthcare organisations"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## make .venv and wheelhouse (done by the others when needed)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "kg needs Python 3.11 to 3.13: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python's venv module is missing: on Debian, apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a few minutes, 300 MB to fetch, 1.3 GB on disk) …"
	@{ $(INSTALL); } 2>/dev/null || { $(FETCH) && $(INSTALL); }
	@touch $@

demo: $(READY)  ## read the sample articles, build the graph, ask it five questions
	@rm -rf .demo && mkdir -p .demo
	@$(BIN)/kg demo --store .demo/store

test: $(READY)  ## every test but the long ones
	$(BIN)/python -m pytest -q -m "not long"

test-long: $(READY)  ## crash, scale and conformance tests
	$(BIN)/python -m pytest -q -m long

check: $(READY)  ## lint, types, hygiene of ontology and queries, canonical Turtle, the house's own rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m kg.hygiene
	$(BIN)/python -m kg.turtle --check ontology shapes
	$(BIN)/python -m pytest -q tests/test_house.py

fmt: $(READY)  ## format code and Turtle
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(BIN)/python -m kg.turtle ontology shapes

eval: $(READY)  ## extract the development articles of ../shared and score them
	@test -d $(SHARED)/articles/text || { echo "make eval needs the development articles in $(SHARED)/articles: not here" >&2; exit 1; }
	@rm -rf out/eval && mkdir -p out/eval
	@$(BIN)/python $(SHARED)/eval/split_passages.py out/eval/passages $(SHARED)/passages/*.jsonl >/dev/null
	@echo "Seen in training (all but the five source articles):"
	@$(BIN)/python -m training.figures $(SHARED)/articles out/eval/passages --jobs $(JOBS)
	@echo && cat training/crossval.txt

serve: $(READY)  ## serve the demo's graph (STORE=… for another) on http://127.0.0.1:8000
	@test -e $(STORE) || test "$(STORE)" != .demo/store || $(MAKE) --no-print-directory demo
	@$(BIN)/kg serve --store $(STORE)

$(TRAIN_READY): pyproject.toml constraints.txt
	@test -x $(TRAIN_BIN)/python || $(PYTHON) -m venv .train-venv
	@$(TRAIN_BIN)/python $(PIP) install --constraint constraints.txt --editable '.[train,test]'
	@touch $@

train-setup: $(TRAIN_READY)  ## make .train-venv, with torch (200 MB to fetch on a CPU-only index, several GB elsewhere)

train-check: $(TRAIN_READY)  ## the tests that train: an epoch on a few windows, a checkpoint, an export
	$(TRAIN_BIN)/python -m pytest -q tests/training

train: $(TRAIN_READY)  ## train the net that reads articles (torch, in a venv of its own)
	$(TRAIN_BIN)/python -m training.train --ship

crossval: $(TRAIN_READY)  ## cross-validate the net in five folds of authors
	$(TRAIN_BIN)/python -m training.crossval

constraints: $(READY)  ## write the versions of .venv to constraints.txt
	@sed -n '/^#/p' constraints.txt > out.constraints
	@$(BIN)/python $(PIP) freeze --exclude-editable | grep -v -e '^#' -e '^-e' -e ' @ ' >> out.constraints
	@mv out.constraints constraints.txt && touch $(READY)

wheel: $(READY)  ## build dist/sante_kg-*.whl
	@$(BIN)/python -m hatchling build --target wheel

clean:  ## remove what was built, keep .venv and wheelhouse
	rm -rf .demo out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests training benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## remove .venv and wheelhouse too
	rm -rf $(VENV) .train-venv $(WHEELHOUSE)
