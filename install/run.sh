#!/usr/bin/env bash
# 建库、载入示范县、演示一件救助事项，然后启动网页；ONCE=1 时不启动网页。
set -euo pipefail
cd "$(dirname "$0")/.."

passwords=var/keys/demo-passwords.json

.venv/bin/jiuji init --demo --database sqlite:///var/jiuji.db
echo "演示：一件支出型救助事项，从申请到归档 …"
.venv/bin/jiuji play expenditure_county --out var/demo/expenditure
echo "演示：一件急难型救助事项，先行救助，后补手续 …"
.venv/bin/jiuji play emergency_debts_in_time --out var/demo/emergency

echo
echo "文书：$PWD/var/demo（$(find var/demo -name '*.pdf' | wc -l) 份 PDF）"
.venv/bin/python - "$passwords" <<'PY'
import json, pathlib, sys

path = pathlib.Path(sys.argv[1])
if path.exists():
    told = json.loads(path.read_text("utf-8"))
    account = "yangshan.clerk" if "yangshan.clerk" in told else next(iter(told))
    print(f"登录：{account}，密码 {told[account]}（其余账户见 {path}）")
PY
if [ "${ONCE:-}" = 1 ]; then
  echo "网页：再执行 make run 即启动 http://127.0.0.1:6543"
  exit 0
fi
echo "网页：http://127.0.0.1:6543（Ctrl-C 结束）"
exec .venv/bin/jiuji serve --host 127.0.0.1 --port 6543
