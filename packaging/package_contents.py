"""What goes into the package for a shop's PC and what stays out: the lists behind smallcrm.spec.

Nothing here needs PyInstaller before it is asked for, so that tests read the lists in a moment.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

LOCALES = frozenset(
    {"root", "en", "en_001", "en_150", "en_GB", "en_US", "fi", "fi_FI", "no", "nb", "nb_NO", "pl", "pl_PL"}
    | {"sv", "da", "de", "et", "nn", "lv", "lt", "fr", "es", "it", "nl"}
)
"""Of Babel's 1,100 locales (32 MB) those that the program speaks, with the ones they inherit from, and the languages in
which an imported address may name its country (``exchange/countries.py``)."""

LEFT_OUT_MODULES = [
    "tkinter", "curses", "readline", "unittest", "doctest", "pydoc", "pydoc_data", "lib2to3", "distutils", "ensurepip",
    "setuptools", "pkg_resources", "pip", "wheel", "_distutils_hack", "_pyrepl",  # nobody types Python into a shop
    "ssl", "_ssl", "_hashlib",  # SmallCRM never speaks to the internet, so it carries no OpenSSL to keep up to date
    "dns",  # only for asking mail servers whether an address exists, which we do not
    "holidays.financial",  # stock exchanges
    "reportlab.graphics.testshapes", "reportlab.graphics.testdrawings", "reportlab.rl_settings_test",
    "PIL.ImageTk", "PIL.ImageQt", "PIL.ImageShow", "PIL._avif", "PIL.AvifImagePlugin",  # 7 MB; no phone exports AVIF
    "numpy", "matplotlib", "IPython", "pytest", "hypothesis", "vobject", "xlsxwriter", "polib", "mypy", "rich", "pytz",
    "google", "yaml", "lxml", "cryptography", "requests", "urllib3", "certifi",  # borrowed by some, needed by none
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
]  # fmt: skip

_NOT_WANTED = [
    r"platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\b",  # screens without a desktop
    r"egldeviceintegrations/|generic/libq|xcbglintegrations/|wayland-graphics-integration-",  # touch, 3D
    r"plugins/(tls|networkinformation|sqldrivers|qmltooling|qmllint|designer|vectorimageformats)/",
    r"platforminputcontexts/libqtvirtualkeyboard",  # keyboards have keys; ibus and compose stay
    r"imageformats/(lib)?q(gif|icns|tga|tiff|wbmp|pdf)\b",  # photos come through Pillow, as JPEG or PNG
    r"(lib)?Qt6?(Qml|Quick|VirtualKeyboard|Pdf|Sql|OpenGLWidgets|EglF[sS]\w*)\w*[.\d]*(so|dll)\b",
    r"opengl32sw\.dll|d3dcompiler_\d+\.dll",  # Windows: 25 MB for 3D, of which there is none
    r"_data/resources/app/.*\.ico$",  # it is in the .exe
    r"\.pyi$|/py\.typed$|\.dist-info/(RECORD|INSTALLER|REQUESTED|WHEEL|direct_url)",
]
"""Files of the packages that no shop needs."""

_OWN_COPIES = re.compile(r"lib(sqlite3|python3)\b")
"""Libraries of the building system that we carry: SQLite as it was tested, and Python itself."""


def datas(root: Path, work: Path) -> list[tuple[str, str]]:
    """Give what lies beside the code (source, folder in the package): as in a wheel, so that ``paths`` finds it."""
    from PyInstaller.utils.hooks import collect_data_files

    return [
        *((str(file), _place(file.parent.relative_to(root))) for file in resources(root)),
        *((str(file), _place(file.parent.relative_to(work))) for file in compile_catalogues(root, work)),
        *((str(file), "smallcrm/store/migrations") for file in migrations(root)),
        (write_licences(root, work), _place(Path())),
        *collect_data_files("holidays", includes=["**/*.mo"]),
        *time_zones(),
    ]


def _zones() -> Path:
    found = importlib.util.find_spec("tzdata")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("tzdata")
    return Path(found.origin).parent


def time_zones() -> list[tuple[str, str]]:
    """Give the time zones (source, folder in the package): Windows has none of its own that Python can read."""
    root = _zones()
    files = (file for file in sorted((root / "zoneinfo").rglob("*")) if file.is_file())
    kept = (file for file in files if file.suffix not in {".py", ".pyc"})
    return [(str(file), file.parent.relative_to(root.parent).as_posix()) for file in kept]


def zone_modules() -> list[str]:
    """Give the packages in which Python looks for time zones."""
    root = _zones()
    return sorted(".".join(file.parent.relative_to(root.parent).parts) for file in root.rglob("__init__.py"))


def _place(folder: Path) -> str:
    return (Path("smallcrm") / "_data" / folder).as_posix()


def resources(root: Path) -> list[Path]:
    """Give each file of ours that is neither code nor catalogue."""
    return sorted(file for file in (root / "resources").rglob("*") if file.is_file())


def migrations(root: Path) -> list[Path]:
    """Give the steps of the shop file: Peewee looks for them as files, so they go along as files."""
    return sorted((root / "smallcrm" / "store" / "migrations").glob("[0-9]*.py"))


def write_licences(root: Path, work: Path) -> str:
    """Write whose work is inside, for *About*, and give the file."""
    import licences

    file = work / "licences.txt"
    file.write_text(licences.page(project=root), encoding="utf-8")
    return str(file)


def compile_catalogues(root: Path, work: Path) -> list[Path]:
    """Write the ``.mo`` of each language under ``work`` and give them; fuzzy entries are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = []
    for source in sorted((root / "translations").glob("*/LC_MESSAGES/*.po")):
        compiled = (work / source.relative_to(root)).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as text, compiled.open("wb") as out:
            write_mo(out, read_po(text, locale=source.parent.parent.name))
        made.append(compiled)
    return made


