#!/bin/sh
# What a bare system lacks: installed when root on Debian or a child of it, else named in one line to copy.
#   prepare.sh python PYTHON   a Python of 3.11 or newer that can make virtual environments
#   prepare.sh libraries       the shared libraries that Qt needs, after the packages are in .venv
#   prepare.sh package         what building the package for a shop's PC needs
#   prepare.sh tests           a screen, a keyboard, a screen reader's view, PDF and package tools, for make test-e2e
set -eu

QT_LIBRARIES="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0
 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libcups2 fonts-dejavu-core"

PACKAGE_TOOLS="binutils dpkg-dev desktop-file-utils appstream libwayland-client0 libwayland-cursor0"
TEST_TOOLS="make xvfb openbox xdotool x11-xkb-utils poppler-utils fonts-noto-core
 at-spi2-core dbus-x11 python3-gi gir1.2-atspi-2.0 python3-dogtail zbar-tools"

get() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "SmallCRM needs what Debian calls: $*" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "SmallCRM needs some system packages. Please run this line, then make again:" >&2
        echo "sudo apt-get install --no-install-recommends --yes" "$@" >&2
        exit 1
    fi
    echo "Installing system packages:" "$@"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq --no-install-recommends --yes "$@" >/dev/null
}

# Those of the packages named that are not installed; nothing where there is no dpkg to ask.
lacking() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    for package in "$@"; do
        dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

# Debian keeps Python's library apart, and a package of ours has to carry it.
python_library() {
    for python in .venv/bin/python python3; do
        if command -v "$python" >/dev/null 2>&1; then
            "$python" -c 'import sys
if sys.base_prefix == "/usr":
    print("libpython%d.%d" % sys.version_info[:2])'
            return
        fi
    done
}

missing_libraries() {
    [ "$(uname)" = Linux ] || return 1
    for folder in .venv/lib/python3*/site-packages/PySide6; do
        for file in "$folder"/QtWidgets.*so "$folder"/QtPrintSupport.*so "$folder"/QtSvg.*so \
            "$folder"/Qt/plugins/platforms/libqxcb.so "$folder"/Qt/plugins/platforms/libqoffscreen.so \
            "$folder"/Qt/plugins/printsupport/libcupsprintersupport.so; do
            if [ -e "$file" ] && ldd "$file" 2>/dev/null | grep -q 'not found'; then
                return 0
            fi
        done
    done
    return 1
}

case "$1" in
python)
    # Whoever has to ask an administrator asks once: Qt's libraries come along.
    # shellcheck disable=SC2086  # one word each
    if [ -z "${2:-}" ]; then
        get python3 python3-venv $QT_LIBRARIES
    elif ! .venv/bin/python -m pip --version >/dev/null 2>&1 && ! "$2" -c 'import ensurepip' 2>/dev/null; then
        get python3-venv $QT_LIBRARIES
    fi
    ;;
libraries)
    if missing_libraries; then
        # shellcheck disable=SC2086  # one word each
        get $QT_LIBRARIES
    fi
    if missing_libraries; then
        echo "Qt still lacks a library:" >&2
        ldd .venv/lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so | grep 'not found' >&2
        exit 1
    fi
    ;;
package | tests)
    if [ "$1" = tests ]; then
        wanted="$TEST_TOOLS $PACKAGE_TOOLS"
    else
        wanted=$PACKAGE_TOOLS
    fi
    # shellcheck disable=SC2086,SC2046  # one word each
    set -- $(lacking $wanted $(python_library))
    if [ "$#" -gt 0 ]; then
        get "$@"
    fi
    ;;
*)
    echo "prepare.sh python|libraries|package|tests" >&2
    exit 2
    ;;
esac
