# `make demo` and `make test` work from a clean clone: both set up what they need first.
PYTHON ?= python3
ENV ?= dev
BIN := .venv/bin
# The command `ground-truth` of this checkout.
GROUND_TRUTH = PYTHONPATH=constructs:. $(BIN)/python -m ground_truth
# Before the CDK CLI, which adds a line of its own to the mistakes that the application prints, and takes patterns for names.
CHECK = $(GROUND_TRUTH) check

# jsii announces in a dozen lines that Node.js 20 is no longer maintained; it works all the same.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION ?= 20

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast bench faults check lint lint-workflows types dist sandbox validate lint-template workflow synth diff deploy destroy preflight runbook schema checks-table lifecycle-table conformance-table security-tables licenses audit lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: .venv/installed node_modules/installed ## Install the pinned Python and npm packages into this folder
	@node -e 'if (parseInt(process.versions.node) < 22) console.error("Node.js " + process.version + " has reached its end of life; it still works here, but use 22 or newer.")'

demo: setup ## Deploy, show, change, compare and destroy an environment on the sandbox
	@$(BIN)/python -m demo

# One more than there are processors, since deployments wait. Files keep their order, so that the long ones, of e2e, come first.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

test: setup ## Run every test
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

test-fast: setup ## Run the fast tests while editing: no deployments, synthesis or child processes
	@$(BIN)/python -m pytest --quiet --numprocesses auto --dist loadfile -m 'not slow' tests/unit

bench: setup ## Run the benchmarks, and rewrite docs/benchmarks.md
	@PYTHONPATH=constructs $(BIN)/python -m benchmarks

faults: setup ## Inject every fault into every call of the custom resource handlers, and check for leftovers
	@$(BIN)/python -m faults

check: lint types test ## Everything that CI runs

lint: setup lint-workflows ## Check style, import contracts (.importlinter), and CI workflows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@PYTHONPATH=constructs:. $(BIN)/lint-imports --no-cache

lint-workflows: setup ## Check .github: schemas of workflows, forms and Dependabot, and security of workflows
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(BIN)/zizmor --offline --quiet .github

types: setup ## Check types
	@$(BIN)/mypy

dist: setup ## Build wheel and sdist into dist/
	@rm -rf dist
	@$(BIN)/hatchling build

sandbox: setup ## Run the sandbox in the foreground and print the exports that point a client at it
	@$(GROUND_TRUTH) sandbox

synth: setup ## Synthesize an environment, or print all mistakes: make synth ENV=dev
	@$(CHECK) --environment '$(ENV)'
	@npx --no-install cdk synth --quiet '$(ENV)/*'

diff: setup ## Compare an environment with its deployed state: make diff ENV=dev
	@$(CHECK) --environment '$(ENV)'
	@npx --no-install cdk diff '$(ENV)/*'

deploy: setup ## Deploy an environment: make deploy ENV=dev
	@$(CHECK) --environment '$(ENV)'
	@npx --no-install cdk deploy '$(ENV)/*'

# What AWS holds of a Ground Truth Plus project does not go with it; whom to ask is said first, and nothing without projects.
destroy: setup ## Destroy an environment: make destroy ENV=dev
	@$(GROUND_TRUTH) runbook '$(ENV)' --teardown --undeployed
	@npx --no-install cdk destroy '$(ENV)/*'

validate: setup ## Print all mistakes and warnings of the environment files, without synthesis
	@$(CHECK) --warnings

lint-template: setup ## Check a worker task template: make lint-template FILE=mine.liquid.html [TASK_TYPE=BoundingBox]
	@$(GROUND_TRUTH) lint-template '$(or $(FILE),$(error make lint-template FILE=mine.liquid.html: FILE is missing))' $(if $(TASK_TYPE),--task-type '$(TASK_TYPE)')

preflight: setup ## Check a batch for Ground Truth Plus on S3: make preflight ENV=dev PROJECT=cars BATCH=batch1
	@$(GROUND_TRUTH) preflight --environment '$(ENV)' \
		--project '$(or $(PROJECT),$(error make preflight ENV=dev PROJECT=cars BATCH=batch1: PROJECT is missing))' \
		--batch '$(or $(BATCH),$(error make preflight ENV=dev PROJECT=cars BATCH=batch1: BATCH is missing))' \
		$(if $(KIND),--kind '$(KIND)') $(if $(REPORT),--report '$(REPORT)')

runbook: setup ## Print the console steps for Ground Truth Plus: make runbook ENV=dev [PROJECT=cars] [INTO=folder] [UNDEPLOYED=1]
	@$(GROUND_TRUTH) runbook '$(ENV)' \
		$(if $(PROJECT),--project '$(PROJECT)') $(if $(INTO),--into '$(INTO)') $(if $(UNDEPLOYED),--undeployed)

workflow: setup ## Write the functions of a custom workflow, with tests: make workflow DIR=live/workflows/entities
	@$(GROUND_TRUTH) workflow '$(or $(DIR),$(error make workflow DIR=live/workflows/entities: DIR is missing))'

schema: setup ## Regenerate the JSON Schema of environment files
	@$(GROUND_TRUTH) schema > environments/environment.schema.json

checks-table: setup ## Regenerate the tables of docs/checks.md from the rules
	@PYTHONPATH=constructs $(BIN)/python -m tests.unit.labeling_rules.document

lifecycle-table: setup ## Regenerate docs/lifecycle.md from the tests of the custom resources
	@PYTHONPATH=constructs $(BIN)/python -m tests.unit.lambda_handlers.lifecycle.document

conformance-table: setup ## Regenerate docs/conformance.md from the tests of the sandbox's Ground Truth service
	@PYTHONPATH=constructs $(BIN)/python -m tests.unit.conformance.document

security-tables: setup ## Regenerate the tables of docs/security-model.md from the templates
	@UPDATE_SECURITY_TABLES=1 $(BIN)/python -m pytest --quiet tests/synth/test_synth_security_model.py

licenses: setup ## Regenerate docs/licenses.md from the metadata of the installed packages
	@$(BIN)/python -m tests.packaging.licenses

# The licenses and the hashes need no network, the databases of vulnerabilities do.
audit: setup .venv-audit/installed ## Check the licenses and known vulnerabilities of all dependencies
	@$(BIN)/python -m pytest --quiet tests/packaging/test_licenses.py
	@.venv-audit/bin/pip-audit --disable-pip --require-hashes --requirement requirements-dev.txt --progress-spinner off --strict
	@npm audit

lock: ## Lock the Python requirements (needs uv)
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --universal --python-version 3.11 --generate-hashes requirements-dev.in -c requirements.txt -o requirements-dev.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --universal --python-version 3.11 --generate-hashes requirements-audit.in -o requirements-audit.txt

clean: ## Remove installed packages, caches and cdk.out
	rm -rf .venv .venv-audit node_modules cdk.out .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/installed: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else "this project needs Python 3.11 to 3.13, and $(PYTHON) is " + sys.version.split()[0] + ": make PYTHON=python3.12 ...")'
	@echo "Installing the Python packages (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-dev.txt
	@# The command .venv/bin/ground-truth, of this checkout as it is.
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv-audit/installed: requirements-audit.txt
	@$(PYTHON) -m venv .venv-audit
	@.venv-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-audit.txt
	@touch $@

node_modules/installed: package-lock.json
	@command -v npm >/dev/null || { echo "this project needs Node.js 22 or newer, with npm"; exit 1; }
	@echo "Installing the CDK CLI (once) ..."
	@npm ci --loglevel=error
	@touch $@
