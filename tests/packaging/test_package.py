"""What the packages for a shop's PC are made of is there, fits together, and carries every licence."""

from __future__ import annotations

import ast
import configparser
import re
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import licences
import make_deb
import make_icons
import package_contents as contents
import pytest
from PIL import Image

import smallcrm
from smallcrm import i18n
from smallcrm.exchange import countries
from smallcrm.store.zones import OF_COUNTRY
from smallcrm.ui import identity

ROOT = Path(__file__).resolve().parent.parent.parent
LINUX = ROOT / "packaging" / "linux"
METAINFO = ET.parse(LINUX / "org.smallcrm.smallcrm.metainfo.xml").getroot()  # noqa: S314 — our own
SETUP = (ROOT / "packaging" / "windows" / "smallcrm.iss").read_text(encoding="utf-8-sig")


def desktop(name: str) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(LINUX / f"{name}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_one_version_everywhere() -> None:
    assert contents.version(ROOT) == smallcrm.__version__
    assert next(release.get("version") for release in METAINFO.iter("release")) == smallcrm.__version__
    assert f'#define Version "{smallcrm.__version__}"' in SETUP
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{smallcrm.__version__}"' in project


def test_what_the_program_reads_by_name_goes_along() -> None:
    names = {file.relative_to(ROOT).as_posix() for file in contents.resources(ROOT)}
    assert {"resources/letters/nb.txt", "resources/qt/qtbase_nb.ts", "resources/app/smallcrm-16.png"} <= names
    steps = {file.name for file in contents.migrations(ROOT)}
    assert "0001_first.py" in steps
    assert len(steps) == len(list((ROOT / "smallcrm" / "store" / "migrations").glob("[0-9]*.py")))


def test_every_module_of_ours_goes_along() -> None:
    names = contents.modules(ROOT)
    assert {"smallcrm", "smallcrm.ui", "smallcrm.ui.window", "smallcrm.cli.self_test"} <= set(names)
    assert [name for name in names if not all(part.isidentifier() for part in name.split("."))] == []


def test_the_time_zones_of_shops_go_along() -> None:
    placed = {f"{folder}/{Path(file).name}" for file, folder in contents.time_zones()}
    assert {f"tzdata/zoneinfo/{zone}" for zone in OF_COUNTRY.values()} <= placed
    assert {"tzdata", "tzdata.zoneinfo", "tzdata.zoneinfo.Europe"} <= set(contents.zone_modules())


def test_the_stock_of_cards_goes_along() -> None:
    names = {file.relative_to(ROOT).as_posix() for file in contents.resources(ROOT)}
    assert {"resources/paper/cards.json", "resources/paper/sheets.json"} <= names


def test_the_languages_that_are_spoken_and_read_go_along() -> None:
    spoken = {"en_GB", "en_US"} | {str(i18n._locale(i18n._locale_name(code, "GB"))) for code in i18n.LANGUAGES}
    assert spoken | set(countries._LANGUAGES) <= contents.LOCALES
    assert contents.wanted("babel/locale-data/fi_FI.dat")
    assert not contents.wanted("babel/locale-data/zh.dat")


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6", False),
        ("PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/Qt/lib/libQt6PrintSupport.so.6", True),
        ("PySide6/Qt/translations/qtbase_fi.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("smallcrm/_data/resources/icons/cake.svg", True),
    ],
)
def test_what_stays_and_what_goes(name: str, stays: bool) -> None:
    assert contents.wanted(name) is stays


