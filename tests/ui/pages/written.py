"""Letters to chosen people as a test writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]
NOTE = "It was great to see you at the Christmas party."


def somebody(page: LettersPage) -> int:
    """A customer with an address who may be written to."""
    return page.shop.occasions.cards_to_print()[0].customer.id


def write(page: LettersPage, settled: Settle, kind: str = "personal_note", **fields: str) -> int:
    """Wish for a letter as the page of a customer does."""
    customer = somebody(page)
    page.main.go("customers")
    page.main.perform("letters", "write", LetterRequest(kind, (customer,), fields))
    settled(page.main)
    return customer


def earn(shop: Shop, customer: int) -> int:
    """Let somebody who reads the shop's language fill a card of a programme, which is given back."""
    shop.customers.save(replace(shop.customers.get(customer), language=""))
    terms = Terms(goal=2, reward=Prize(2, "a free coffee"), reward_days=60)
    programme = shop.programmes.add(Programme("Coffee card", terms=terms))
    shop.programmes.start(programme)
    shop.cards.issue(customer, programme)
    shop.cards.stamp(customer, programme_id=programme, count=2, force="goodwill")
    return programme


def save(page: LettersPage, settled: Settle, folder: Path) -> None:
    """Print to a file what is ticked; whether it came out is asked next."""
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, folder / "letter.pdf")
    settled(page.main)


def words(page: LettersPage) -> str:
    (one,) = page.who.ticked_people()
    return "\n".join("".join(span.text for span in paragraph) for paragraph in one.piece.wording.body)


def rows(page: LettersPage) -> list[Row]:
    return [page.who.list.rows.row(n) for n in range(page.who.list.rows.rowCount())]
