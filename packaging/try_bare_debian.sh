#!/bin/sh
# Does a bare Debian 12 get from a clone to a running program and green tests with the two commands alone?
#   sudo packaging/try_bare_debian.sh [--user] [FOLDER]
# Makes a minimal Debian in FOLDER (new, and kept; else a temporary one), lays a clean clone of HEAD into it and runs
# "make run" and "make test" there with an empty home: as root, or with --user as an ordinary user who copies the line
# that make names.
set -eu

user=root
if [ "${1:-}" = --user ]; then
    user=shopkeeper
    shift
fi
project=$(cd "$(dirname "$0")/.." && pwd)
root=${1:-$(mktemp -d)}

here=/srv/shop/smallcrm
. "$project/packaging/bare_debian.sh"
unset DISPLAY  # what make run does without a display is tried here
need_root_and_debootstrap
# shellcheck disable=SC2064  # the folder that was asked for is known now
trap "leave '${1:-}'" EXIT

# An ordinary user runs make, copies the line it names into a terminal, and runs make again.
ask_and_copy() {
    if inside "$user" make install 2>"$root/said"; then
        echo "make install needed nothing from the system" >&2
        return 1
    fi
    cat "$root/said" >&2
    line=$(sed -n 's/^sudo //p' "$root/said")
    test -n "$line"
    inside root apt-get update -qq
    inside root "DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null"
}

timed "a bare Debian 12" system python3,python3-venv,make,ca-certificates
lend
[ "$user" = root ] || chroot "$root" id "$user" >/dev/null 2>&1 || chroot "$root" useradd --no-create-home "$user"
mkdir -p "$root/srv/shop"
chmod 755 "$root"
git clone --quiet "$project" "$root$here"
chroot "$root" chown -R "$user:$user" /srv/shop
commit=$(git -C "$project" log -1 --format=%h)
echo "== $commit in $(cat "$root/etc/debian_version"), $(chroot "$root" python3 --version), as $user"
[ "$user" = root ] || timed "make install, and the line it names" ask_and_copy
timed "make run" inside "$user" make run
test -s "$root$here/build/run/cards.pdf"
ls "$root$here/build/run/pictures" | grep -q png
timed "make run, again" inside "$user" make run
timed "make test" inside "$user" make test TESTS=tests/domain
echo "== all done"
