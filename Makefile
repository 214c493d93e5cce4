# Two commands do everything on a machine with Python 3.11 or later and make:
#   make deck   builds the Anki package of notes/ into decks/
#   make test   runs every check: ruff, mypy, and the tests with real Anki

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p) 2>/dev/null)))
VENV   ?= .venv
BIN     = $(VENV)/bin

.PHONY: deck test lint coverage mutants lock clean bench bench-all bench-identity bench-scale bench-preview quality gallery

deck: $(VENV)/.run
	$(BIN)/deckwright build

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

lint: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

# How much of src the tests run, branch by branch, in all the processes that they start; fails below 95 %.
coverage: $(VENV)/.test
	$(BIN)/pytest -n 2 --cov --cov-report=term
	rm -f .coverage.*

# Whether a test fails when the code that knows a card again, keeps the ledger or packs the cards is changed, change by change: some
# hours. docs/mutants.md judges what survived. One module: make mutants MUTANTS='deckwright.match.*'
mutants: $(VENV)/mutants/.test
	$(VENV)/mutants/bin/mutmut run --max-children 2 $(if $(MUTANTS),'$(MUTANTS)')
	$(VENV)/mutants/bin/mutmut results

# How many cards keep their guid, for each kind of edit, on generated notes.
bench-identity: $(VENV)/.test
	$(BIN)/python tests/benchmark/identity.py

# How long matching takes on many bullets.
bench-scale: $(VENV)/.test
	$(BIN)/python tests/benchmark/scale.py

# What builds cost, beside genanki alone and an empty click program: 1,000 to 100,000 bullets in some minutes.
bench: $(VENV)/.test
	$(BIN)/python tests/benchmark/speed.py

# The same up to a million bullets, and beside two other converters, which get environments of their own.
bench-all: $(VENV)/.test
	for peer in ankdown ankivalenz; do $(PYTHON) -m venv $(VENV)/peers/$$peer && $(VENV)/peers/$$peer/bin/pip install --quiet --disable-pip-version-check $$peer; done
	$(BIN)/python tests/benchmark/speed.py --bullets 1000 10000 100000 1000000 --peers $(VENV)/peers --json tests/benchmark/speed.json

# How soon the preview of 10,000 cards is seen and searched (needs Chromium).
bench-preview: $(VENV)/.test
	$(BIN)/python tests/benchmark/preview.py

# What blind readers thought of the cards, in each round.
quality: $(VENV)/.test
	$(BIN)/python tests/quality/sheet.py table

# Pictures of every kind of card as Anki shows it, into gallery/, and the picture in README.
gallery: $(VENV)/.test $(VENV)/aqt
	$(BIN)/python tests/photograph.py --readme --mathjax $(VENV)/aqt/_aqt/data/web/js/vendor/mathjax

# Anki's desktop as files only, for its MathJax: of the version of `anki` that the tests run on.
$(VENV)/aqt: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target $@ aqt==$$($(BIN)/python -c "from importlib.metadata import version; print(version('anki'))")

# The stamps say which lock a virtual environment was made from; a changed lock installs again.
$(VENV)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/mutants/.test: $(VENV)/.test requirements/mutants.txt
	$(PYTHON) -m venv $(VENV)/mutants
	for lock in test mutants; do $(VENV)/mutants/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$$lock.txt || exit; done
	$(VENV)/mutants/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

# Only when dependencies change; needs uv. The locks hold for every Python and system named in pyproject.toml. Extras are kept in
# them: pip before 23.3 takes the newest `coverage[toml]`, whatever `coverage` is pinned to, and then misses its hash.
lock:
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-annotate --no-header --extra build -o requirements/run.txt pyproject.toml
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-annotate --no-header --extra build --extra test --extra lint -o requirements/test.txt pyproject.toml
	echo 'mutmut>=3.8' | uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements/test.txt -o requirements/mutants.txt -

clean:
	rm -rf $(VENV) mutants .mypy_cache .pytest_cache .ruff_cache decks/*.apkg gallery
