#!/bin/sh
# Does the .deb install, start, and leave a shop's data alone in a bare Debian without Python, X or fonts?
#   sudo [SUITE=trixie] packaging/try_package.sh FILE.deb [PICTURE.png [FOLDER]]
# Makes a minimal Debian in FOLDER (new, and kept; else a temporary one), installs the package there without anything
# that is only recommended, and as an ordinary user runs --self-test and the window. The screen is this computer's Xvfb,
# so that nothing of X comes into that system but what the package itself asks for. Needs xvfb, xdotool, imagemagick.
set -eu

project=$(cd "$(dirname "$0")/.." && pwd)
package=$1
picture=${2:-/dev/null}
root=${3:-$(mktemp -d)}
user=shopkeeper
unset DISPLAY
. "$project/packaging/bare_debian.sh"
need_root_and_debootstrap

programs=
end() {
    for program in $programs; do
        kill "$program" 2>/dev/null || true
    done
    leave "${1:-}"
}
# shellcheck disable=SC2064  # the folder that was asked for is known now
trap "end '${3:-}'" EXIT

install_package() {
    inside root apt-get update -qq
    inside root "DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends ./package.deb >/dev/null"
}

# The window on a sample shop: seconds until it is on the screen, a picture of it, and its end by Ctrl+Q.
look() {
    inside "$user" smallcrm --language fi demo sample.smallcrm >/dev/null
    exec 3>"$root.screen"
    Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 2>/dev/null &
    programs="$programs $!"
    exec 3>&-
    until [ -s "$root.screen" ]; do sleep 0.1; done
    DISPLAY=:$(cat "$root.screen")
    export DISPLAY
    rm -f "$root.screen"
    began=$(date +%s%N)
    inside "$user" smallcrm --shop sample.smallcrm 2>"$root/srv/shop/said" &
    window=$!
    programs="$programs $window"
    until xdotool search --onlyvisible --name SmallCRM >/dev/null 2>&1; do
        kill -0 "$window" || { cat "$root/srv/shop/said" >&2; return 1; }
        sleep 0.05
    done
    echo "== the window is there after $((($(date +%s%N) - began) / 1000000)) ms"
    sleep 4
    [ "$picture" = /dev/null ] || import -window root "$picture"
    xdotool search --onlyvisible --name SmallCRM windowfocus --sync key ctrl+q
    wait "$window"
    cat "$root/srv/shop/said"
    unset DISPLAY
}

# A file manager's double click: what kind of file is it, and who opens it?
double_click() {
    inside root "DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
        libglib2.0-bin shared-mime-info desktop-file-utils >/dev/null"
    kind=$(inside "$user" gio info -a standard::content-type sample.smallcrm | sed -n 's/.*content-type: //p')
    opener=$(inside "$user" gio mime "$kind" | sed -n 's/^Default.*: //p')
    echo "== a shop file is $kind, opened by $opener"
    test "$opener" = smallcrm-open.desktop
}

remove_package() {
    inside "$user" smallcrm add --name Aino
    inside root "apt-get purge -qq --yes smallcrm >/dev/null"
    test ! -e "$root/usr/lib/smallcrm"
    test ! -e "$root/usr/bin/smallcrm"
    test -s "$root/srv/shop/.local/share/smallcrm/shop.smallcrm"
}

timed "a bare Debian ${SUITE:-bookworm}" system ca-certificates
lend
chroot "$root" useradd --no-create-home "$user"
mkdir -p "$root/srv/shop"
chmod 755 "$root"
cp "$package" "$root/srv/shop/package.deb"
chroot "$root" chown -R "$user:$user" /srv/shop
chroot "$root" sh -c 'command -v python3' && { echo "There is a Python: not bare." >&2; exit 1; }
timed "apt-get install" install_package
timed "--self-test" inside "$user" smallcrm --self-test
look
timed "the kind of a shop file" double_click
timed "purged, and the shop is still there" remove_package
echo "== all done"