def hidden_imports(root: Path) -> list[str]:
    """Give the modules that are looked up by name: without them a country has no holidays, and a page is not there."""
    from PyInstaller.utils.hooks import collect_submodules

    return [*collect_submodules("holidays.countries"), *zone_modules(), *modules(root)]


def modules(root: Path) -> list[str]:
    """Give every module of ours by its dotted name; migrations are files."""
    files = (file.relative_to(root).with_suffix("") for file in (root / "smallcrm").rglob("*.py"))
    named = sorted(".".join(file.parts).removesuffix(".__init__") for file in files)
    return [name for name in named if ".migrations." not in name]


def wanted(name: str, source: str = "") -> bool:
    """Whether a file that PyInstaller found belongs into the package.

    On Linux the libraries of the system stay with the system: the .deb names them as its dependencies, so they are
    kept up to date by whoever keeps the PC, and never clash with what the desktop itself has loaded.
    """
    name = name.replace("\\", "/")
    if "/locale-data/" in name:
        return Path(name).stem in LOCALES
    if re.search(r"PySide6/(Qt/)?translations/", name):
        return bool(re.search(r"/qtbase_(en|fi|pl)\.qm$", name))
    of_the_system = "/" not in name and re.match(r"(/usr)?/lib(64)?/", source)  # Python's own lie in a folder
    if sys.platform == "linux" and of_the_system and not _OWN_COPIES.search(name):
        return False
    return not any(re.search(pattern, name) for pattern in _NOT_WANTED)


def version(root: Path) -> str:
    """Give the version of the program without importing it."""
    text = (root / "smallcrm" / "__init__.py").read_text(encoding="utf-8")
    (found,) = re.findall(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    return str(found)


def windows_version(root: Path, folder: Path) -> str:
    """Write what Windows shows under *Properties*, *Details*, and give its file."""
    numbers = ([int(n) for n in re.findall(r"\d+", version(root))] + [0, 0, 0, 0])[:4]
    words = {
        "CompanyName": "SmallCRM",
        "FileDescription": "SmallCRM",
        "FileVersion": version(root),
        "InternalName": "smallcrm",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "smallcrm.exe",
        "ProductName": "SmallCRM",
        "ProductVersion": version(root),
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    text = (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={tuple(numbers)}, prodvers={tuple(numbers)}, mask=0x3f, flags=0x0, "
        "OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', ["
        f"{strings}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
    file = folder / "version.txt"
    file.write_text(text, encoding="utf-8")
    return str(file)
