"""``--self-test``: whether everything the program consists of has arrived on this computer, proved by using it.

It makes shops of its own in a temporary folder and touches nobody's: for whoever has just installed SmallCRM.
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from smallcrm import __version__, i18n
from smallcrm.cli.context import Result
from smallcrm.i18n import _, ngettext
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import COUNTRY_OF, Shop

Look = Callable[[Path, str, Path], list[Path]]
"""Opens the real window off screen on a shop, in a language, and saves pictures of its pages in a folder."""

NOW = datetime(2027, 5, 10, 10, 0)  # noqa: DTZ001 — a shop's days are local
_LETTERS = {"en": "letter-gb", "fi": "letter-fi", "nb": "letter-no", "pl": "letter-pl"}
_CUSTOMERS = 60
_SHEET = "Name;Mobile;Town;Birthday\nHilary Ashworth;07700 900911;Ludlow;14.6.1958\n"
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åse Łysiak\r\nN:Łysiak;Åse;;;\r\nTEL:+47 22 00 00 00\r\n"
    "EMAIL:ase@example.com\r\nBDAY:1980-02-29\r\nPHOTO;ENCODING=b;TYPE=PNG:{photo}\r\nEND:VCARD\r\n"
)
_WORKBOOK = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
}


@dataclass
class _Bench:
    """What one check leaves for the next."""

    folder: Path
    shops: dict[str, Shop] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Check:
    code: str
    title: str
    run: Callable[[_Bench], str]


class _Wrong(Exception):  # noqa: N818 — no error of the program, a finding about it
    """Something ran and gave the wrong answer."""


def run(look: Look | None = None) -> Result:
    """Try each part of the program once; status 1 if one does not work. Without ``look`` the window is left out."""
    spoken, made = i18n.language(), []
    with tempfile.TemporaryDirectory(prefix="smallcrm-", ignore_cleanup_errors=True) as folder:
        bench = _Bench(Path(folder))
        try:
            for check in _checks(look):
                made.append(_tried(check, bench))
                i18n.set_language(spoken)
        finally:
            for shop in bench.shops.values():
                shop.close()
    bad = sum(not one["ok"] for one in made)
    words = {True: _("works"), False: _("does not work")}
    lines = [f"{one['title']}: {words[one['ok']]} ({one['detail']})" for one in made]
    if bad:
        text = ngettext(
            "{count} part of SmallCRM does not work here.", "{count} parts of SmallCRM do not work here.", bad
        )
        lines.append(text.format(count=bad))
    else:
        lines.append(_("Everything works."))
    about = {"version": __version__, "packaged": bool(getattr(sys, "frozen", False)), "python": sys.version.split()[0]}
    return Result({"ok": not bad, **about, "checks": made}, lines, status=1 if bad else 0)


def _tried(check: _Check, bench: _Bench) -> dict[str, Any]:
    began = time.monotonic()
    try:
        ok, detail = True, check.run(bench)
    except _Wrong as wrong:
        ok, detail = False, str(wrong)
    except Exception as trouble:  # noqa: BLE001 — whatever it is, it is what we came to find
        where = traceback.extract_tb(trouble.__traceback__)[-1]
        ok, detail = False, f"{type(trouble).__name__}: {trouble}, {Path(where.filename).name}:{where.lineno}"
    seconds = round(time.monotonic() - began, 2)
    return {"code": check.code, "title": check.title, "ok": ok, "detail": detail, "seconds": seconds}


def _checks(looking: Look | None) -> Iterator[_Check]:
    yield _Check("texts", _("Words in each language"), _texts)
    yield _Check("shops", _("Sample shops"), _shops)
    yield _Check("find", _("Finding names"), _find)
    yield _Check("print", _("Cards and letters"), _print)
    yield _Check("cards", _("Punch cards"), _cards)
    yield _Check("holidays", _("Public holidays"), _holidays)
    yield _Check("import", _("Import from vCard, CSV and Excel"), _import)
    yield _Check("export", _("Export"), _export)
    yield _Check("backup", _("Backup and check"), _backup)
    if looking:
        yield _Check("window", _("Window"), partial(_window, looking))


def _texts(_bench: _Bench) -> str:
    words, days = [], []
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        words.append(_("Customers"))
        days.append(i18n.format_date(NOW.date(), "long"))
    if len({*words, *days}) != 2 * len(i18n.LANGUAGES):
        raise _Wrong(", ".join(words + days))
    return ", ".join(i18n.LANGUAGES.values())


def _shops(bench: _Bench) -> str:
    from smallcrm.sample import make_sample_shop

    for language in i18n.LANGUAGES:
        file = bench.folder / f"{language}.smallcrm"
        make_sample_shop(file, language=language, customers=_CUSTOMERS, clock=FixedClock(NOW))
        bench.shops[language] = Shop.open(file, clock=FixedClock(NOW))
    return str(sum(shop.customers.count() for shop in bench.shops.values()))


def _find(bench: _Bench) -> str:
    from smallcrm.domain.text import fold

    found = []
    for shop in bench.shops.values():
        accented = [one for one in shop.customers.page(0, _CUSTOMERS) if fold(one.name) != one.name.casefold()]
        for one in accented[:1]:
            if one.id not in {hit.id for hit in shop.customers.search(fold(one.name))}:
                raise _Wrong(one.name)
            found.append(one.name)
    if len(found) < len(_LETTERS) - 1:  # an English shop may do without
        raise _Wrong(", ".join(found))
    return ", ".join(found)


def _print(bench: _Bench) -> str:
    pages = 0
    for language, shop in bench.shops.items():
        for layout in ("a6-quarter", _LETTERS[language]):
            pages += _printed(shop, layout, bench.folder / f"{language}-{layout}.pdf")
    return ngettext("{count} page", "{count} pages", pages).format(count=pages)


def _printed(shop: Shop, layout: str, file: Path) -> int:
    import pypdfium2

    from smallcrm.paper import document, printing
    from smallcrm.store.letters import Selection

    settings = shop.settings.read()
    i18n.set_language(settings.language, settings.country)
    prepared = printing.prepare(shop, Selection(customers=tuple(shop.customers.all_ids())), layout)
    pages = document.write(prepared.pieces[:2], prepared.sender, layout, settings.design, file)
    if not pages:
        raise _Wrong(file.name)
    with pypdfium2.PdfDocument(file) as made:
        _not_blank(made[0].render(scale=0.5).to_pil(), file.name)
    return pages


def _cards(bench: _Bench) -> str:
    """Stamp a card once, on the shop's day, and print it with its bar code."""
    import pypdfium2

    from smallcrm.domain.card_numbers import grouped
    from smallcrm.paper import card_sheets, member_cards

    shop, file = bench.shops["pl"], bench.folder / "member.pdf"
    customer = shop.customers.all_ids()[0]
    number = shop.cards.issue(customer)
    before = shop.cards.stamp(number, key="self-test", force="other")
    again = shop.cards.stamp(number, key="self-test")
    if not before.counted or again.counted or again.balance != before.balance:
        raise _Wrong(number)
    card = member_cards.prepare(shop, [customer], again=True).cards[:1]
    if not card_sheets.write(card, card_sheets.usual_layout("PL"), file):
        raise _Wrong(file.name)
    with pypdfium2.PdfDocument(file) as made:
        _not_blank(made[0].render(scale=1).to_pil(), file.name)
    zone = getattr(shop.now.tzinfo, "key", "")
    if zone != "Europe/Warsaw":
        raise _Wrong(str(shop.now.tzinfo))
    return f"{grouped(number)}, {zone}"


