# Two commands: `make report` and `make test`. Both set up the environment first.

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
GOLD ?= ../shared
RUN := $(UV) run --frozen --quiet

.DEFAULT_GOAL := help
.PHONY: help setup report test lint format quality refresh explore scaling speed fuzz endurance clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: .venv/.done  ## make the environment from uv.lock

# uv itself comes from the package index when it is not on PATH: only python3 with venv and pip is needed.
.venv/.done: uv.lock pyproject.toml
	@command -v uv >/dev/null 2>&1 || test -x .uv/bin/uv || (python3 -m venv .uv && .uv/bin/python -m pip install --quiet uv)
	$(UV) sync --frozen --quiet
	@touch $@

report: setup  ## parse seeds/, write data/, render every report to reports/ and its charts to figures/
	$(RUN) accordingto report

test: setup  ## run every test, and every notebook against its committed outputs
	$(RUN) pytest

lint: setup  ## check style and formatting of code and notebooks
	$(RUN) ruff check
	$(RUN) ruff format --check

format: setup  ## mend style and formatting
	$(RUN) ruff check --fix
	$(RUN) ruff format

quality: setup  ## measure the extraction on the gold corpora in $(GOLD) and keep the figures in data/quality.csv
	$(RUN) accordingto evaluate attributions $(GOLD)/corpora/attributions/polnear/dev --record data/quality.csv
	$(RUN) accordingto evaluate figures $(GOLD)/corpora/figures/newsquant-dev.jsonl --record data/quality.csv
	$(RUN) accordingto evaluate figures $(GOLD)/corpora/figures/recognizers-ranges.jsonl --record data/quality.csv
	$(RUN) accordingto evaluate figures $(GOLD)/corpora/figures/quantulum3-tests.jsonl --record data/quality.csv
	$(RUN) accordingto evaluate events $(GOLD)/corpora/positions/plover-gsr-dev.csv --record data/quality.csv
	$(RUN) accordingto evaluate targets $(GOLD)/corpora/positions/newsmtsc-train.csv --record data/quality.csv
	$(RUN) accordingto evaluate actors $(GOLD)/corpora/positions/ngec-actors-dev.jsonl --record data/quality.csv
	$(RUN) accordingto evaluate factuality $(GOLD)/corpora/positions/meantime-factuality-dev.csv --record data/quality.csv
	for half in look held; do \
		$(RUN) accordingto evaluate speakers tests/gold/$$half --record data/quality.csv && \
		$(RUN) accordingto evaluate positions tests/gold/$$half --record data/quality.csv && \
		$(RUN) accordingto evaluate discrepancies tests/gold/$$half/figures --record data/quality.csv || exit 1; \
	done

refresh: setup  ## parse the seeds and execute the committed notebooks again
	$(RUN) accordingto refresh

explore: setup  ## open the explorer in JupyterLab
	$(RUN) accordingto explore

scaling: setup  ## measure 10 to 10,000 generated articles (20 minutes), and draw the curves
	$(RUN) python benchmarks/scaling.py --out benchmarks/scaling.csv --plot benchmarks/scaling.svg

speed: setup  ## measure the whole pipeline against the bare parse, on the texts of PolNeAR
	$(RUN) python benchmarks/speed.py $(GOLD)/corpora/attributions/polnear/dev/text --out benchmarks/speed.csv

fuzz: setup  ## try the readers and the extraction with 2,000 drawn inputs a property
	$(RUN) pytest --hypothesis-profile=thorough --timeout=3600 -m hypothesis tests

endurance: setup  ## parse 10,000 generated articles, killed at random moments (an hour)
	$(RUN) python benchmarks/endurance.py --out benchmarks/endurance.csv

clean:  ## remove what was built
	rm -rf .venv .uv reports data/.cache
