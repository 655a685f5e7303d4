#!/usr/bin/env bash
# 生成字库；已有则立即返回。有替代字体时（退出码 1）照常继续，替代情况已经写明。
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/jiuji fonts build || [ $? = 1 ]
