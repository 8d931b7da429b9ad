# Every target makes what it needs first: `make demo` works straight after `git clone`.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
BRIEF  ?= briefs/china-llm.yaml
SEED   ?= 1
CASES  ?= 100000
RUNS   ?= 9

.DEFAULT_GOAL := help
.PHONY: help demo quick test full fuzz mutants bench wheel lint format picture gallery forms clean
.DELETE_ON_ERROR:

help:
	@echo "make demo     build $(BRIEF) for five audiences and print the paths"
	@echo "make quick    the fast loop: lint, and a share of the tests (SEED=2 takes others)"
	@echo "make test     ruff, mypy and the tests"
	@echo "make full     the tests, with every brief for every audience in every theme"
	@echo "make fuzz     as many made inputs as CASES says (100000), and what came of each kind"
	@echo "make mutants  small faults put into the source, and which of them no test sees"
	@echo "make bench    speed next to Pandoc and Typst, in one run (RUNS=1 for a short one)"
	@echo "make wheel    the wheel, used in an empty folder"
	@echo "make lint     ruff and mypy only"
	@echo "make format   let ruff lay out the code and mend what it can"
	@echo "make picture  the picture in README, from the built sample brief"
	@echo "make gallery  every form in three themes, and in German, as PNG, and the contact sheet in docs"
	@echo "make forms    docs/forms.md and the rooms of docs/architecture.md from the code"
	@echo "make clean    remove the virtual environment, caches and built output"

# ---- the virtual environment: one stamp per set of dependencies --------------------------------

$(PY):
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "briefwright needs Python 3.11 or later, and '$(PYTHON)' was not found."; \
	  echo "  Debian, Ubuntu:  sudo apt-get install python3 python3-venv"; \
	  echo "  another Python:  make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "briefwright needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)."; \
	  echo "  Debian 12, Ubuntu 24.04 or later:  sudo apt-get install python3 python3-venv"; \
	  echo "  another Python:  make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; } >&2
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is incomplete (no ensurepip), so no virtual environment can be made."; \
	  echo "  Debian, Ubuntu:  sudo apt-get install python3-venv"; exit 1; } >&2
	@echo "making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# $(call install,EXTRAS): an editable install; quiet, but a failure shows in full.
install = echo "installing briefwright$(1) into $(VENV) ..." && \
  $(PY) -m pip install --quiet --disable-pip-version-check --editable '.$(1)'

$(VENV)/.stamp-run: pyproject.toml | $(PY)
	@$(call install,)
	@touch $@

$(VENV)/.stamp-dev: pyproject.toml | $(PY)
	@$(call install,[dev])
	@touch $(VENV)/.stamp-run $@

$(VENV)/.stamp-bench: pyproject.toml | $(PY)
	@$(call install,[bench])
	@touch $(VENV)/.stamp-run $@

# ---- what people run ---------------------------------------------------------------------------

demo: $(VENV)/.stamp-run
	@$(VENV)/bin/briefwright build $(BRIEF) -a full -a executive -a investor -a technical -a policy

lint: $(VENV)/.stamp-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

format: $(VENV)/.stamp-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

quick: lint
	BRIEFWRIGHT_JUDGES=quick $(PY) -m pytest -n 2 -q -r fE -m "not slow" --share 0.1 --seed $(SEED)

test: lint
	$(PY) -m pytest -n 2 --dist loadgroup

full: lint
	$(PY) -m pytest -n 2 --dist loadgroup --full

fuzz: $(VENV)/.stamp-dev
	$(PY) -m tests.fuzz $(CASES)
	@for part in yaml sandbox table; do \
	  $(PY) -c 'import atheris' 2>/dev/null || { echo "left out, as atheris is not installed: $$part led by coverage"; continue; }; \
	  $(PY) -m tests.fuzz.guided $$part -runs=$(CASES) || exit 1; done

mutants: $(VENV)/.stamp-dev
	$(PY) -m tests.mutation

bench: $(VENV)/.stamp-bench
	$(PY) -m tests.bench.run --runs $(RUNS)

wheel: $(VENV)/.stamp-run
	PYTHON=$(PY) .ci/wheel

# the picture that README opens with
picture: $(VENV)/.stamp-dev
	@for theme in paper night client; do $(VENV)/bin/briefwright build $(BRIEF) -a full -t $$theme --force; done
	$(PY) docs/picture.py

gallery: $(VENV)/.stamp-dev
	@for theme in paper night client; do \
	  $(VENV)/bin/briefwright build briefs/gallery.yaml -a gallery -t $$theme --force || exit 1; done
	@$(VENV)/bin/briefwright build briefs/gallery.yaml -a gallery -l de --force
	$(PY) docs/gallery.py

forms: $(VENV)/.stamp-dev
	$(PY) docs/forms.py
	$(PY) -m docs.architecture

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name .gitkeep -delete