def _not_blank(picture: Any, name: str) -> None:
    """Raise where a picture shows next to nothing."""
    colours = picture.convert("RGB").getcolors(1 << 24)
    if len(colours) < 20:
        raise _Wrong(name)


def _holidays(bench: _Bench) -> str:
    from smallcrm.store.calendar import holiday_names

    christmas = []
    for language, country in COUNTRY_OF.items():
        days = bench.shops[language].calendar.holidays(country, 2027, 2027)
        christmas.append(holiday_names(country, 2027, language).get(date(2027, 12, 25), ""))
        if date(2027, 12, 25) not in days or not christmas[-1]:
            raise _Wrong(country)
    return ", ".join(christmas)


def _import(bench: _Bench) -> str:
    from PIL import Image

    from smallcrm.exchange.files import read_file

    photo = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(photo, "PNG")
    card, sheet, book = (bench.folder / name for name in ("one.vcf", "one.csv", "one.xlsx"))
    card.write_text(_CARD.format(photo=base64.b64encode(photo.getvalue()).decode()), encoding="utf-8", newline="")
    sheet.write_text(_SHEET, encoding="utf-8")
    _write_book(book, [("Name", "Phone", "Town"), ("Sigrid Dahl", "+47 22 00 00 01", "Ålesund")])
    shop = bench.shops["en"]
    read = [read_file(file, country="GB", today=NOW.date()) for file in (card, sheet, book)]
    plan = shop.imports.plan(read)
    shop.imports.apply(plan)
    names = [hit.name for text in ("lysiak", "ashworth", "alesund") for hit in shop.customers.search(text)]
    if plan.total("created") != 3 or not {"Åse Łysiak", "Hilary Ashworth", "Sigrid Dahl"} <= set(names):
        raise _Wrong(f"{plan.total('created')}: {', '.join(names)}")
    return str(plan.total("created"))


def _write_book(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write the smallest Excel workbook there is: no package that we carry writes one."""
    cells = ("".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) for row in rows)
    body = "".join(f"<row>{row}</row>" for row in cells)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(file, "w") as book:
        for name, text in _WORKBOOK.items():
            book.writestr(name, text)
        book.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'
        )


def _export(bench: _Bench) -> str:
    from smallcrm import messages
    from smallcrm.exchange import ical
    from smallcrm.exchange.export import export
    from smallcrm.exchange.files import read_file

    shop = bench.shops["pl"]
    for name in ("all.vcf", "all.csv", "all.json"):
        written = export(shop, bench.folder / name)
        again = read_file(bench.folder / name, country="PL", today=NOW.date())
        if shop.imports.plan([again]).total("unchanged") != written:
            raise _Wrong(name)
    if not ical.export(shop, bench.folder / "all.ics", messages.day_of):
        raise _Wrong("all.ics")
    return ".vcf, .csv, .json, .ics"


def _backup(bench: _Bench) -> str:
    from smallcrm.safety.backup import backup
    from smallcrm.safety.check import check

    findings = check(bench.shops["nb"])
    if findings:
        raise _Wrong(", ".join(finding.code for finding in findings))
    return backup(bench.shops["nb"].file, NOW).name


def _window(look: Look, bench: _Bench) -> str:
    from PIL import Image

    bench.shops.pop("fi").close()  # one shop, one window, in one thread
    (bench.folder / "pages").mkdir()
    pictures = look(bench.folder / "fi.smallcrm", "fi", bench.folder / "pages")
    for file in pictures:
        with Image.open(file) as picture:
            _not_blank(picture, file.name)
    if not pictures:
        raise _Wrong("0")
    return ngettext("{count} page", "{count} pages", len(pictures)).format(count=len(pictures))
