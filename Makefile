# Two commands do everything on a machine with Python 3.11 or later and make:
#   make deck   builds the Anki package of notes/ into decks/
#   make test   runs every check: ruff, mypy, and the tests with real Anki

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p) 2>/dev/null)))
VENV   ?= .venv
BIN     = $(VENV)/bin

.PHONY: deck test lint coverage mutants lock clean fuzz bench bench-all peers bench-identity bench-scale bench-preview quality gallery

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

# Texts that nobody thought of, for each kind of file we read: as many seconds each as said, a minute together if nothing is (atheris has
# packages for Linux and macOS). What breaks a law of tests/fuzz/laws.py stands in .fuzz/found; what reaches new code is kept in .fuzz.
FUZZ_SECONDS ?= 12
fuzz: $(VENV)/.fuzz
	mkdir -p .fuzz/found
	for target in note drafts ledger frontmatter definition; do \
	  mkdir -p .fuzz/$$target && PYTHONPATH=tests $(BIN)/python -m fuzz $$target .fuzz/$$target tests/fuzz/corpus/$$target \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=400 -timeout=20 -artifact_prefix=.fuzz/found/$$target- -verbosity=0 -print_final_stats=1 || exit 1; \
	done

# How many cards keep their guid, for each kind of edit, on generated notes.
bench-identity: $(VENV)/.test
	$(BIN)/python tests/benchmark/identity.py

# How long matching takes on many bullets.
bench-scale: $(VENV)/.test
	$(BIN)/python tests/benchmark/scale.py

# What builds cost, beside genanki alone, an empty click program and the converters that `make peers` found: 1,000 to 100,000
# bullets in some minutes. Prints the block that README quotes.
bench: $(VENV)/.test
	$(BIN)/python tests/benchmark/speed.py $(PEERS)

# The same up to a million bullets (an hour), beside the other converters, with the figures kept.
bench-all: $(VENV)/.test peers
	$(BIN)/python tests/benchmark/speed.py --bullets 1000 10000 100000 1000000 --peers $(VENV)/peers --json tests/benchmark/speed.json

PEERS = $(if $(wildcard $(VENV)/peers),--peers $(VENV)/peers)

# The other converters on PyPI, each in an environment of its own. markdown-anki-decks converts nothing with click 8.1 and later,
# and says nothing of it; md2anki is a syntax error below Python 3.12.
peers: $(VENV)/.test
	$(call peer,$(PYTHON),ankdown,ankdown)
	$(call peer,$(PYTHON),ankivalenz,ankivalenz)
	$(call peer,$(PYTHON),markdown-anki-decks,markdown-anki-decks 'click<8.1')
	@if python3.12 -c '' 2>/dev/null; then $(call peer,python3.12,md2anki,md2anki); else echo 'md2anki is left out: no python3.12 on the path'; fi

peer = $(1) -m venv $(VENV)/peers/$(2) && $(VENV)/peers/$(2)/bin/pip install --quiet --disable-pip-version-check $(3)

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

$(VENV)/.fuzz: $(VENV)/.test requirements/fuzz.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
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
	echo atheris | uv pip compile --quiet --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/fuzz.txt -
	echo 'mutmut>=3.8' | uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements/test.txt -o requirements/mutants.txt -

clean:
	rm -rf $(VENV) mutants .mypy_cache .pytest_cache .ruff_cache decks/*.apkg gallery .fuzz
