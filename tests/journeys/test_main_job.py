"""The main job, end to end: a phone's contact file dropped onto the window becomes folded, addressed cards."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pypdfium2

from smallcrm.ui.pages.importing.page import ImportPage
from smallcrm.ui.pages.letters.page import LettersPage
from tests.journeys.conftest import CTRL, Hands, Key

CARD = """BEGIN:VCARD
VERSION:3.0
N:Ødegård;Åse;;;
FN:Åse Ødegård
TEL;TYPE=CELL:+47 900 12 345
ADR;TYPE=HOME:;;Storgata 5;Bergen;;5015;Norge
BDAY:1985-{month:02}-{day:02}
END:VCARD
"""


def _texts(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_dropped_contact_becomes_a_card_and_a_label(hands: Hands, tmp_path: Path) -> None:
    window, shop = hands.window, hands.window.shop
    birthday = shop.today + timedelta(days=12)
    file = tmp_path / "phone.vcf"
    file.write_text(CARD.format(month=birthday.month, day=birthday.day), encoding="utf-8")
    window.perform("import", "import", [file])
    hands.settle()
    imported = window.places.page("import")
    assert isinstance(imported, ImportPage)
    hands.press(Key.Key_Return)
    hands.settle()
    person = shop.customers.search("odegard")[0]
    hands.press(Key.Key_P, CTRL)
    hands.settle()
    letters = window.places.page("letters")
    assert isinstance(letters, LettersPage)
    people = [one for one in letters.who.ticked_people() if one.piece.customer_id == person.id]
    assert len(people) == 1
    order = letters.order(people)
    assert order is not None
    letters.printing.save(order, tmp_path / "card.pdf")
    hands.settle()
    assert any("Åse" in text for text in _texts(tmp_path / "card.pdf"))
    letters.asking.all_came()
    letters.show_kind("addresses")
    hands.settle()
    addresses = letters.order(people)
    assert addresses is not None
    letters.printing.save(addresses, tmp_path / "label.pdf")
    hands.settle()
    label = _texts(tmp_path / "label.pdf")[0]
    for words in ("Åse Ødegård", "Storgata 5", "5015 Bergen", "NORWAY"):
        assert words in label
    assert next(e.kind for e in shop.timeline.of(person.id)) == "card"
