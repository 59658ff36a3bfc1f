"""Scenes of membership cards on paper: those not printed yet, somebody without a number, labels, and the question."""

from __future__ import annotations

from functools import partial

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, Terms
from smallcrm.ui.pages.cards.printing import CardPrint
from smallcrm.ui.scenes.stage import Scene, Stage

_CARDS = 12


def _programme(stage: Stage) -> int:
    """Give the programme on scan, made and begun where the shop has none."""
    programmes = stage.shop.programmes
    found = programmes.on_scan()
    if found is not None:
        return found.id
    terms = Terms(
        reward=Prize(10, "a free coffee", 420),
        interim=Prize(5, "a bun", 280),
        expiry=Expiry(ExpiryBasis.LAST, 12, ExpiryUnit.MONTH),
    )
    number = programmes.add(Programme("Coffee card", terms=terms))
    programmes.start(number)
    programmes.scan(number)
    return number


def _numbers(stage: Stage) -> None:
    """Let some people have a number that was never printed."""
    programme, shop = _programme(stage), stage.shop
    short = _CARDS - len(shop.cards.unprinted())
    for customer in shop.cards.without_card()[: max(0, short)]:
        shop.cards.issue(customer, programme)


def _page(stage: Stage) -> CardPrint:
    _numbers(stage)
    stage.perform("cardPrint", "print", ())
    return stage.find("cardPrint", CardPrint)


def _choose(box: str, value: str, stage: Stage) -> CardPrint:
    page = _page(stage)
    chosen = getattr(page.options, box)
    before = chosen.currentIndex()
    chosen.setCurrentIndex(chosen.findData(value))
    stage.rest()
    stage.afterwards(partial(chosen.setCurrentIndex, before))
    return page


def _without_number(stage: Stage) -> None:
    page = _page(stage)
    customer = stage.shop.cards.without_card()[0]
    page.perform("print", (customer,))
    stage.rest()
    stage.afterwards(partial(page.perform, "print", ()))


def _free(stage: Stage) -> None:
    page = _page(stage)
    page.perform("free", 10)
    stage.rest()
    stage.afterwards(partial(page.perform, "print", ()))


def _came_out(stage: Stage) -> None:
    page = _page(stage)
    stage.rest()
    page.printing.take()
    page.printing.save(stage.folder / "member-cards.pdf")
    stage.rest()
    stage.afterwards(page.printing.forget)


def _paper(stage: Stage) -> None:
    _page(stage).options.more.click()


def _nothing(stage: Stage) -> None:
    stage.perform("cardPrint", "print", ())


SCENES = (
    Scene("card-print", _page, page="cardPrint", shop="used"),
    Scene("card-print-labels", partial(_choose, "paper", "card-label:L7160"), page="cardPrint", shop="used"),
    Scene("card-print-no-number", _without_number, page="cardPrint", shop="used"),
    Scene("card-print-regulars", partial(_choose, "who", "regulars"), page="cardPrint", shop="used"),
    Scene("card-print-free", _free, page="cardPrint", shop="used"),
    Scene("card-print-paper", _paper, page="cardPrint", shop="used"),
    Scene("card-print-came-out", _came_out, page="cardPrint", shop="used"),
    Scene("card-print-nothing", _nothing, page="cardPrint", shop="empty"),
)
