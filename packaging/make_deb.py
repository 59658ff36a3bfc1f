"""The Debian package, made from the folder that PyInstaller built: ``python packaging/make_deb.py FOLDER OUT``.

Plain ``dpkg-deb``: no build system of Debian's is needed, only ``dpkg-dev``, which says what the libraries depend on.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import licences
import package_contents as contents

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
PROGRAM = "usr/lib/smallcrm"
CONTROL = """Package: smallcrm
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture}
Installed-Size: {size}
Depends: {depends}
Recommends: fonts-noto-core, libgtk-3-0, xdg-desktop-portal, xdg-utils
Suggests: cups
Maintainer: {maintainer}
Description: customer register for a small shop
 A desktop relationship manager for one PC behind the counter: no internet, no
 account, no server. It takes in the contacts a shop has (vCard, CSV, Excel),
 says whose birthday comes and by when the card must be in the post, and prints
 folded cards, letters, envelopes and labels in English, Finnish, Norwegian or
 Polish, whichever the customer speaks.
"""
MAINTAINER = "The SmallCRM founders <founders@smallcrm.invalid>"
CHANGELOG = f"""smallcrm ({{version}}) stable; urgency=medium

  * What changed is in NEWS.md, in the words of those who use it.

 -- {MAINTAINER}  {{day}}
"""
FONTS = "fonts-noto-core | fonts-dejavu-core"
"""Qt shows boxes for letters on a system without any font."""
BY_NAME = ("libegl1", "libgl1", "libxcb-cursor0", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1")
"""What Qt needs to open a window at all: a test asks that the computed list has them."""
ONLY_IF_THERE = re.compile(r"platformthemes/libqgtk3")
"""Loaded where the desktop has GTK 3, and recommended rather than demanded."""
ICONS = (16, 24, 32, 48, 64, 128, 256, 512)


def files() -> dict[str, Path]:
    """Give each file beside the program: place in the system to source."""
    share, app = "usr/share", ROOT / "resources" / "app"
    hicolor = f"{share}/icons/hicolor"
    return {
        f"{share}/applications/smallcrm.desktop": LINUX / "smallcrm.desktop",
        f"{share}/applications/smallcrm-open.desktop": LINUX / "smallcrm-open.desktop",
        f"{share}/metainfo/org.smallcrm.smallcrm.metainfo.xml": LINUX / "org.smallcrm.smallcrm.metainfo.xml",
        f"{share}/mime/packages/smallcrm.xml": LINUX / "smallcrm-mime.xml",
        f"{hicolor}/scalable/apps/smallcrm.svg": app / "smallcrm.svg",
        f"{hicolor}/symbolic/apps/smallcrm-symbolic.svg": app / "smallcrm-symbolic.svg",
        **{f"{hicolor}/{n}x{n}/apps/smallcrm.png": app / f"smallcrm-{n}.png" for n in ICONS},
        f"{share}/doc/smallcrm/guide.md": ROOT / "docs" / "guide.md",
        **{f"{share}/doc/smallcrm/pictures/{f.name}": f for f in sorted((ROOT / "docs" / "pictures").glob("*.png"))},
    }


def lay_out(program: Path, root: Path) -> None:
    """Fill ``root`` as the package will fill the system."""
    shutil.copytree(program, root / PROGRAM, symlinks=True)
    (root / PROGRAM / "licences.txt").unlink(missing_ok=True)
    for place, source in files().items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(source.read_bytes())
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "smallcrm").symlink_to("../lib/smallcrm/smallcrm")
    documents = root / "usr" / "share" / "doc" / "smallcrm"
    (documents / "copyright").write_text(licences.page(debian=True), encoding="utf-8")
    pack(documents / "NEWS.md.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    pack(documents / "changelog.gz", CHANGELOG.format(version=contents.version(ROOT), day=format_datetime(made_at())))
    page = (LINUX / "smallcrm.1").read_text(encoding="utf-8").replace("@VERSION@", contents.version(ROOT))
    manual = root / "usr" / "share" / "man" / "man1" / "smallcrm.1.gz"
    manual.parent.mkdir(parents=True)
    pack(manual, page.replace("@DATE@", f"{made_at():%Y-%m-%d}"))
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / PROGRAM / "smallcrm" else 0o644)


def pack(file: Path, text: str) -> None:
    """Write a text as Debian wants its documents: packed, and the same each time."""
    file.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def made_at() -> datetime:
    """Give the moment that files carry: of the last change of the source, so that a package can be made again."""
    known = os.environ.get("SOURCE_DATE_EPOCH")
    if known is None and shutil.which("git"):
        asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        known = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return datetime.fromtimestamp(int(known or (ROOT / "CHANGELOG.md").stat().st_mtime), UTC)


def depends(root: Path) -> str:
    """Give what the libraries inside need from the system, in Debian's words. ``root`` is ``debian/smallcrm``."""
    inside = sorted(f for f in (root / PROGRAM).rglob("*") if f.is_file() and not f.is_symlink() and is_elf(f))
    asked = [str(file) for file in inside if not ONLY_IF_THERE.search(file.as_posix())]
    own = sorted({f"-l{file.parent}" for file in inside})
    (root.parent / "control").write_text("Source: smallcrm\n\nPackage: smallcrm\nArchitecture: any\n", encoding="utf-8")
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", "-xlibsqlite3-0", *own, *asked]
    done = subprocess.run(command, cwd=root.parent.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit("\n".join(line for line in done.stderr.splitlines() if "error" in line))
    found = done.stdout.strip().removeprefix("shlibs:Depends=")
    lacking = [name for name in BY_NAME if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", found)]
    return ", ".join([found, *lacking, FONTS])


def is_elf(file: Path) -> bool:
    """Whether a file is a program or a library of Linux."""
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def main() -> int:
    """Make the package and print where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--compression", default="xz", choices=["xz", "zstd", "none"], help="zstd is quick, xz small")
    options = parser.parse_args()
    program = options.program.resolve()
    asked = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    architecture, version = asked.stdout.strip(), contents.version(ROOT)
    package = options.out / f"smallcrm_{version}_{architecture}.deb"
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "debian" / "smallcrm"
        lay_out(program, root)
        size = sum(f.stat().st_size for f in root.rglob("*") if f.is_file() and not f.is_symlink()) // 1024
        (root / "DEBIAN").mkdir(mode=0o755)
        words = {"version": version, "architecture": architecture, "size": size, "depends": depends(root)}
        words["maintainer"] = MAINTAINER
        (root / "DEBIAN" / "control").write_text(CONTROL.format(**words), encoding="utf-8")
        command = ["dpkg-deb", "--root-owner-group", f"-Z{options.compression}", "--build", str(root), str(package)]
        stamp = {"SOURCE_DATE_EPOCH": f"{made_at():%s}"}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | stamp)
    sys.stdout.write(f"{package}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
