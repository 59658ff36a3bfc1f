#!/bin/sh
# Does a bare Debian 12 get from a clone to a running program and green tests with the two commands alone?
#   sudo packaging/try_bare_debian.sh [--user] [FOLDER]
# Makes a minimal Debian in FOLDER (new, and kept; else a temporary one), lays a clean clone of HEAD into it and runs
# "make run" and "make test" there with an empty home: as root, or with --user as an ordinary user who copies the line
# that make names. How this computer reaches the network (mirror, name server, certificates) is lent for the trial only.
set -eu

user=root
if [ "${1:-}" = --user ]; then
    user=shopkeeper
    shift
fi
project=$(cd "$(dirname "$0")/.." && pwd)
root=${1:-$(mktemp -d)}
here=$root/srv/shop/smallcrm

if [ "$(id -u)" -ne 0 ]; then
    echo "This needs root: it makes a system of its own with debootstrap." >&2
    exit 1
fi
if [ -e "$root/etc" ]; then
    echo "$root holds a system already: it is not bare any more." >&2
    exit 1
fi
command -v debootstrap >/dev/null || apt-get install -qq --yes debootstrap >/dev/null

leave() {
    for mounted in proc dev/pts dev; do
        mountpoint -q "$root/$mounted" && umount "$root/$mounted"
    done
    if [ -z "${1:-}" ]; then
        rm -rf --one-file-system "$root"
    fi
}
# shellcheck disable=SC2064  # the folder that was asked for is known now
trap "leave '${1:-}'" EXIT

timed() {
    what=$1
    shift
    started=$(date +%s)
    "$@"
    echo "== $what: $(($(date +%s) - started)) s"
}

system() {
    mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' \
        /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1)
    debootstrap --variant=minbase --include=python3,python3-venv,make,ca-certificates bookworm \
        "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; return 1; }
    rm -f "$root.log"
}

lend() {
    for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt \
        /etc/apt/sources.list.d/debian.sources; do
        if [ -e "$file" ]; then
            mkdir -p "$root$(dirname "$file")"
            cp -L "$file" "$root$file"
        fi
    done
    cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
    [ ! -e "$root/etc/apt/sources.list.d/debian.sources" ] || : >"$root/etc/apt/sources.list"
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t devpts devpts "$root/dev/pts" 2>/dev/null || true
}

# An environment of nothing but what a login gives, and the certificate pip is to trust.
inside() {
    as=$1
    shift
    chroot "$root" setpriv --reuid="$as" --regid="$as" --clear-groups env -i HOME=/srv/shop \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb \
        ${PIP_CERT:+PIP_CERT="$PIP_CERT"} sh -c "cd /srv/shop/smallcrm && $*"
}

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

timed "a bare Debian 12" system
lend
[ "$user" = root ] || chroot "$root" id "$user" >/dev/null 2>&1 || chroot "$root" useradd --no-create-home "$user"
mkdir -p "$root/srv/shop"
chmod 755 "$root"
git clone --quiet "$project" "$here"
chroot "$root" chown -R "$user:$user" /srv/shop
commit=$(git -C "$project" log -1 --format=%h)
echo "== $commit in $(cat "$root/etc/debian_version"), $(chroot "$root" python3 --version), as $user"
[ "$user" = root ] || timed "make install, and the line it names" ask_and_copy
timed "make run" inside "$user" make run
test -s "$here/build/run/cards.pdf"
ls "$here/build/run/pictures" | grep -q png
timed "make run, again" inside "$user" make run
timed "make test" inside "$user" make test TESTS=tests/domain
echo "== all done"
