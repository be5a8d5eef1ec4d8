# make demo    试用：无需任何账号，打开浏览器即可
# make test    全部测试
# make check   代码检查
# make bench   性能数据
# make torture 反复强行终止四百次，检验不丢不重
# Every target sets up what it needs, in .venv, and nothing outside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What was compiled is kept, whatever the shell says: else each process that tests start would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check bench torture setup node wheel-check clean

demo: $(VENV)/.ready
	$(BIN)/baosong demo

# Three on two cores: some tests wait rather than work, and each worker costs a start and its own browsers.
test: setup
	$(BIN)/python -m pytest -n 3 --dist worksteal

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m tests.bench

torture: setup
	$(BIN)/python -m tests.torture

setup: $(VENV)/.ready node

$(VENV)/.ready: constraints.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "缺少 Python，请先运行：sudo apt install -y python3 python3-venv make"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本，当前为：$$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "缺少 venv，请先运行：sudo apt install -y python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

# What tests take from npm: WeCom's own client and the judge of pages; without npm those tests are skipped.
node: $(VENV)/node/.ready

$(VENV)/node/.ready: tests/node/package.json | $(VENV)/.ready
	@mkdir -p $(@D) && cp $< $(@D)/package.json
	@if ! command -v npm >/dev/null; then echo "没有 npm：企业微信官方 Node 客户端和页面无障碍的测试将跳过"; \
	elif (cd $(@D) && npm install --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null); then touch $@; \
	else echo "npm 安装未成功：企业微信官方 Node 客户端和页面无障碍的测试将跳过"; fi

wheel-check: setup
	$(BIN)/python tests/wheel_check.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
