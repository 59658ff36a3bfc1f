"""Settings, staff and timeline: what is kept, what is refused, and who is told."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.model import Customer, Entry, ShopSettings
from smallcrm.domain.text import fold
from smallcrm.safety.check import check
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop
from smallcrm.store.staff import StaffMember
from tests.store.conftest import MONDAY


def test_every_setting_comes_back(shop: Shop) -> None:
    wanted = ShopSettings(
        name="Kerä & <b>", kind="flowers", sender_name="Sanna", street="Koulutie 7", postal_code="37500",
        city="Lempäälä", country="FI", phone="1", email="a@b", website="w", language="pl",
        leap_day="1", open_days=(1, 3), post_days=4,
        closed_dates=(date(2027, 12, 24), date(2027, 12, 31)), post_days_abroad=9, handling_days=2,
        cards_until="end_of_week", gift="kahvi", gift_days=9, country_names="fi", design="wreath", layout="letter-fi",
        sample=True,
    )  # fmt: skip
    shop.settings.save(wanted)
    assert shop.settings.read() == wanted
    again = Shop.open(shop.file)
    assert again.settings.read() == wanted
    again.close()
    changed = replace(wanted, name="a\0b", post_days=3)
    shop.settings.save(changed)
    assert (shop.settings.read().name, shop.settings.read().post_days) == ("ab", 3)
    step = shop.journal.steps()[0]
    assert (step.label, sorted(step.values["names"])) == ("settings_changed", ["name", "post_days"])
    with shop.change("x"):
        assert shop.settings.read().name == "ab"


def test_a_new_language_sorts_anew(shop: Shop) -> None:
    for name in ("Åse", "Zoe", "Ænd", "Öst"):
        shop.customers.add(Customer(given=name))
    assert [c.name for c in shop.customers.page(0, 9)] == ["Zoe", "Åse", "Ænd", "Öst"]
    shop.settings.save(replace(shop.settings.read(), language="nb"))
    assert [c.name for c in shop.customers.page(0, 9)] == ["Zoe", "Ænd", "Öst", "Åse"]
    assert check(shop) == []


def test_staff(shop: Shop) -> None:
    sanna, ola = shop.staff.add(" Sanna Mäki "), shop.staff.add("Ola", "oo")
    assert [(s.id, s.name, s.initials, s.active) for s in shop.staff.all()] == [
        (ola, "Ola", "oo", True),
        (sanna, "Sanna Mäki", "SM", True),
    ]
    shop.staff.set_active(ola, active=False)
    assert [s.id for s in shop.staff.all()] == [sanna, ola]
    with pytest.raises(BadInput):
        shop.staff.add("  ")
    with pytest.raises(NotFound):
        shop.staff.set_active(99, active=False)
    with pytest.raises(NotFound):
        shop.staff.rename(99, "Nobody")


def test_staff_are_told_apart(shop: Shop) -> None:
    ids = [shop.staff.add(name) for name in ("Anna Kowal", "Anna Kot", "Ania Król", "Li", "L")]
    assert [_one(shop, i).initials for i in ids] == ["AK", "AKO", "AKR", "L", "L2"]
    with pytest.raises(BadInput) as known:
        shop.staff.add("anna  KOWAL")
    assert known.value.code == "staff_known"
    with pytest.raises(BadInput) as same:
        shop.staff.rename(ids[1], "Anna Kot", "ak")
    assert same.value.code == "same_initials"
    assert _one(shop, ids[1]).initials == "AKO"


@given(names=st.lists(st.text(max_size=12), max_size=8))
def test_whatever_they_are_called_their_initials_differ(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop.open(Path(folder) / "a.smallcrm", create=True)
        for name in names:
            with suppress(BadInput):
                shop.staff.add(name)
        found = [one.initials for one in shop.staff.all()]
        assert len({fold(short) for short in found}) == len(found)
        assert all(0 < len(short) <= 4 for short in found)
        shop.close()


def test_somebody_is_renamed_goes_and_comes_back_and_each_can_be_undone(shop: Shop) -> None:
    sanna = shop.staff.add("Sanna Mäki")
    shop.staff.rename(sanna, "Sanna Mäki-Aho")
    assert (_one(shop, sanna).name, _one(shop, sanna).initials) == ("Sanna Mäki-Aho", "SM")
    shop.staff.set_active(sanna, active=False)
    assert not _one(shop, sanna).active
    shop.staff.set_active(sanna, active=True)
    labels = [(step.label, step.values["name"]) for step in shop.journal.steps(3)]
    assert labels == [
        ("staff_back", "Sanna Mäki-Aho"),
        ("staff_gone", "Sanna Mäki-Aho"),
        ("staff_renamed", "Sanna Mäki-Aho"),
    ]
    for _step in range(3):
        shop.journal.undo()
    assert _one(shop, sanna) == StaffMember(sanna, "Sanna Mäki", "SM", active=True)


def _one(shop: Shop, staff_id: int) -> StaffMember:
    return next(one for one in shop.staff.all() if one.id == staff_id)


def test_who_did_it_stands_in_history_and_timeline(shop: Shop) -> None:
    shop.actor = "SM"
    made = shop.customers.add(Customer(given="Aino"))
    shop.timeline.add(made, "note", " Tee\0tä ", date(2027, 1, 2))
    (entry,) = shop.timeline.of(made)
    assert (entry.actor, entry.text, entry.on, entry.kind) == ("SM", "Teetä", date(2027, 1, 2), "note")
    assert entry.written_at is not None
    assert entry.written_at.date() == MONDAY
    assert {s.actor for s in shop.journal.steps()} == {"SM"}


def test_entries_newest_first_changed_and_removed(shop: Shop) -> None:
    made = shop.customers.add(Customer(given="Aino"))
    old = shop.timeline.add(made, "note", "old", date(2020, 1, 1))
    new = shop.timeline.add(made, "note", "new")
    same = shop.timeline.add(made, "note", "newer")
    assert [e.id for e in shop.timeline.of(made)] == [same, new, old]
    assert [e.id for e in shop.timeline.of(made, limit=1)] == [same]
    shop.timeline.edit(old, " older ")
    shop.timeline.remove(new)
    assert [e.text for e in shop.timeline.of(made)] == ["newer", "older"]
    assert shop.timeline.of(99) == []


def test_entries_that_cannot_be(shop: Shop) -> None:
    made = shop.customers.add(Customer(given="Aino"))
    entry = shop.timeline.add(made, "note", "x")
    for call in (lambda: shop.timeline.add(made, "note", " \n"), lambda: shop.timeline.edit(entry, "")):
        with pytest.raises(BadInput):
            call()
    for miss in (
        lambda: shop.timeline.add(99, "note", "x"),
        lambda: shop.timeline.edit(99, "x"),
        lambda: shop.timeline.remove(99),
    ):
        with pytest.raises(NotFound):
            miss()


def test_an_entry_with_its_own_time_keeps_it(shop: Shop) -> None:
    made = shop.customers.add(Customer(given="Aino"))
    at = datetime.fromisoformat("2020-02-03T14:30:00+02:00")
    with shop.change("imported", bulk=True):
        shop.timeline.write(made, Entry("note", date(2020, 2, 3), "x", at=at, written_at=at, actor="OO"))
    (entry,) = shop.timeline.of(made)
    assert (entry.at, entry.written_at, entry.actor) == (at, at, "OO")


def test_listeners_hear_what_changed_once_after_the_commit(shop: Shop) -> None:
    heard: list[frozenset[str]] = []
    shop.on_change(heard.append)
    made = shop.customers.add(Customer(given="Aino"))
    with shop.change("x"):
        shop.timeline.add(made, "note", "x")
        shop.settings.save(replace(shop.settings.read(), name="K"))
        assert len(heard) == 1
    with shop.change("nothing"):
        pass
    shop.journal.undo()
    shop.off_change(heard.append)
    shop.customers.bin(made)
    assert [set(h) for h in heard] == [
        {"customers", "journal"},
        {"entries", "settings", "journal"},
        {"entries", "settings", "journal"},
    ]


def test_rows_are_written_inside_a_change_only(shop: Shop) -> None:
    with pytest.raises(RuntimeError):
        shop.customers.add_many([Customer(given="x")])


def test_clocks(tmp_path: Path) -> None:
    now = Clock().now()
    assert (now.tzinfo is not None, now.microsecond) == (True, 0)
    assert FixedClock(date(2027, 5, 10)).now().date() == date(2027, 5, 10)
    assert FixedClock(datetime(2027, 5, 10, 9, 30)).now().tzinfo is not None
    aware = datetime.fromisoformat("2027-05-10T09:30:00+00:00")
    assert FixedClock(aware).now() == aware
    shop = Shop.open(tmp_path / "a.smallcrm", create=True)
    assert abs((shop.now - now).total_seconds()) < 60
    shop.close()
