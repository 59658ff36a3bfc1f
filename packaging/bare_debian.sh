# shellcheck shell=sh
# A minimal Debian of its own (SUITE, else bookworm) for trials: sourced by try_bare_debian.sh and try_package.sh, which
# set $root and $user. How this computer reaches the network (mirror, name server, certificates) is lent for the trial only.

need_root_and_debootstrap() {
    if [ "$(id -u)" -ne 0 ]; then
        echo "This needs root: it makes a system of its own with debootstrap." >&2
        exit 1
    fi
    if [ -e "$root/etc" ]; then
        echo "$root holds a system already: it is not bare any more." >&2
        exit 1
    fi
    command -v debootstrap >/dev/null || apt-get install -qq --yes debootstrap >/dev/null
}

# leave [FOLDER]: takes what was mounted away, and the system itself unless a FOLDER was asked for.
leave() {
    for mounted in proc dev/pts dev; do
        mountpoint -q "$root/$mounted" && umount "$root/$mounted"
    done
    if [ -z "${1:-}" ]; then
        rm -rf --one-file-system "$root"
    fi
}

timed() {
    what=$1
    shift
    started=$(date +%s)
    "$@"
    echo "== $what: $(($(date +%s) - started)) s"
}

# system [PACKAGES, separated by commas]
system() {
    mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' \
        /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1)
    debootstrap --variant=minbase ${1:+--include="$1"} "${SUITE:-bookworm}" \
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
    sed -i "s/bookworm/${SUITE:-bookworm}/" "$root/etc/apt/sources.list.d/debian.sources" 2>/dev/null || true
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
        ${PIP_CERT:+PIP_CERT="$PIP_CERT"} ${DISPLAY:+DISPLAY="$DISPLAY"} sh -c "cd ${here:-/srv/shop} && $*"
}
