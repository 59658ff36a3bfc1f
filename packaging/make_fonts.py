"""Make the static faces in ``resources/fonts`` from the variable fonts of the ``fontpkg-*`` packages.

Needs ``fonttools``, ``fontpkg-fraunces``, ``fontpkg-literata`` and ``fontpkg-noto-sans``; none of them is needed to run
SmallCRM. Run it from the root of the project: ``python packaging/make_fonts.py``.
"""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LATIN = [*range(0x20, 0x250), *range(0x2B9, 0x2DE), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040)]
SIGNS = [*range(0x20A0, 0x20C0), 0x2116, 0x2122, 0x2212]
GREEK_AND_CYRILLIC = list(range(0x370, 0x530))
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "rvrn"]
# The licence, the copyright and the version stay; every name that says which cut it is is set below.
KEPT_NAMES = {0, 2, 5, 7, 8, 9, 10, 11, 12, 13, 14}


@dataclass(frozen=True)
class Cut:
    """One face: where it comes from and where on the axes it stands."""

    name: str
    package: str
    source: str
    axes: dict[str, float]
    extra: tuple[int, ...] = ()


def fraunces(name: str, wght: float, *, opsz: float = 144, soft: float = 60, italic: bool = False) -> Cut:
    """Return a cut of Fraunces; the default of the file is black and swashy, so each axis is given."""
    source = "Fraunces-Italic[SOFT,WONK,opsz,wght].ttf" if italic else "Fraunces[SOFT,WONK,opsz,wght].ttf"
    return Cut(name, "fontpkg_fraunces", source, {"opsz": opsz, "wght": wght, "SOFT": soft, "WONK": 0})


def literata(name: str, wght: float, *, italic: bool = False) -> Cut:
    """Return a cut of Literata for reading sizes."""
    source = "Literata-Italic[opsz,wght].ttf" if italic else "Literata[opsz,wght].ttf"
    return Cut(name, "fontpkg_literata", source, {"opsz": 12, "wght": wght})


def noto(name: str, wght: float) -> Cut:
    """Return a cut of Noto Sans, with Greek and Cyrillic for addresses."""
    axes = {"wght": wght, "wdth": 100.0}
    return Cut(name, "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", axes, tuple(GREEK_AND_CYRILLIC))


CUTS = [
    fraunces("SmallCRM-Display", 640),
    fraunces("SmallCRM-DisplayLight", 400),
    fraunces("SmallCRM-Second", 380, italic=True),
    fraunces("SmallCRM-Heading", 560, opsz=24, soft=40),
    fraunces("SmallCRM-HeadingItalic", 420, opsz=24, soft=40, italic=True),
    literata("SmallCRM-Reading", 400),
    literata("SmallCRM-ReadingItalic", 400, italic=True),
    literata("SmallCRM-ReadingBold", 650),
    noto("SmallCRM-Facts", 400),
    noto("SmallCRM-FactsMedium", 500),
    noto("SmallCRM-FactsBold", 650),
]


def package_folder(package: str) -> Path:
    """Return where an installed font package lies."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent


def bake_variants(font: TTFont) -> None:
    """Map letters straight to the plain forms that WONK 0 asks for: ReportLab embeds by the character map alone."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    wanted = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "rvrn"
        for number in record.Feature.LookupListIndex
    }
    plain: dict[str, str] = {}
    for number in sorted(wanted):
        for subtable in table.LookupList.Lookup[number].SubTable:
            plain |= getattr(subtable, "ExtSubTable", subtable).mapping
    for mapping in font["cmap"].tables:
        if hasattr(mapping, "cmap"):
            mapping.cmap = {code: plain.get(glyph, glyph) for code, glyph in mapping.cmap.items()}


def make(cut: Cut) -> Path:
    """Write one static face and return its path. Subset first: instancing a small font is three times as fast."""
    font = TTFont(package_folder(cut.package) / "files" / cut.source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.hinting = False
    options.glyph_names = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*LATIN, *SIGNS, *cut.extra])
    subsetter.subset(font)
    static = instancer.instantiateVariableFont(font, cut.axes)
    bake_variants(static)
    names = static["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    # ReportLab embeds one font for each PostScript name: two cuts with the same name would print as one.
    for number in (1, 3, 4, 6):
        names.setName(cut.name, number, 3, 1, 0x409)
    target = OUT / f"{cut.name}.ttf"
    static.save(target)
    return target


def main() -> None:
    """Make every face and lay the licences beside them."""
    OUT.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        path = make(cut)
        print(f"{path.name}: {path.stat().st_size // 1024} KB")
    for package, family in (("fraunces", "Fraunces"), ("literata", "Literata"), ("noto_sans", "NotoSans")):
        shutil.copyfile(package_folder(f"fontpkg_{package}") / "LICENSE", OUT / f"OFL-{family}.txt")


if __name__ == "__main__":
    main()
