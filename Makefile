# The two commands: `make run` and `make test`. Both set up .venv first.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test setup chat lint bench soak

run: .venv/ready  ## serve web pages and messengers; Ctrl-C ends it
	@# At a terminal Ctrl-C is the server's alone, so that make ends with its exit code.
	@if [ -t 0 ]; then exec $(BIN)/python -m bot.foreground $(BIN)/desirepath run; else exec $(BIN)/desirepath run; fi

test: .venv/ready  ## every test, real PostgreSQL and a real browser included
	$(BIN)/pytest -n auto --dist worksteal

chat: .venv/ready  ## answer an interview here
	@$(BIN)/desirepath chat employee-process

lint: .venv/ready  ## style, types, direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: .venv/ready  ## properties on new random examples, ten minutes and more
	$(BIN)/pytest -n auto --hypothesis-profile soak tests/engine tests/parsing tests/slack

bench: .venv/ready  ## ratios against peers in the same run
	$(BIN)/python -m benchmarks

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "desirepath needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up .venv (about a minute, once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/ready
