#!/usr/bin/env bash
# Installs what the comparison needs, builds all sides, measures, prints one table. `run.sh fill` measures filling only;
# see README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
work=.build-bench
mkdir -p "$work"

bash packages.sh
# What only the comparison needs.
missing=()
for package in gcc zip python3-venv nginx-light wrk; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
    as_root=()
    [[ $(id -u) == 0 ]] || as_root=(sudo)
    "${as_root[@]}" apt-get update -q
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qy --no-install-recommends "${missing[@]}"
fi

[[ -x $work/venv/bin/python ]] || python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt"

echo 'Building …' >&2
build() { "$@" >"$work/build.log" 2>&1 || { tail -n 40 "$work/build.log" >&2; exit 1; }; }
export VACATUR_BENCH=1 PYTHONDONTWRITEBYTECODE=1
build swift build -c release --product vacatur-bench
build swift build -c release --product vacatur
build swift build -c release --product vacatur-desk
build swift build -c release --package-path "$here/SwiftMustachePeer" --scratch-path "$work/swift-mustache"
build gcc -O2 -Wall -Wextra -o "$work/bare" "$here/whole/bare.c" -ldeflate -lpthread
build gcc -O2 -Wall -Wextra -o "$work/plain" "$here/screen/plain.c"

build gcc -O2 -Wall -Wextra $(xml2-config --cflags) -o "$work/validate" "$here/efile/validate.c" -lxml2 -lpthread

exec "$work/venv/bin/python" "$here/bench.py" "$@"
