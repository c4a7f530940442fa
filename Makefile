# Every target prepares what it needs first: deploy/setup/install.sh.
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)

SETUP := sh deploy/setup/install.sh
SCRIPTS := $(wildcard .ci/run deploy/*/*.sh)
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

.PHONY: help demo test search canaries check format bench screenshots generate lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: ## start everything on this machine: a server, a kiosk, a console and simulated people
	@$(SETUP) run
	@bangban demo

test: ## run all tests; installs the programs they drive
	@$(SETUP) test
	pytest -n 2
	cd tests/web && node --test

search: ## visit every state of larger small desks than the tests do; takes a quarter of an hour
	@$(SETUP) develop
	SMALL_WORLD=long pytest -s -o faulthandler_timeout=0 tests/core/test_small_world.py

canaries: ## look for what is masked in a hundred thousand pictures that an agent gets; takes hours
	@$(SETUP) test
	python -m tests.browser.canaries

check: ## lint, types, import directions, generated files
	@$(SETUP) develop
	ruff check .
	ruff format --check .
	pyright
	lint-imports --no-cache
	tsc --project .
	git ls-files --cached --others --exclude-standard '*.js' | xargs -n 1 node --check
	if command -v shellcheck >/dev/null; then shellcheck $(SCRIPTS); fi
	python -m signaling.protocol.export --check

format: ## put the Python code into the one format
	@$(SETUP) develop
	ruff check --fix .
	ruff format .

bench: ## measure, print JSON
	@$(SETUP) test
	python -m tests.bench

generate: ## write the files that are made from the code
	@$(SETUP) develop
	python -m signaling.protocol.export
	python -m tests.architecture.state_diagram

screenshots: ## take the README's picture from a real session
	@$(SETUP) test
	python -m tests.browser.screenshots

lock: ## choose the newest allowed versions and write the lock files
	@$(SETUP) develop
	$(COMPILE) --upgrade pyproject.toml -o requirements.txt
	$(COMPILE) --upgrade --group dev pyproject.toml -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --upgrade --group build -o deploy/setup/requirements-build.txt
	$(COMPILE) --upgrade --group node -o deploy/setup/requirements-node.txt
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean: ## remove what the set-up and the tools made; data in var/ stays
	rm -rf .venv node_modules .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
