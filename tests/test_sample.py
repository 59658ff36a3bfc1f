"""The sample shop of each culture: alive today, believable, the same again by seed and date, and nothing to undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from string import ascii_letters

import pytest

from smallcrm.domain.agenda import MarkKind
from smallcrm.domain.card_numbers import valid
from smallcrm.domain.errors import Cancelled, FileTrouble, NotFound
from smallcrm.domain.loyalty_terms import ProgrammeState
from smallcrm.domain.model import LANGUAGES, Customer, Entry, Kind, OccasionKind
from smallcrm.paper import fonts
from smallcrm.paper.document import write
from smallcrm.paper.printing import prepare
from smallcrm.safety.check import check
from smallcrm.sample import make_sample_shop
from smallcrm.sample.culture import BANDS, culture
from smallcrm.sample.people import gendered
from smallcrm.store.clock import FixedClock
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop

TODAY = date(2027, 6, 9)
COUNTRIES = {"en": "GB", "fi": "FI", "nb": "NO", "pl": "PL"}
CODES = {
    "GB": r"(SY|HR|LD|L)\d \d[A-Z]{2}|(WR15|DY14|WV16) \d[A-Z]{2}",
    "FI": r"3[3-9]\d{3}",
    "NO": r"9[0-3]\d\d",
    "PL": r"3[0-4]-\d{3}",
    "DE": r"\d{5}",
    "SE": r"\d{3} \d\d",
    "DK": r"\d{4}",
    "EE": r"\d{5}",
    "IE": r"H91 \w{4}",
}


def at(day: date) -> FixedClock:
    return FixedClock(datetime.combine(day, time(10, 30)))


@contextmanager
def sample(folder: Path, language: str, day: date = TODAY, customers: int = 400, seed: int = 1) -> Iterator[Shop]:
    file = folder / f"{language}-{day}-{seed}.smallcrm"
    assert make_sample_shop(file, language=language, customers=customers, seed=seed, clock=at(day)) == customers
    shop = Shop.open(file, clock=at(day))
    try:
        yield shop
    finally:
        shop.close()


@pytest.fixture(scope="module", params=LANGUAGES)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with sample(tmp_path_factory.mktemp("sample"), request.param) as made:
        yield made


@pytest.fixture(scope="module")
def everybody(shop: Shop) -> list[Customer]:
    return list(shop.customers.every())


def everything(shop: Shop) -> list[tuple[Customer, list[Entry]]]:
    return [(c, shop.timeline.of(c.id)) for c in shop.customers.every()]


def test_seed_and_date_decide_everything(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    with (
        sample(tmp_path, "pl", customers=120) as one,
        sample(tmp_path / "again", "pl", customers=120) as same,
        sample(tmp_path, "pl", customers=120, seed=2) as other,
    ):
        assert everything(one) == everything(same)
        assert [c.name for c, _ in everything(one)] != [c.name for c, _ in everything(other)]
        assert one.occasions.today() == same.occasions.today()


def test_the_shop_says_who_it_is(shop: Shop) -> None:
    settings = shop.settings.read()
    assert settings.sample
    assert settings.country == COUNTRIES[settings.language]
    said = (settings.name, settings.sender_name, settings.street, settings.postal_code, settings.city, settings.gift)
    assert all(said)
    assert 5 in settings.open_days
    assert re.fullmatch(CODES[settings.country], settings.postal_code)


def test_nothing_is_wrong_with_the_file(shop: Shop) -> None:
    assert check(shop) == []


def test_today_has_something_of_everything(shop: Shop) -> None:
    today = shop.occasions.today()
    birthdays = {
        state: [i for i in today.occasions(state) if i.occasion.kind == OccasionKind.BIRTHDAY and not i.occasion.whose]
        for state in ("missed", "today", "coming")
    }
    assert len(birthdays["missed"]) >= 5
    assert 2 <= len(birthdays["today"]) <= 4
    assert any(i.turns == 60 for i in birthdays["today"])
    assert len(birthdays["coming"]) >= 5
    assert 6 <= len([i for i in today.cards if i.state == "due"]) <= 10
    assert 2 <= len([i for i in today.cards if i.state == "late"]) <= 5
    assert any(i.occasion.kind == OccasionKind.CUSTOMER_SINCE for i in today.items)
    assert {r.reason.code for r in shop.letters.candidates(Selection()).left_out} >= {
        "no_mail",
        "no_address",
        "already_printed",
    }


@pytest.mark.parametrize(
    "day",
    [date(2028, 2, 29), date(2026, 12, 24), date(2027, 1, 1), date(2027, 3, 28), date(2027, 8, 16), date(2027, 12, 31)],
    ids=str,
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_are_due_on_any_day(tmp_path: Path, language: str, day: date) -> None:
    with sample(tmp_path, language, day, customers=80) as made:
        today = made.occasions.today()
        assert [i for i in today.cards if i.state == "due"]
        assert today.occasions("today")
        assert today.occasions("missed")
        assert today.occasions("coming")


def test_everybody_has_a_name_and_is_somebody_else(everybody: list[Customer]) -> None:
    assert len(everybody) == 400
    assert all(c.name.strip() for c in everybody)
    assert len({c.name for c in everybody}) > 380
    assert len({c.uid for c in everybody}) == 400
    assert len({e.normal for c in everybody for e in c.emails}) == sum(len(c.emails) for c in everybody)


def test_all_kinds_of_people_come(everybody: list[Customer]) -> None:
    assert {c.kind for c in everybody} == {Kind.PERSON, Kind.HOUSEHOLD, Kind.COMPANY}
    assert all(c.given and c.family for c in everybody if c.kind == Kind.COMPANY)
    assert any(c.prospect for c in everybody)
    assert any(c.archived for c in everybody)
    assert any(c.deceased and c.deceased_on for c in everybody)
    assert len([c for c in everybody if c.no_mail]) >= 3
    assert len([c for c in everybody if not c.addresses]) >= 3
    assert any(c.nickname for c in everybody)
    assert any("-" in c.family and len(c.name) > 30 for c in everybody)
    assert any(set("'’-") & set(c.family) for c in everybody)
    assert len([c for c in everybody if c.alert]) >= 3
    assert len({c.language for c in everybody if c.language}) >= 2
    assert any(c.postal_address and c.postal_address.country for c in everybody)
    assert len({t for c in everybody for t in c.tags}) >= 6
    assert len({c.address_form for c in everybody}) >= 4


def test_birthdays_fill_the_year_some_without_one(everybody: list[Customer]) -> None:
    days = [c.birthday for c in everybody if c.birthday]
    assert len({d.month for d in days}) == 12
    assert any((d.month, d.day) == (2, 29) and (d.year or 0) % 4 == 0 for d in days)
    assert 0.15 < sum(d.year is None for d in days) / len(days) < 0.45
    for d in days:
        if d.year:
            assert date(d.year, d.month, d.day) < TODAY.replace(year=TODAY.year - 17)


def test_a_postman_and_a_telephone_would_find_them(shop: Shop, everybody: list[Customer]) -> None:
    home = shop.settings.read().country
    for customer in everybody:
        assert all(p.e164.startswith("+") for p in customer.phones), customer.name
        assert all(e.normal.endswith(("@example.com", "@example.org", "@example.net")) for e in customer.emails)
        for address in customer.addresses:
            country = address.country or home
            assert address.complete
            if country in CODES:
                assert re.fullmatch(CODES[country], address.postal_code), (customer.name, address)


def test_nothing_lies_in_the_future(shop: Shop) -> None:
    for customer, entries in everything(shop):
        assert customer.customer_since is None or customer.customer_since < TODAY
        assert customer.deceased_on is None or customer.deceased_on < TODAY
        assert all(e.on <= TODAY and (e.at is None or e.at.date() == e.on) and "{" not in e.text for e in entries)
        assert all(e.text.strip() for e in entries if e.kind != "visit")
        assert all(e.on < TODAY for e in entries if e.kind != "purchase")


def test_every_list_of_today_has_somebody(shop: Shop) -> None:
    due = shop.due.today()
    assert {r.follow_up.kind for r in due.overdue} >= {"promise", "reminder"}
    assert {r.follow_up.kind for r in due.today} >= {"promise", "reminder", "feedback"}
    assert len(due.calls) == 2
    assert {r.follow_up.state for r in due.complaints} == {"open", "waiting"}
    assert any(r.follow_up.leads for r in due.coming)
    assert any(r.follow_up.rule for r in (*due.overdue, *due.today, *due.coming))
    assert 3 < shop.visits.drifting_count() < 30
    assert 5 < shop.visits.once_count() < 50
    done = shop.follow_ups.find(FollowUpFilter(states=("done", "dropped")))
    assert len(done) == 3
    assert all(r.follow_up.outcome and r.follow_up.done_by for r in done)
    assert shop.remedies.all()
    gifts = [g for i in shop.customers.all_ids() for g in shop.gifts.of(i)]
    assert {g.state for g in gifts} == {"idea", "planned", "given"}
    assert sum(len(shop.customers.of_assistant(one.id)) for one in shop.staff.all()) > 20


def test_this_morning_somebody_came(shop: Shop) -> None:
    came = [entry for _i, _name, entry in shop.timeline.day(TODAY)]
    assert len(came) >= 4
    assert all(e.amount and e.at and e.at < shop.now for e in came)


def test_the_timeline_tells_notes_and_cards(shop: Shop) -> None:
    entries = [e for _, of in everything(shop) for e in of]
    notes = {e.text for e in entries if e.kind == "note"}
    assert len(notes) >= 60
    assert len([e for e in entries if e.kind == "card"]) > 100
    assert not shop.letters.unfinished()


def test_every_due_card_prints(shop: Shop, tmp_path: Path) -> None:
    prepared = prepare(shop, Selection(), "a6-quarter")
    assert {r.reason.code for r in prepared.left_out} <= {"no_mail", "no_address", "already_printed"}
    design = shop.settings.read().design
    assert write(prepared.pieces, prepared.sender, "a6-quarter", design, tmp_path / "cards.pdf") == len(prepared.pieces)


def test_the_fonts_have_every_letter(everybody: list[Customer]) -> None:
    written = {sign for c in everybody for a in c.addresses for sign in f"{c.name}{a.street}{a.city}" if sign != "\n"}
    assert not {
        (face, sign) for face in ("display", "reading", "facts") for sign in fonts.missing("".join(written), face)
    }


def test_a_whole_shop_is_not_undone_by_accident(tmp_path: Path) -> None:
    with sample(tmp_path, "fi", customers=30) as made:
        assert [step.label for step in made.journal.steps()] == ["sample_made"]
        with pytest.raises(NotFound, match="nothing_to_undo"):
            made.journal.undo()
        first = made.customers.all_ids()[0]
        before = made.timeline.of(first)
        made.timeline.add(first, "note", "Uusi muistiinpano")
        made.journal.undo()
        assert made.timeline.of(first) == before
        made.journal.redo()
        assert len(made.timeline.of(first)) == len(before) + 1
        made.journal.undo()
        with pytest.raises(NotFound, match="nothing_to_undo"):
            made.journal.undo()
        assert made.customers.count() == 30 - sum(c.archived or c.deceased for c in made.customers.every())


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "mine.smallcrm"
    file.write_bytes(b"mine")
    with pytest.raises(FileTrouble) as refused:
        make_sample_shop(file, language="en", clock=at(TODAY))
    assert refused.value.code == "exists"
    assert file.read_bytes() == b"mine"


def test_stopped_halfway_nothing_is_left(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        if done > 20:
            raise Cancelled

    file = tmp_path / "half.smallcrm"
    with pytest.raises(Cancelled):
        make_sample_shop(file, language="nb", customers=60, clock=at(TODAY), report=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("customers", [0, 1, 25])
def test_a_small_shop_is_a_shop_too(tmp_path: Path, customers: int) -> None:
    with sample(tmp_path, "en", customers=customers) as made:
        assert check(made) == []


def test_an_unknown_language_is_english(tmp_path: Path) -> None:
    make_sample_shop(tmp_path / "a.smallcrm", language="de", customers=20, clock=at(TODAY))
    made = Shop.open(tmp_path / "a.smallcrm", clock=at(TODAY))
    assert made.settings.read().language == "en"
    made.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_culture_is_rich(language: str) -> None:
    found = culture(language)
    assert sum(len(names) for names in found.given.values()) >= 120
    assert len(found.families) >= 110
    assert len(set(found.notes)) >= 40
    assert 6 <= len(found.tags) <= 10
    assert set(found.forms) == set(BANDS)
    filled = {name for note in found.notes for name in re.findall(r"\{(\w+)\}", note.text)}
    assert filled == set(found.slots)
    for town in found.towns:
        assert town.codes
        assert all(street[0] in ascii_letters + "ŻŁĆŚÅÄÖØÆ" for street in town.streets)


@pytest.mark.parametrize(
    ("family", "hers"),
    [
        ("Kowalski", "Kowalska"),
        ("Sawicki", "Sawicka"),
        ("Konieczny", "Konieczna"),
        ("Nowak", "Nowak"),
        ("Duda", "Duda"),
    ],
)
def test_polish_women_bear_their_form_of_the_name(family: str, hers: str) -> None:
    assert gendered(family, "w", "pl") == hers
    assert gendered(family, "m", "pl") == family
    assert gendered("Sandski", "w", "nb") == "Sandski"


def test_names_agree_with_sex_in_poland(tmp_path: Path) -> None:
    found = culture("pl")
    women = {n for band in BANDS for n in found.given["w", band]}
    with sample(tmp_path, "pl") as made:
        for c in made.customers.every():
            if c.kind == Kind.PERSON and not c.language and c.given in women:
                assert not c.family.endswith(("ski", "cki", "dzki")), c.name
            if c.kind == Kind.HOUSEHOLD:
                assert c.greeting_name == f"Państwo {c.display_name.split()[-1]}"
                assert c.greeting_name.endswith("scy")


def test_couples_share_a_home(everybody: list[Customer]) -> None:
    people = [c for c in everybody if c.kind == Kind.PERSON and c.addresses]
    homes: dict[object, list[Customer]] = {}
    for c in people:
        homes.setdefault(replace(c.addresses[0], primary=True), []).append(c)
    together = [two for two in homes.values() if len(two) == 2]
    assert len(together) >= 5


def test_punch_cards_lie_on_the_days_of_visits_and_each_list_of_them_shows_somebody(shop: Shop) -> None:
    states = [programme.state for programme in shop.programmes.all()]
    assert states == [ProgrammeState.RUNNING, ProgrammeState.RUNNING, ProgrammeState.PAUSED]
    on_scan = shop.programmes.on_scan()
    assert on_scan is not None
    rewards, count = shop.cards.rewards_ready(400)
    assert count >= 10
    expiring, _count = shop.cards.expiring(30, 400)
    assert {bool(ready.reward_id) for ready in expiring} == {True, False}
    assert {ready.programme for ready in rewards} >= {on_scan.name}
    query = (
        "SELECT count(*) FROM ledger l JOIN round r ON r.id = l.round_id WHERE l.kind = 'stamp' AND NOT EXISTS (SELECT"
        " 1 FROM entry e WHERE e.customer_id = r.customer_id AND e.on_date = l.on_date"
        " AND e.kind IN ('visit', 'purchase'))"
    )
    assert shop.database.sql(query) == [(0,)]
    kinds = dict(shop.database.sql("SELECT kind, count(*) FROM ledger GROUP BY kind"))
    assert kinds["stamp"] > 400
    assert kinds["redeem"] > 10
    numbers = [str(digits) for (digits,) in shop.database.sql("SELECT digits FROM card_number WHERE customer_id > 0")]
    assert len(numbers) > 60
    assert all(map(valid, numbers))
    shown = shop.cards.last_scans()
    assert len(shown) == 5
    assert not any(scan.step for scan in shown)  # nobody undoes the sample: what is wrong is reversed


def test_the_calendar_has_something_of_everything(shop: Shop) -> None:
    days = shop.agenda.days(TODAY, TODAY + timedelta(days=60))
    marks = [mark for day in days for mark in day.marks]
    assert {mark.kind for mark in marks} >= {MarkKind.OCCASION, MarkKind.FOLLOW_UP, MarkKind.EVENT}
    found = [mark.occasion for mark in marks if mark.occasion]
    assert {str(day.kind) for day in found} >= set(OccasionKind) - {OccasionKind.NAME_DAY}  # no list comes with us
    assert any(day.partner for day in found)
    assert any(day.whose for day in found)
    own = {kind.name for kind in shop.occasion_kinds.all()}
    assert own == {day.label for day in found if day.kind == OccasionKind.OTHER}
    assert shop.agenda.post_days(TODAY, TODAY + timedelta(days=60))


def test_a_marriage_that_ended_is_kept_and_not_told(shop: Shop, everybody: list[Customer]) -> None:
    ended = [who.id for who in everybody if any(day.ended for day in who.occasions)]
    assert ended
    whole_year = shop.occasions.between(TODAY, TODAY + timedelta(days=366))
    weddings = {item.customer_id for item in whole_year if item.occasion.kind == OccasionKind.WEDDING}
    assert weddings
    assert not weddings & set(ended)
