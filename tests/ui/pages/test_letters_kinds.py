"""Cards of more kinds than birthdays: what is offered, which occasion each row says, who lives together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.letters.periods import PeriodPanel, periods
from smallcrm.ui.pages.letters.work import Chosen
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]
HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä")


def _add(shop: Shop, name: str, occasion: Occasion) -> int:
    return shop.customers.add(Customer(given=name, family="Moe", addresses=(HOME,), occasions=(occasion,)))


def _rows(page: LettersPage) -> dict[str, tuple[str, str]]:
    rows = [page.who.list.rows.row(n) for n in range(page.who.list.rows.rowCount())]
    return {row.title: (row.subtitle, row.side_full) for row in rows if isinstance(row.data, Chosen)}


def test_a_shop_with_birthdays_alone_sees_what_it_saw(page: LettersPage) -> None:
    page.who.choose()
    panel = page.who._panel
    assert isinstance(panel, PeriodPanel)
    assert panel.kinds.isHidden()
    offered = [one.text() for one in panel.findChildren(QPushButton)]
    assert offered[:3] == ["Cards to print now", "Birthdays this week", "Birthdays next week"]
    assert page.who.kinds.itemText(0) == "Birthday cards"


@pytest.mark.parametrize("today", [date(2027, 1, 31), date(2027, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_weeks_and_months_follow_each_other(today: date) -> None:
    _now, this_week, next_week, this_month, next_month = [chosen for _words, chosen in periods(today)]
    for here, after in ((this_week, next_week), (this_month, next_month)):
        assert here.start is not None
        assert here.end is not None
        assert here.start <= today <= here.end
        assert after.start == here.end + timedelta(days=1)
    assert this_week.start is not None
    assert this_week.start.weekday() == 0
    assert this_month.start == today.replace(day=1)


def test_each_row_says_which_occasion_and_who_lives_there(page: LettersPage, settled: Settle) -> None:
    window, shop = page.main, page.shop
    soon = shop.today + timedelta(days=3)
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "name_day")))
    shop.occasion_kinds.save([OwnKind("Jubilee", card_wanted=True)])
    _add(shop, "Kari", Occasion("birthday", soon.month, soon.day, 1980))
    _add(shop, "Per", Occasion("name_day", soon.month, soon.day))
    _add(shop, "Ola", Occasion("other", soon.month, soon.day, label="Jubilee"))
    window.perform("letters", "cards", (Selection(start=soon, end=soon), "Three days from now"))
    settled(window)
    rows = _rows(page)
    assert {name: line.split(" · ")[0] for name, (line, _hint) in rows.items() if name.endswith("Moe")} == {
        "Kari Moe": "Birthday",
        "Per Moe": "Name day",
        "Ola Moe": "Jubilee",
    }
    assert rows["Kari Moe"][1].endswith("Moe at the same address gets one too.")
    assert page.who.kinds.itemText(0) == "Cards for special days"


def test_one_kind_is_chosen(page: LettersPage, settled: Settle) -> None:
    window, shop = page.main, page.shop
    soon = shop.today + timedelta(days=3)
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "name_day")))
    _add(shop, "Kari", Occasion("birthday", soon.month, soon.day, 1980))
    _add(shop, "Per", Occasion("name_day", soon.month, soon.day))
    page.who.choose()
    panel = page.who._panel
    assert isinstance(panel, PeriodPanel)
    offered = [panel.kinds.itemText(n) for n in range(panel.kinds.count())]
    assert offered == ["All days that get cards", "Birthday", "Name day"]
    panel.kinds.setCurrentIndex(2)
    panel._take_days(Selection(start=soon, end=soon), "Days")
    settled(window)
    assert list(_rows(page)) == ["Per Moe"]
    assert page.who.words.text() == "Name day · Days"


def test_two_cards_of_one_customer_are_ticked_and_answered_each_by_itself(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    window, shop = page.main, page.shop
    soon = shop.today + timedelta(days=3)
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "name_day")))
    days = (Occasion("birthday", soon.month, soon.day, 1980), Occasion("name_day", soon.month, soon.day))
    kari = shop.customers.add(Customer(given="Kari", family="Moe", addresses=(HOME,), occasions=days))
    only = Selection(start=soon, end=soon, customers=(kari,))
    window.perform("letters", "cards", (only, "Days"))
    settled(window)
    assert page.head.printer.text() == "Print 2 cards"
    birthday, name_day = (one.piece.key for one in page.who.ticked_people())
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(window)
    page.start_again()
    settled(window)
    page.perform("confirm", shop.letters.unfinished()[0].id)  # asked on another day, from Today
    settled(window)
    rows = [page.who.list.rows.row(n) for n in range(page.who.list.rows.rowCount())]
    lost = next(row for row in rows if row.check is not None and page.who._cards[row.key] == name_day)
    page.who.tick(lost.key, on=False)
    assert page.who.cards(ticked=True) == {birthday}
    page.asking.ticked_came()
    settled(window)
    assert shop.letters.printed_keys() == {(kari, "birthday", soon.year)}
    assert [str(c.occasion.kind) for c in shop.letters.candidates(only).chosen] == ["name_day"]
    assert shop.letters.unfinished() == []
