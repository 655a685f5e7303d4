#!/usr/bin/env bash
# 建立 .venv 并以可编辑方式安装本系统。用法：install/venv.sh [test]
set -euo pipefail
cd "$(dirname "$0")/.."

what=.${1:+[$1]}
log=var/set-up/pip.log
mkdir -p var/set-up
python=$(install/python.sh)

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
  echo "Python：建立 .venv（$("$python" --version)）…"
  rm -rf .venv
  "$python" -m venv .venv >"$log" 2>&1 || {
    echo "虚拟环境没有建成：请安装 python3-venv（详情见 $log）" >&2
    exit 2
  }
fi
echo "Python：安装组件 ${1:+及测试工具 }…（首次约一两分钟）"
.venv/bin/python -m pip install --disable-pip-version-check --no-cache-dir -q -e "$what" >"$log" 2>&1 || {
  echo "Python 组件没有装成（详情见 $log）：" >&2
  tail -n 3 "$log" >&2
  exit 2
}