def test_the_libraries_of_the_system_stay_with_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert not contents.wanted("libglib-2.0.so.0", "/usr/lib/x86_64-linux-gnu/libglib-2.0.so.0")
    assert contents.wanted("libsqlite3.so.0", "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0")
    assert contents.wanted("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert contents.wanted("python3.11/lib-dynload/_queue.so", "/usr/lib/python3.11/lib-dynload/_queue.so")


def test_no_module_is_left_out_that_we_import_ourselves() -> None:
    ours = set()
    for file in (ROOT / "smallcrm").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                ours |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                ours |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert ours & set(contents.LEFT_OUT_MODULES) == set()


def test_every_package_that_is_carried_has_its_licence_with_it() -> None:
    page = licences.page()
    carried = licences.carried()
    assert {"pyside6_essentials", "shiboken6", "peewee", "six"} <= {one.name.lower() for one in carried}
    for one in carried:
        if not one.name.lower().startswith(("pyside6", "shiboken6")):
            assert f"\n{one.name} {one.version}\nLicence: " in page
            assert [text for text in licences.texts(one) if len(text) > 100], f"{one.name} brings no licence text"
            assert licences.terms(one) != "see below"
    for text in ("GNU LESSER GENERAL PUBLIC LICENSE", "SIL OPEN FONT LICENSE", "PYTHON SOFTWARE FOUNDATION", "ISC"):
        assert text in page
    assert "/usr/share/common-licenses/LGPL-3" in licences.page(debian=True)


def test_every_dependency_is_told_in_the_documents_too() -> None:
    told = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8").lower()
    ours = {one.name.lower() for one in licences.carried()}
    inside = {"charset-normalizer", "six", "pyside6_essentials", "shiboken6"}
    assert [name for name in ours - inside if name.removeprefix("python-") not in told] == []


def test_what_the_package_lays_into_the_system_is_there() -> None:
    files = make_deb.files()
    assert [place for place, source in files.items() if not source.is_file()] == []
    icon = desktop("smallcrm")["Icon"]
    assert f"usr/share/icons/hicolor/scalable/apps/{icon}.svg" in files
    assert {f"usr/share/icons/hicolor/{n}x{n}/apps/{icon}.png" for n in (16, 32, 48, 256)} <= set(files)


def test_the_desktop_finds_the_program_and_the_program_its_entry() -> None:
    opened, started = desktop("smallcrm-open"), desktop("smallcrm")
    assert started["Exec"] == "smallcrm"
    assert opened["Exec"] == "smallcrm --shop %f"
    assert opened["NoDisplay"] == "true"
    assert started["StartupWMClass"] == identity.DESKTOP_FILE == "smallcrm"
    launched = [entry.text for entry in METAINFO.iter("launchable")]
    assert launched == ["smallcrm.desktop"]
    mime = ET.parse(LINUX / "smallcrm-mime.xml").getroot()  # noqa: S314 — our own
    (kind,) = [element.get("type") for element in mime if element.tag.endswith("mime-type")]
    assert opened["MimeType"] == f"{kind};"
    assert [element.text for element in METAINFO.iter("mediatype")] == [kind]


@pytest.mark.parametrize(
    "command",
    [
        ["desktop-file-validate", str(LINUX / "smallcrm.desktop"), str(LINUX / "smallcrm-open.desktop")],
        ["appstreamcli", "validate", "--no-net", "--pedantic", str(LINUX / "org.smallcrm.smallcrm.metainfo.xml")],
    ],
    ids=lambda command: command[0],
)
def test_the_desktop_takes_what_it_is_told(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this computer")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "hint" not in done.stdout


def test_the_scripts_are_what_a_shell_understands() -> None:
    scripts = sorted((ROOT / "packaging").glob("*.sh"))
    assert scripts
    assert [s.name for s in scripts if subprocess.run(["sh", "-n", str(s)], check=False).returncode] == []


@pytest.mark.parametrize("language", [code for code in i18n.LANGUAGES if code != "en"])
def test_the_desktop_speaks_each_language(language: str) -> None:
    entry = desktop("smallcrm")
    assert {f"{key}[{language}]" for key in ("GenericName", "Comment", "Keywords")} <= set(entry)
    space = "{http://www.w3.org/XML/1998/namespace}lang"
    for kind in ("summary", "p", "li"):
        there = [element for element in METAINFO.iter(kind) if element.get(space) == language]
        assert len(there) == len([element for element in METAINFO.iter(kind) if element.get(space) is None]) > 0


def test_each_picture_of_the_mark_has_its_size() -> None:
    for size in make_icons.SIZES:
        with Image.open(make_icons.APP / f"smallcrm-{size}.png") as picture:
            assert picture.size == (size, size)
            assert picture.mode == "RGBA"
    head = (make_icons.APP / "smallcrm.ico").read_bytes()
    assert struct.unpack("<3H", head[:6]) == (0, 1, len(make_icons.IN_ICO))
    with Image.open(make_icons.APP / "smallcrm.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in make_icons.IN_ICO}


def test_the_windows_setup_names_what_is_there() -> None:
    assert f'#define AppId "{identity.WINDOWS_ID}"' in SETUP
    for place in re.findall(r"(?:SetupIconFile|LicenseFile)=(\S+)", SETUP):
        assert (ROOT / "packaging" / "windows" / place.replace("\\", "/")).is_file(), place
    languages = set(re.findall(r'MessagesFile: "compiler:(?:Languages\\)?(\w+)\.isl"', SETUP))
    assert languages == {"Default", "Finnish", "Norwegian", "Polish"}
    assert "PrivilegesRequired=lowest" in SETUP
    assert "[UninstallDelete]" not in SETUP  # a shop's data is never the installer's to delete


def test_windows_is_told_the_version(tmp_path: Path) -> None:
    text = Path(contents.windows_version(ROOT, tmp_path)).read_text(encoding="utf-8")
    tree = ast.parse(text, mode="eval")
    assert isinstance(tree.body, ast.Call)
    assert smallcrm.__version__ in text
    assert "filevers=(0, 1, 0, 0)" in text
