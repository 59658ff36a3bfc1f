"""What the shop itself has on its calendar: put on it, changed, taken off, and each of that taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.safety.check import check
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.pictures import picture

ONE_DAY = timedelta(days=1)
EVENING = Event("Kanta-asiakasilta", MONDAY, at=time(18, 30), text="Kahvit varattu")


def test_an_event_is_kept_as_it_was_typed(shop: Shop) -> None:
    made = shop.events.add(replace(EVENING, title="  Kanta-asiakasilta \n", text=" Kahvit varattu "))
    assert shop.events.get(made) == replace(EVENING, id=made)
    fair = Event("Messut <b>%x_</b>", MONDAY, MONDAY + 2 * ONE_DAY)
    assert shop.events.get(shop.events.add(fair)) == replace(fair, id=made + 1)
    same_day = shop.events.add(replace(fair, until=MONDAY))
    assert shop.events.get(same_day).until is None


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (Event("", MONDAY), "no_title"),
        (Event(" \n ", MONDAY), "no_title"),
        (Event("x", MONDAY, MONDAY - ONE_DAY), "bad_period"),
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, event: Event, code: str) -> None:
    made = shop.events.add(EVENING)
    before = picture(shop)
    for act in (shop.events.add, lambda one: shop.events.save(replace(one, id=made))):
        with pytest.raises(BadInput) as caught:
            act(event)
        assert caught.value.code == code
    assert picture(shop) == before


def test_each_act_is_a_step_that_goes_back_and_forth(shop: Shop) -> None:
    pictures = [picture(shop)]
    made = shop.events.add(EVENING)
    pictures.append(picture(shop))
    shop.events.save(replace(EVENING, id=made, title="Ilta", on=MONDAY + ONE_DAY, at=None))
    pictures.append(picture(shop))
    shop.events.remove(made)
    pictures.append(picture(shop))
    assert [(s.label, s.values["name"]) for s in reversed(shop.journal.steps(3))] == [
        ("event_added", "Kanta-asiakasilta"),
        ("event_changed", "Ilta"),
        ("event_removed", "Ilta"),
    ]
    for wanted in pictures[-2::-1]:
        shop.journal.undo()
        assert picture(shop) == wanted
        assert check(shop) == []
    for wanted in pictures[1:]:
        shop.journal.redo()
        assert picture(shop) == wanted


def test_what_changed_nothing_is_no_step(shop: Shop) -> None:
    made = shop.events.add(EVENING)
    number = shop.journal.change_no()
    shop.events.save(replace(EVENING, id=made))
    assert shop.journal.change_no() == number


def test_an_event_that_is_gone_is_told(shop: Shop) -> None:
    made = shop.events.add(EVENING)
    shop.events.remove(made)
    for act in (shop.events.get, shop.events.remove, lambda i: shop.events.save(replace(EVENING, id=i))):
        with pytest.raises(NotFound):
            act(made)


def test_events_that_touch_some_days(shop: Shop) -> None:
    whole_day, evening = shop.events.add(Event("Päivä", MONDAY)), shop.events.add(EVENING)
    long = shop.events.add(Event("Alennusmyynti", MONDAY - 3 * ONE_DAY, MONDAY + 3 * ONE_DAY))
    found = {
        n: [one.id for one in shop.events.between(MONDAY + n * ONE_DAY, MONDAY + n * ONE_DAY)] for n in range(-4, 5)
    }
    assert found == {-4: [], -3: [long], -2: [long], -1: [long], 0: [long, whole_day, evening]} | {
        1: [long],
        2: [long],
        3: [long],
        4: [],
    }
    assert [one.id for one in shop.events.between(date(2027, 1, 1), date(2027, 12, 31))] == [long, whole_day, evening]


def test_the_window_is_told_of_events(shop: Shop) -> None:
    heard: list[frozenset[str]] = []
    shop.on_change(heard.append)
    shop.events.add(EVENING)
    assert heard == [frozenset({"events", "journal"})]
