"""Export from a real shop, by suffix; what was there before stays when writing fails."""

from __future__ import annotations

import dataclasses
import json
import stat
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import ShopError
from smallcrm.domain.follow_up import CallOutcome, Complaint, FollowUp, Repeat, Unit
from smallcrm.domain.gifts import Gift
from smallcrm.domain.model import Customer, Email, Entry, Occasion, Phone
from smallcrm.exchange import json_format
from smallcrm.exchange.export import export
from smallcrm.exchange.files import read_file
from smallcrm.exchange.vcard import reader
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.exchange.strategies import customers, tiny_png

TODAY = date(2026, 11, 21)
LIISA = Customer(
    given="Liisa",
    family="Mäkinen",
    phones=(Phone("040 123 4567", "mobile", primary=True),),
    emails=(Email("liisa@example.fi"),),
    occasions=(Occasion("birthday", 2, 29),),
    tags=("kanta-asiakas",),
    photo=tiny_png(1, 2, 3),
    photo_type="image/png",
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop.open(tmp_path / "a.smallcrm", clock=FixedClock(TODAY), create=True, country="FI", language="fi")
    shop.timeline.add(shop.customers.add(LIISA), "note", "ei\nneilikoita", TODAY)
    shop.customers.add(Customer(given="Ola", family="Nordmann", archived=True))
    shop.customers.bin(shop.customers.add(Customer(given="Binned")))
    yield shop
    shop.close()


def facts(entries: tuple[Entry, ...]) -> list[tuple[str, date, str]]:
    return [(entry.kind, entry.on, entry.text) for entry in entries]


def test_vcard_holds_everybody_but_the_bin(shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "a.VCF"
    assert export(shop, out) == 2
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    records = reader.read(out.read_bytes(), out.name, TODAY).records
    assert {record.customer.name for record in records} == {"Liisa Mäkinen", "Ola Nordmann"}
    liisa = next(record for record in records if record.customer.given == "Liisa")
    stored = shop.customers.get(shop.customers.search("liisa")[0].id)
    assert (liisa.customer.uid, liisa.customer.photo) == (stored.uid, LIISA.photo)
    assert liisa.customer.occasions == LIISA.occasions
    assert facts(liisa.entries) == [("note", TODAY, "ei\nneilikoita")]


def test_json_holds_the_same_as_show(shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    assert export(shop, out, "liisa") == 1
    (shown,) = json.loads(out.read_text(encoding="utf-8"))["customers"]
    stored = shop.customers.get(shown["id"])
    assert shown == json_format.customer_json(stored, json_format.Story(shop.timeline.of(stored.id)))
    (record,) = json_format.read(out.read_bytes(), "a.json", TODAY).records
    assert record.customer.name == "Liisa Mäkinen"


def bare(customer: Customer) -> Customer:
    """A stored customer as a file holds it: without ids, versions and normal forms."""
    return dataclasses.replace(
        customer,
        id=0,
        version=0,
        phones=tuple(dataclasses.replace(phone, e164="") for phone in customer.phones),
        emails=tuple(dataclasses.replace(email, normal="") for email in customer.emails),
        occasions=tuple(dataclasses.replace(occasion, id=0) for occasion in customer.occasions),
    )


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(customers(), min_size=1, max_size=4, unique_by=lambda customer: customer.uid))
def test_what_the_shop_holds_is_what_its_files_hold(shop: Shop, tmp_path: Path, people: list[Customer]) -> None:
    for person in people:
        shop.customers.add(dataclasses.replace(person, uid=""))
    export(shop, tmp_path / "a.vcf")
    export(shop, tmp_path / "a.json")
    stored = [(bare(customer), len(shop.timeline.of(customer.id))) for customer in shop.customers.every()]
    cards = reader.read((tmp_path / "a.vcf").read_bytes(), "a.vcf", TODAY)
    objects = json_format.read((tmp_path / "a.json").read_bytes(), "a.json", TODAY)
    for result in (cards, objects):
        assert result.problems == ()
        assert [(record.customer, len(record.entries)) for record in result.records] == stored


def test_csv_holds_everybody_but_the_bin(shop: Shop, tmp_path: Path) -> None:
    assert export(shop, tmp_path / "a.csv") == 2
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "Mäkinen" in text
    assert "Binned" not in text


def test_nobody_found_is_an_empty_file(shop: Shop, tmp_path: Path) -> None:
    assert export(shop, tmp_path / "a.vcf", "nobody at all") == 0
    assert (tmp_path / "a.vcf").read_bytes() == b""


def test_progress_is_told(shop: Shop, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    export(shop, tmp_path / "a.vcf", report=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2)]


def test_an_unknown_suffix_and_a_missing_folder_are_told(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(ShopError) as caught:
        export(shop, tmp_path / "a.doc")
    assert (caught.value.code, caught.value.values["suffix"]) == ("unknown_format", ".doc")
    with pytest.raises(ShopError) as caught:
        export(shop, tmp_path / "nowhere" / "a.vcf")
    assert caught.value.code == "cannot_write"
    assert not list(tmp_path.glob("*.part"))


def test_what_is_to_be_done_comes_back_to_whom_it_belongs(shop: Shop, tmp_path: Path) -> None:
    sanna = shop.staff.add("Sanna Mäki")
    person = shop.customers.search("liisa")[0].id
    shop.customers.save(dataclasses.replace(shop.customers.get(person), assistant=sanna))
    _live(shop, person, sanna)
    export(shop, tmp_path / "a.json", "liisa")
    objects = json_format.read((tmp_path / "a.json").read_bytes(), "a.json", TODAY)
    assert objects.problems == ()
    steps = len(shop.journal.steps())
    again = shop.imports.plan([objects])
    assert [i.action for i in again.items] == ["unchanged"]
    assert (shop.imports.apply(again), len(shop.journal.steps())) == (0, steps)

    other = Shop.open(tmp_path / "other.smallcrm", clock=shop.clock, create=True, language="fi")
    other.staff.add("Ola")
    there = other.staff.add("Sanna Mäki")
    other.imports.apply(other.imports.plan([objects]))
    (copied,) = other.customers.all_ids()
    assert other.customers.get(copied).assistant == there
    assert _told(other, copied) == _told(shop, person)
    assert other.visits.figures(copied) == shop.visits.figures(person)
    assert other.follow_ups.open_complaints(copied)[0].assignee == there
    assert check(other) == []
    other.timeline.remove(other.timeline.of(copied, kinds=["visit"])[0].id)
    new = dataclasses.replace(objects.records[0], fingerprint="x")
    more = other.imports.plan([dataclasses.replace(objects, records=(new,))])
    assert [(i.action, len(i.history.entries), len(i.history.follow_ups)) for i in more.items] == [("update", 1, 0)]
    other.imports.apply(more)
    assert other.visits.figures(copied) == shop.visits.figures(person)
    other.journal.undo()
    other.journal.undo()
    other.journal.undo()
    assert other.customers.all_ids() == []
    assert check(other) == []
    other.close()


def _told(shop: Shop, person: int) -> object:
    """Everything told of somebody, ids in the order in which they stand."""
    entries, tasks = shop.timeline.of(person), shop.follow_ups.of(person)
    lines = {e.id: n for n, e in enumerate(entries)} | {0: -1}
    numbers = {f.id: n for n, f in enumerate(tasks)} | {0: -1}
    return (
        [dataclasses.replace(e, id=0, follow_up=numbers[e.follow_up]) for e in entries],
        [
            dataclasses.replace(f, id=0, customer_id=0, assignee=0, entry=lines[f.entry], parent=numbers[f.parent])
            for f in tasks
            if not f.rule
        ],
        [dataclasses.replace(g, id=0, customer_id=0) for g in shop.gifts.of(person)],
    )


@pytest.mark.parametrize("name", ["a.vcf", "a.csv", "a.json"])
@pytest.mark.parametrize("called", ["Sanna Mäki", "O'Brien, \\Ola; =1+1", "@Ewa"])
def test_whose_customer_somebody_is_comes_back_from_each_file(
    shop: Shop, tmp_path: Path, name: str, called: str
) -> None:
    person = shop.customers.search("liisa")[0].id
    mine = shop.staff.add(called)
    shop.customers.save(dataclasses.replace(shop.customers.get(person), assistant=mine))
    export(shop, tmp_path / name)
    found = read_file(tmp_path / name, today=TODAY)
    assert found.problems == ()
    assert {r.customer.given: r.assistant for r in found.records} == {"Liisa": called, "Ola": ""}
    assert all(not record.customer.extra for record in found.records)
    again = shop.imports.plan([found])
    assert [item.action for item in again.items] == ["unchanged", "unchanged"]
    shop.customers.save(dataclasses.replace(shop.customers.get(person), assistant=0))
    shop.imports.apply(shop.imports.plan([found]))
    assert shop.customers.get(person).assistant == mine


def test_the_secretary_of_a_customer_is_not_one_of_us(shop: Shop) -> None:
    """What other programs call an assistant works for the customer, even where somebody here is called so."""
    shop.staff.add("Jenny")
    card = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Berg\r\nX-MS-ASSISTANT:Jenny\r\nRELATED;TYPE=agent;VALUE=text:Jenny"
        b"\r\nEND:VCARD\r\n"
    )
    (record,) = reader.read(card, "a.vcf", TODAY).records
    assert record.assistant == ""
    assert [value for _name, value in record.customer.extra] == ["Jenny", "Jenny"]


def _live(shop: Shop, person: int, staff: int) -> None:
    """Write something of everything about somebody."""
    complaint = shop.follow_ups.complain(person, "Rikki", due=TODAY, assignee=staff).follow_up
    known = shop.follow_ups.get(complaint)
    shop.follow_ups.save(dataclasses.replace(known, complaint=Complaint("syy", "hyvitys", "ehkäisy", "kuka")))
    weekly = FollowUp("reminder", person, "Soita", TODAY, time(15), (7, 1), Repeat(2, Unit.LAST_WEEKDAY, weekday=4))
    following = shop.follow_ups.done(shop.follow_ups.add(weekly), "soitettu")
    assert following
    shop.follow_ups.snooze(following, datetime(2026, 12, 1, 9))
    shop.follow_ups.called(person, CallOutcome.REACHED, "Kuultiin", follow_up=complaint)
    shop.visits.purchase(person, amount=1250, text="Lankaa")
    shop.visits.purchase(person, amount=1250, text="Lankaa", on=TODAY - timedelta(days=7))
    shop.visits.visit(person, on=TODAY - timedelta(days=3))
    shop.gifts.add(Gift(person, "Puikot", "given", "birthday", TODAY, "Ilahtui", 900))
