# Each command makes its own environment in .venv the first time. Needs Python 3.11-3.13 and make;
# uv is used when it is there, because it is faster. Without make: see README.md.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	2>/dev/null && echo $$python && break; done)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
INSTALL := $(if $(UV),uv pip install --quiet --compile-bytecode --python $(BIN)/python,\
	$(BIN)/python -m pip install --quiet --disable-pip-version-check)
NOTEBOOKS := $(wildcard notebooks/*.ipynb notebooks/*/*.ipynb notebooks/*/*/*.ipynb)

.PHONY: help report test lint lab bench fuzz lock wheelhouse clean
.DEFAULT_GOAL := help

help:
	@echo "make report      run the notebooks and write reports/index.html"
	@echo "make test        every check and every test"
	@echo "make lab         JupyterLab at the notebooks"
	@echo "make bench       how fast the parser is on this machine"
	@echo "make fuzz        200,000 spoiled bulletins: nothing may crash or hang (half an hour)"
	@echo "make lint        style, types, floors, notebooks without output (part of make test)"
	@echo "make wheelhouse  collect all packages for machines without network"
	@echo "make lock        choose and pin new versions of the packages"
	@echo "make clean       remove reports, builds and caches"

# The stamp says that .venv holds what requirements.lock and pyproject.toml ask for.
$(VENV)/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; none was found"; exit 1; }
	@echo "Installing into $(VENV) (once; a minute or so)"
	test -x $(BIN)/python || $(if $(UV),uv venv --quiet --seed --python $(PYTHON),$(PYTHON) -m venv) $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q monitorlib
	@touch $@

report: $(VENV)/installed
	$(BIN)/monitorlib report --out reports

test: lint
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(NOTEBOOKS),$(BIN)/nbstripout --keep-id --verify $(NOTEBOOKS))

lab: $(VENV)/installed
	$(BIN)/monitorlib lab

# The packages we compare with are large and only wanted here; without network they are left out.
$(VENV)/bench: $(VENV)/installed
	$(INSTALL) --editable ".[bench]" && touch $@ || echo "spaCy and dateparser could not be installed: left out"

bench: $(VENV)/bench
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/plot.py

fuzz: $(VENV)/installed
	$(BIN)/python scripts/fuzz.py --inputs 200000

wheelhouse: $(VENV)/installed
	$(BIN)/python -m pip download --quiet --require-hashes -r requirements.lock --dest wheelhouse
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir wheelhouse .

lock:
	uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		--extra test --output-file requirements.lock pyproject.toml

clean:
	rm -rf reports out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find monitorlib tests notebooks -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf
