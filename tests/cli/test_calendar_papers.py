"""Calendars and lists of days by the command line, in four languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from smallcrm.cli.calendar_papers import KINDS
from smallcrm.domain.model import Customer, Occasion, Phone, PostalAddress
from smallcrm.store.clock import FixedClock
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from tests.cli.conftest import Run

HOME = PostalAddress("Katu 1", "33100", "Tampere")


@pytest.fixture
def file(shop_file: Path) -> Path:
    """Give a Finnish shop with a few days in May 2027."""
    shop = Shop.open(shop_file, clock=FixedClock(date(2027, 5, 10)), create=True, language="fi")
    days = (Occasion("birthday", 5, 20, 1977), Occasion("birthday", 5, 21, 2017, "Emma", "tytär"))
    shop.customers.add(Customer(given="Aino", family="Mäkelä", addresses=(HOME,), occasions=days))
    shop.customers.add(Customer(given="Kari", occasions=(Occasion("wedding_anniversary", 5, 28, partner="Eeva"),)))
    shop.customers.add(Customer(given="Vilho", deceased=True, occasions=(Occasion("birthday", 5, 20),)))
    shop.events.add(Event("Kanta-asiakasilta", date(2027, 5, 13)))
    shop.close()
    return shop_file


def words(out: Path) -> str:
    """Give the text of a file."""
    document = pypdfium2.PdfDocument(out.read_bytes())
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.mark.parametrize(
    ("language", "month", "holiday"),
    [
        ("fi", "Toukokuu 2027", "Helatorstai"),
        ("en", "May 2027", "Ascension Day"),
        ("nb", "Mai 2027", ""),
        ("pl", "Maj 2027", ""),
    ],
)
def test_a_month_for_the_wall(
    run: Run, file: Path, tmp_path: Path, language: str, month: str, holiday: str
) -> None:  # fmt: skip
    out = tmp_path / "month.pdf"
    said = run("--json", "print", "calendar_month", "--from", "2027-05-01", "--out", out, language=language)
    told = said.json
    assert (told["pages"], told["printed"]) == (1, [])
    text = words(out)
    for part in (month, "Aino Mäkelä", "Emma", "Kanta-asiakasilta", "Kari", "Eeva", holiday):
        assert part in text
    assert "Vilho" not in text
    assert "50" not in text  # customers see the wall: no ages


def test_the_lists(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.pdf"
    common = ("--json", "print")
    told = run(*common, "birthday_list", "--from", "2027-05-01", "--to", "2027-05-31", "--out", out, language="fi").json
    said = words(out)
    assert len(told["printed"]) == 1
    assert "täyttää 50" in said
    assert "tytär" in said
    assert "Vilho" not in said
    out.unlink()
    told = run(*common, "card_list", "--from", "2027-05-01", "--to", "2027-06-30", "--out", out).json
    assert len(told["printed"]) == 1
    assert "Aino Mäkelä" in words(out)
    out.unlink()
    told = run(*common, "calendar_year", "--from", "2027-05-01", "--out", out, language="fi").json
    assert told["pages"] == 1
    assert "Juhannus" in words(out)


def test_ages_and_all_occasions_as_the_window_prints_them(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    shop = Shop.open(file, clock=FixedClock(date(2027, 5, 10)))
    shop.customers.add(Customer(given="Liv", occasions=(Occasion("birthday", 5, 27),)))
    shop.close()
    run("print", "calendar_month", "--from", "2027-05-01", "--ages", "--layout", "A4", "--out", out)
    assert "Aino Mäkelä (50)" in words(out)
    out.unlink()
    told = run("--json", "print", "occasion_list", "--from", "2027-05-01", "--to", "2027-05-31", "--out", out).json
    assert len(told["printed"]) == 3
    said = words(out)
    assert said.count("Birthday") == 1  # where no age says that it is one
    for part in ("Aino Mäkelä", "Kari", "Eeva", "Wedding anniversary"):
        assert part in said


def test_a_round_birthday_is_said_on_the_list(run: Run, file: Path, tmp_path: Path) -> None:
    # Aino turns 50 in 2027 and 51 the year after
    for year, said in (("2027", True), ("2028", False)):
        out = tmp_path / f"{year}.pdf"
        span = ("--from", f"{year}-05-20", "--to", f"{year}-05-20")
        run("print", "birthday_list", *span, "--out", out, language="en")
        text = words(out)
        assert "Aino Mäkelä" in text
        assert ("round" in text) == said


def test_a_card_says_that_it_goes_abroad_or_comes_too_late(run: Run, file: Path, tmp_path: Path) -> None:
    shop = Shop.open(file, clock=FixedClock(date(2027, 5, 10)))
    far = PostalAddress("Storgata 1", "0155", "Oslo", country="NO")
    for name, day, home in (("Far Away", 12, far), ("Near Late", 5, HOME)):
        month = 11 if home is far else 5
        born = Occasion("birthday", month, day if home is far else 11)
        shop.customers.add(Customer(given=name, addresses=(home,), occasions=(born,)))
    shop.close()
    out = tmp_path / "cards.pdf"
    asked = ("--today", "2027-05-10", "print", "card_list", "--from", "2027-05-01", "--to", "2027-12-31")
    run(*asked, "--out", out)
    said = words(out)
    assert said.count("Abroad") == 1
    assert said.count("Too late by post") == 1
    assert "Tue 11 May" in said  # the day keeps its room beside the words


def test_who_has_no_letters_on_paper_is_known_by_the_phone(run: Run, file: Path, tmp_path: Path) -> None:
    shop = Shop.open(file, clock=FixedClock(date(2027, 5, 10)))
    born = (Occasion("birthday", 5, 27),)
    for name, phone in (("李伟", "040 1234567"), ("Anna 李", "040 7654321"), ("محمد", "")):
        phones = (Phone(phone),) if phone else ()
        shop.customers.add(Customer(given=name, phones=phones, addresses=(HOME,), occasions=born))
    shop.close()
    for kind in ("birthday_list", "card_list"):
        out = tmp_path / f"{kind}.pdf"
        run("print", kind, "--from", "2027-05-01", "--to", "2027-05-31", "--out", out)
        said = words(out)
        assert "… · 040 1234567" in said
        assert "Anna …" in said
        assert "7654321" not in said


def test_what_a_calendar_has_no_use_for_is_refused(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    for kind in KINDS:
        asked = [
            ["--find", "x"],
            ["--note", "x"],
            ["--promise", "x"],
            ["--layout", "letter-fi"],
            ["--design", "candles"],
            ["--start", "2"],
            ["--mark-printed"],
            ["--customer", "1"],
            ["--due-by", "2027-05-01"],
        ]
        asked += [["--to", "2027-06-01"]] if kind in {"calendar_month", "calendar_year"} else []
        asked += [["--ages"]] if kind != "calendar_month" else []
        for words_ in asked:
            answer = run("print", kind, *words_, "--out", out)
            assert answer.status == 2, (kind, words_)
            assert f"{kind} takes no {words_[0]}" in answer.err
    assert run("print", "birthday", "--ages", "--out", out).status == 2
    assert run("print", "card_list", "--from", "2027-05-01", "--to", "2027-04-01", "--out", out).status == 1
    assert not out.exists()
