"""A contact file dropped onto the window: looked at, imported, taken back."""

from __future__ import annotations

from pathlib import Path

from smallcrm.ui.pages.importing.page import ImportPage
from tests.journeys.conftest import CTRL, Hands, Key

CSV = """Nimi;Puhelin;Osoite;Postinumero;Kaupunki;Syntymäpäivä;Lempiväri
Minna Peltonen;040 555 0508;Hämeenkatu 3;33100;Tampere;;sininen
Uusi Asiakas;0501112223;Kotikatu 1;33200;Tampere;1.6.;punainen
Väärä Päivä;0401112224;Kotikatu 2;33200;Tampere;31.2.1980;
;;;;;;vihreä
"""


def _page(hands: Hands) -> ImportPage:
    page = hands.window.places.page("import")
    assert isinstance(page, ImportPage)
    return page


def _drop(hands: Hands, tmp_path: Path) -> ImportPage:
    file = tmp_path / "asiakkaat.csv"
    file.write_bytes(CSV.encode("cp1252"))
    hands.window.perform("import", "import", [file])
    hands.settle()
    return _page(hands)


def test_a_sheet_comes_in_and_goes_again(hands: Hands, tmp_path: Path) -> None:
    shop = hands.window.shop
    before = shop.customers.count()
    page = _drop(hands, tmp_path)
    assert page.looked is not None
    assert page.looked.plan.total("created") == 2
    assert shop.customers.count() == before
    assert "Windows-1252" in page.look.guess.text()
    assert "semicolon" in page.look.guess.text()
    assert hands.focus is page.look.import_button
    hands.press(Key.Key_Space)
    hands.settle()
    assert shop.customers.count() == before + 2
    hands.press(Key.Key_Z, CTRL)
    assert shop.customers.count() == before


def test_the_undo_button_of_the_page_takes_all_of_it_back(hands: Hands, tmp_path: Path) -> None:
    shop = hands.window.shop
    before = list(shop.customers.every())
    page = _drop(hands, tmp_path)
    page.bring_in()
    hands.settle()
    page.undo_button.click()
    hands.settle()
    after = list(shop.customers.every())
    assert [(c.name, c.phones, c.extra) for c in after] == [(c.name, c.phones, c.extra) for c in before]


def test_the_same_file_twice_has_nothing_new(hands: Hands, tmp_path: Path) -> None:
    page = _drop(hands, tmp_path)
    page.bring_in()
    hands.settle()
    page = _drop(hands, tmp_path)
    assert not page.look.import_button.isVisible()
    assert page.look.strip.isVisible()


def test_a_column_is_given_to_another_field(hands: Hands, tmp_path: Path) -> None:
    page = _drop(hands, tmp_path)
    page.look.columns.changed.emit("column:Lempiväri", "tags")
    hands.settle()
    assert page.looked is not None
    tags = {t for i in page.looked.plan.items for t in i.record.customer.tags}
    assert "punainen" in tags


def test_what_stays_out_is_saved_and_can_come_in_again(hands: Hands, tmp_path: Path) -> None:
    page = _drop(hands, tmp_path)
    assert page.looked is not None
    assert page.looked.plan.total("rejected") == 1
    page.save_rejects(tmp_path / "rest.csv")
    hands.settle()
    assert "vihreä" in (tmp_path / "rest.csv").read_text(encoding="utf-8-sig")


def test_a_file_that_is_no_list_is_told(hands: Hands, tmp_path: Path) -> None:
    file = tmp_path / "picture.vcf"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    hands.window.perform("import", "import", [file])
    hands.settle()
    page = _page(hands)
    assert page.strip.isVisible()
    assert "picture.vcf" in page.strip.text()
    assert page.choosing.isVisible()
