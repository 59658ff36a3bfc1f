#!/bin/sh
# make package: the program for a shop's PC in dist/smallcrm, tried; on Debian and its children also the .deb.
#   packaging/build.sh [xz|zstd]     how the .deb is packed: xz is small, zstd quick
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}

sh packaging/prepare.sh package
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/package packaging/smallcrm.spec
cp build/package/smallcrm/licences.txt dist/smallcrm/
dist/smallcrm/smallcrm --self-test
if command -v dpkg-shlibdeps >/dev/null 2>&1; then
    "$python" packaging/make_deb.py dist/smallcrm dist --compression "${1:-xz}"
fi
du -sh dist/*
