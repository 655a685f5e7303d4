#!/usr/bin/env bash
# 找一个可用的 Python（3.11 至 3.13），把它的命令名写到标准输出。
set -euo pipefail

for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
  if command -v "$name" >/dev/null &&
    "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
    echo "$name"
    exit 0
  fi
done
echo "需要 Python 3.11 至 3.13：请安装 python3（apt-get install python3 python3-venv）" >&2
exit 2
