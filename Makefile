# Short names for the commands of the README and of .ci/run, which holds everything together.
.PHONY: test lint screenshots

test: .venv
	.venv/bin/pytest

lint: .venv
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

# The pictures of the README and the docs, from a real browser on the sample prices.
screenshots: .venv
	.venv/bin/python -m price_assets_tests.browser.screenshots docs/images

.venv:
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
