"""Whose work the package carries, and under which terms: read from what is installed, so that nothing is forgotten."""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
NOT_CARRIED = frozenset({"dnspython"})
"""Asked for by another package, but left out of ours (``package_contents.LEFT_OUT_MODULES``)."""

_SAID_ELSEWHERE = {"peewee": "MIT", "python-dateutil": "Apache-2.0 OR BSD-3-Clause"}
_STARTER = """The small program that starts SmallCRM comes from PyInstaller, under the GNU General Public License,
version 2 or later, with the exception that what it starts may be under any licence:
https://pyinstaller.org/en/stable/license.html"""
_QT = """Qt for Python (PySide6, Shiboken) and Qt are used under the GNU Lesser General Public License, version 3.
They lie beside the program as the unchanged shared libraries that The Qt Company publishes, in PySide6 and shiboken6:
you may replace them by other versions that fit. Their sources: https://code.qt.io and https://download.qt.io.
Qt carries ICU and others, each under its own terms: https://doc.qt.io/qt-6/licenses-used-in-qt.html"""
_SQLITE = "SQLite is in the public domain: https://www.sqlite.org/copyright.html"
_DATA = (
    ("Fraunces, Literata, Noto Sans (static cuts, renamed)", "SIL Open Font License 1.1", "fonts/OFL-*.txt"),
    ("Lucide icons", "ISC", "icons/LICENSE*"),
    ("Label sheets", "see below", "paper/LICENSE*"),
)
_APACHE = "Apache License, version 2.0; the text: /usr/share/common-licenses/Apache-2.0"
_IS_APACHE = re.compile(r"^\s*Apache License\s+Version 2\.0, January 2004")
_RULE = "=" * 100


def carried(project: Path = ROOT) -> list[metadata.Distribution]:
    """Give every Python package that the program needs to run, by name."""
    wanted = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    found: dict[str, metadata.Distribution] = {}
    while wanted:
        requirement = Requirement(wanted.pop())
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in found or name in NOT_CARRIED or not (requirement.marker is None or requirement.marker.evaluate()):
            continue
        found[name] = metadata.distribution(name)
        wanted += found[name].requires or []
    return [found[name] for name in sorted(found)]


def terms(one: metadata.Distribution) -> str:
    """Give the name of a package's licence, as it says itself."""
    if one.name in _SAID_ELSEWHERE:
        return _SAID_ELSEWHERE[one.name]
    said = one.metadata.get("License-Expression") or one.metadata.get("License") or ""
    if said and "\n" not in said:
        return said
    kinds = [c.rsplit(" :: ", 1)[-1] for c in one.metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    return ", ".join(kinds) or "see below"


def texts(one: metadata.Distribution) -> Iterator[str]:
    """Give the licence texts that a package brings, for itself and for what lies inside it."""
    for file in one.files or []:
        inside = any(part.endswith(".dist-info") for part in file.parts)
        if inside and re.search(r"licen[cs]e|copying|notice|authors", str(file), re.IGNORECASE):
            path = Path(str(file.locate()))
            if path.is_file() and not {"android", "pbin_musl", "cibw_musl"} & set(path.parts):
                yield path.read_text(encoding="utf-8", errors="replace").strip()


def page(*, debian: bool = False, project: Path = ROOT) -> str:
    """Give all of it as one text; on Debian the texts of the GPL family are named, for every system has them."""
    parts = [_part("SmallCRM", "MIT", [(project / "LICENSE").read_text(encoding="utf-8")])]
    gnu = ["LGPL-3.0.txt", "GPL-3.0.txt"]
    lgpl = [(project / "packaging" / "licences" / name).read_text(encoding="utf-8") for name in gnu]
    if debian:
        lgpl = ["The texts: /usr/share/common-licenses/LGPL-3 and /usr/share/common-licenses/GPL-3"]
    parts.append(_part("Qt for Python, Qt 6", "LGPL-3.0-only", [_QT, *lgpl]))
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    told = python.read_text(encoding="utf-8") if python.is_file() else "https://docs.python.org/3/license.html"
    parts.append(_part(f"Python {sys.version.split()[0]}", "PSF-2.0", [told]))
    parts.append(_part("SQLite", "public domain", [_SQLITE]))
    parts.append(_part("PyInstaller, the starter", "GPL-2.0-or-later WITH Bootloader-exception", [_STARTER]))

    def shown(text: str) -> str:
        return _APACHE if debian and _IS_APACHE.search(text) and len(text) > 9000 else text

    others = (one for one in carried(project) if not one.name.lower().startswith(("pyside6", "shiboken6")))
    parts += [_part(f"{one.name} {one.version}", terms(one), [shown(text) for text in texts(one)]) for one in others]
    for name, licence, pattern in _DATA:
        files = sorted((project / "resources").glob(pattern))
        parts.append(_part(name, licence, [file.read_text(encoding="utf-8") for file in files]))
    return f"\n\n{_RULE}\n\n".join(parts) + "\n"


def _part(name: str, licence: str, told: list[str]) -> str:
    body = "\n\n".join(text.strip() for text in told if text.strip())
    return f"{name}\nLicence: {licence}\n\n{body}"


if __name__ == "__main__":
    sys.stdout.write(page(debian="--debian" in sys.argv))
