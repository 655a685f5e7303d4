#!/usr/bin/env bash
# 补齐系统软件包。用法：install/system.sh run|test
# 有权限时用 apt 安装，没有权限时用一行话说明缺什么。只经软件包管理器写到本目录之外。
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
log=var/set-up/apt.log
mkdir -p var/set-up

installed=
has() { [[ $installed == *" $1=installed "* ]]; }

# 软件包 → 有了就不必装它的另一个迹象。
present() {
  has "$1" && return 0
  case $1 in
    python3-venv) "$(install/python.sh)" -c 'import ensurepip, venv' 2>/dev/null ;;
    postgresql) command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    chromium) command -v chromium chromium-browser google-chrome >/dev/null ;;
    libreoffice-writer-nogui) command -v soffice >/dev/null ;;
    poppler-utils) command -v pdftotext >/dev/null && command -v pdftoppm >/dev/null ;;
    *) return 1 ;;
  esac
}

packages=(
  python3-venv
  libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 # 排版
  fonts-noto-cjk                                       # 字库的一半；另一半由 jiuji fonts build 取得
)
[ "$purpose" = test ] && packages+=(postgresql chromium libatomic1 poppler-utils libreoffice-writer-nogui)

if ! command -v dpkg-query >/dev/null; then
  echo "不是 Debian/Ubuntu：请自行确认已装 ${packages[*]} 对应的软件" >&2
  exit 0
fi

installed=" $(dpkg-query -W -f='${Package}=${db:Status-Status} ' "${packages[@]}" 2>/dev/null || true)"
missing=()
for package in "${packages[@]}"; do
  present "$package" || missing+=("$package")
done

# 字库要从软件包目录取 Fandol，所以软件包目录也得有。
lists=yes
[ -f var/fonts/fonts.json ] || apt-cache show texlive-lang-chinese >/dev/null 2>&1 || lists=no
[ ${#missing[@]} = 0 ] && [ $lists = yes ] && exit 0

if [ "$(id -u)" = 0 ]; then
  root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  root=(sudo -n env)
elif [ ${#missing[@]} = 0 ]; then
  exit 0
else
  echo "缺少系统软件包，请由管理员执行：apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 2
fi

apt() { "${root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >>"$log" 2>&1; }
fail() {
  echo "系统软件包没有装成，请由管理员执行：apt-get install ${missing[*]}（详情见 $log）" >&2
  tail -n 3 "$log" >&2
  exit 2
}

echo "系统：更新软件包目录 …"
apt update || [ ${#missing[@]} = 0 ] || fail
if [ ${#missing[@]} != 0 ]; then
  echo "系统：安装 ${missing[*]} …"
  apt install -y --no-install-recommends "${missing[@]}" || fail
fi
