# Everything a person or a machine does with this repository has a verb here. Each verb sets up what it needs.
# Variables: PYTHON=python3.12 (another interpreter), PYTEST_ARGS='-k rate' (what to pass to pytest),
#            UPGRADE=--upgrade (with lock: take newer versions), PORT=8001 (with run: where pages are served).

.DEFAULT_GOAL := help
.PHONY: help run demo test coverage check fix bench docs demo-data lock picture clean front-end words FORCE

BIN := .venv/bin
ONCE := .venv/set-up
PYTEST_ARGS ?=
UPGRADE ?=
CODE := $(wildcard src tests tools benchmarks)

# An interpreter named by the caller: ask again whether .venv is made with it.
ifneq ($(origin PYTHON),undefined)
export PYTHON
ASKED := FORCE
endif
# A .venv that was copied or moved with its folder still points to where it was made: make it anew.
ifneq ($(shell cat .venv/made-in 2>/dev/null),$(CURDIR))
ASKED := FORCE
endif

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(ONCE)-service $(ONCE)-fonts front-end words ## set up, then run the service with a made-up partnership; Ctrl-C stops it
	@$(BIN)/python -m evenhand_service run $(if $(PORT),--port $(PORT))

demo: $(ONCE)-lib $(ONCE)-fonts ## measure the made-up partnership without a service, and write its page to build/demo
	$(BIN)/python -m evenhand demo --out build/demo

# A file is one worker's, since its tests share what takes long to make. Folders of long files come first: keep their order.
# Bytecode is kept also where a machine forbids it: without it, every run rewrites every file of the tests in each worker.
TRY := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test: $(ONCE)-test $(ONCE)-browser $(ONCE)-readers front-end words ## set up, then run all tests
	$(TRY) $(PYTEST_ARGS)

coverage: $(ONCE)-test $(ONCE)-browser $(ONCE)-readers front-end words ## all tests, and which branches of the source they took
	@mkdir -p build
	$(TRY) --cov --cov-report=term $(PYTEST_ARGS)

check: $(ONCE)-test ## format, lint, types, contracts between packages, docs current, rules of the repository
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(wildcard tools/reference_docs.py),$(BIN)/python -m tools.reference_docs --check)
	$(BIN)/python -m tools.calibration_page --check
	$(BIN)/python -m tools.roles_page --check
	$(BIN)/python -m tools.states_page --check
	$(BIN)/python -m tools.api_page --check
	$(BIN)/python -m tools.security_page --check
	$(BIN)/python -m tools.translations check
	$(BIN)/python -m tools.check_repository

fix: $(ONCE)-test ## put right what a tool can: format, order of imports, generated docs
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)
	$(if $(wildcard tools/reference_docs.py),$(BIN)/python -m tools.reference_docs)

bench: $(ONCE)-test $(ONCE)-bench ## time the stages that touch every row, and other packages at the same work
	$(BIN)/python -m benchmarks

docs: $(ONCE)-test ## write the generated part of the documentation
	$(BIN)/python -m tests.spec.write_page
	$(BIN)/python -m tools.reference_docs
	$(BIN)/python -m tools.calibration_page
	$(BIN)/python -m tools.roles_page
	$(BIN)/python -m tools.states_page
	$(BIN)/python -m tools.api_page
	$(BIN)/python -m tools.security_page

demo-data: $(ONCE)-lib ## write the made-up partnership's files to build/demo-data
	$(BIN)/python -m evenhand synthesise --out build/demo-data

lock: $(ONCE)-bootstrap ## recompile requirements/*.txt (UPGRADE=--upgrade for newer versions)
	tools/lock $(UPGRADE)

picture: demo $(ONCE)-test $(ONCE)-browser ## photograph the demo's page for the README
	$(BIN)/python -m tools.picture

clean: ## remove what the other verbs made
	rm -rf .venv build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Set-up, each part once, and again when what it depends on changes. tools/set-up leaves the stamp.
$(ONCE)-bootstrap: requirements/bootstrap.txt tools/set-up tools/choose-python $(ASKED)
	@tools/set-up bootstrap

$(ONCE)-lib: $(ONCE)-bootstrap requirements/lib.txt pyproject.toml
	@tools/set-up lib

$(ONCE)-service: $(ONCE)-bootstrap requirements/service.txt pyproject.toml
	@tools/set-up service

$(ONCE)-test: $(ONCE)-bootstrap requirements/test.txt pyproject.toml
	@tools/set-up test

$(ONCE)-bench: $(ONCE)-test requirements/bench.txt
	@tools/set-up bench

$(ONCE)-browser: $(ONCE)-bootstrap tools/need-browser
	@tools/need-browser
	@touch $@

$(ONCE)-fonts: $(ONCE)-bootstrap tools/need-fonts
	@tools/need-fonts
	@touch $@

$(ONCE)-readers: $(ONCE)-bootstrap tools/need-fonts
	@tools/need-fonts --read
	@touch $@

# What pages borrow, and their words as the program reads them: each looks by itself whether anything changed.
front-end: $(ONCE)-bootstrap
	@tools/front-end

words: $(ONCE)-bootstrap
	@$(BIN)/python -m tools.translations compile

FORCE:
