# Two commands on a fresh machine, given Python 3.11 or later and make:
#   make graph   the knowledge graph of seeds/, in output/
#   make test    every check: format, lint, types, tests
# And for who changes the program: make weights learns anew whose a number is, make bench times, make lock pins anew.
# Each makes .venv first, from the locks, and again when a lock has changed. PYTHON=python3.12 chooses the Python.

VENV := .venv
BIN := $(VENV)/bin
# jieba comes as source: it is built with the locked setuptools, not with whatever is newest today.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-build-isolation --use-pep517

.PHONY: graph test weights bench lock clean

graph: $(BIN)/kg
	$(BIN)/kg build seeds/ --out output

test: $(BIN)/kg $(VENV)/dev
	@sh scripts/browser.sh
	@sh scripts/stores.sh
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/python -m pytest

weights: $(BIN)/kg
	$(PIP) --require-hashes -r requirements-learn.lock
	$(BIN)/python scripts/learn.py

bench: $(BIN)/kg $(VENV)/dev
	$(BIN)/python bench/pipeline.py

# The packages that the program runs on; the file itself is only a mark that they are all there.
$(VENV)/run: requirements-build.lock requirements.lock scripts/venv.sh
	sh scripts/venv.sh $(VENV)
	$(PIP) --require-hashes -r requirements-build.lock
	$(PIP) --require-hashes -r requirements.lock
	touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

$(BIN)/kg: $(VENV)/run pyproject.toml
	$(PIP) --no-deps --editable .
	touch $@

# The locks again, from pyproject.toml. Keeps the versions that still fit; delete a lock first to take the newest.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock:
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) pyproject.toml --group learn --constraint requirements-dev.lock --output-file requirements-learn.lock
	printf 'editables\nhatchling\nsetuptools\n' | \
		$(LOCK) - --constraint requirements-dev.lock --output-file requirements-build.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
