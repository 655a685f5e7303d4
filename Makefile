# jiuji_docs：make run 运行，make test 测试，make help 看其余。
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
STAMPS := var/set-up
PYTEST := $(BIN)/python -m pytest $(ARGS)

# 缓存都留在本目录内。
export XDG_CACHE_HOME := $(CURDIR)/var/cache
export PYTHONUTF8 := 1

##@ 两个命令

.PHONY: run
run: install ## 安装所缺、建示范县、演示一件救助事项、启动网页（ONCE=1 不启动）
	@install/run.sh

.PHONY: test
test: install-test ## 安装所缺和测试工具，然后运行全部测试（ARGS='-k …' 选择）
	@$(PYTEST)

##@ 准备

.PHONY: install
install: $(STAMPS)/venv ## 系统软件包、虚拟环境、字库
	@install/fonts.sh

.PHONY: install-test
install-test: $(STAMPS)/venv-test ## 另加测试工具：PostgreSQL、Chromium、poppler、LibreOffice
	@install/fonts.sh

.PHONY: system system-test
system:
	@install/system.sh run

system-test:
	@install/system.sh test

$(STAMPS)/venv: setup.cfg pyproject.toml install/venv.sh install/python.sh | system
	@install/venv.sh
	@touch $@

$(STAMPS)/venv-test: $(STAMPS)/venv | system-test
	@install/venv.sh test
	@touch $@

##@ 检查

.PHONY: sure
sure: lint types floors definitions test ## 以上与以下的全部检查

.PHONY: lint
lint: $(STAMPS)/venv-test ## 写法（ruff）
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: $(STAMPS)/venv-test ## 类型（mypy，严格）
	@$(BIN)/mypy

.PHONY: floors
floors: $(STAMPS)/venv-test ## 五层楼的依赖方向（import-linter）
	@$(BIN)/lint-imports

.PHONY: definitions
definitions: $(STAMPS)/venv ## 政策包、流程、表单、版式（jiuji check）
	@$(BIN)/jiuji check

##@ 部分测试

.PHONY: unit
unit: install-test ## 单元测试
	@$(PYTEST) tests/unit tests/architecture tests/definitions

.PHONY: functional
functional: install-test ## 各岗位的一天（不用浏览器）
	@$(PYTEST) tests/functional -m 'not browser'

.PHONY: documents
documents: install-test ## 印出来的文书
	@$(PYTEST) tests/documents

.PHONY: browser
browser: install-test ## 浏览器里的整件事项（Chromium）
	@$(PYTEST) -m browser

.PHONY: reliability
reliability: install-test ## 同时审批、断电演练（短）
	@$(PYTEST) tests/reliability

.PHONY: crash
crash: install-test ## 断电演练（长）：两种数据库各 kill -9 五十次，随后逐项核对
	@JIUJI_KILLS=$${JIUJI_KILLS:-50} $(PYTEST) tests/reliability/test_crash.py -rP

.PHONY: fuzz
fuzz: install-test ## 四千二百个损坏的 DOCX、PDF、公文稿、网页和文本送给检查与导入
	@JIUJI_FUZZ=$${JIUJI_FUZZ:-4200} $(PYTEST) tests/reliability/test_damaged_files.py -rP

.PHONY: agreement
agreement: install-test ## 二百份公文的 PDF 与 Word 文件逐行比对（LibreOffice）
	@JIUJI_AGREEMENT=$${JIUJI_AGREEMENT:-200} $(PYTEST) tests/documents/agreement

.PHONY: numbers
numbers: install-test ## 发文字号（长）：两种数据库各十六人同时登记两千件、kill -9 二十次，不漏不重
	@JIUJI_REGISTRATIONS=$${JIUJI_REGISTRATIONS:-2000} JIUJI_NUMBER_KILLS=$${JIUJI_NUMBER_KILLS:-20} \
	  $(PYTEST) tests/reliability/test_document_numbers.py tests/reliability/test_killed_registrars.py -rP

.PHONY: reminders
reminders: install-test ## 时限提醒（长）：两种数据库各四个进程处理两千个逾期时限、其中一个被杀，不漏不重
	@JIUJI_CLOCKS=$${JIUJI_CLOCKS:-2000} $(PYTEST) tests/reliability/test_reminders.py -rP

.PHONY: walks
walks: install-test ## 流程（长）：每条路径随机走一千遍，与 python-statemachine、SpiffWorkflow 逐步比对；服务和时限随机走二百遍
	@JIUJI_WALKS=$${JIUJI_WALKS:-1000} JIUJI_MACHINES=$${JIUJI_MACHINES:-200} \
	  $(PYTEST) tests/unit/domain/charts tests/unit/services/test_case_machine.py tests/unit/services/test_clock_machine.py -rP

.PHONY: money
money: install-test ## 资金（长）：审批、发放、退汇、备用金、专账、追回随机走三百遍，每步核对到分
	@JIUJI_MONEY=$${JIUJI_MONEY:-300} $(PYTEST) tests/unit/services/test_money_machine.py -rP

##@ 其余

.PHONY: format
format: $(STAMPS)/venv-test ## 整理写法
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: wheel
wheel: $(STAMPS)/venv ## 打包到 dist/
	@$(BIN)/python -m pip wheel --disable-pip-version-check --no-deps -q -w dist . && ls dist

.PHONY: bench
bench: install ## 本系统自己的测速
	@$(BIN)/jiuji bench all

.PHONY: clean
clean: ## 删去演示数据和缓存，保留 .venv 与字库
	@rm -rf var/demo var/jiuji.db* var/store var/keys var/cache build dist .mypy_cache .ruff_cache .pytest_cache

.PHONY: help
help: ## 本页
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
