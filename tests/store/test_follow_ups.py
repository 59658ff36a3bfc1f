"""Follow-ups: made, done, snoozed, called; they never vanish by themselves, whatever the clock does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.follow_up import CallOutcome, Complaint, FollowUp, Repeat, State, Unit
from smallcrm.domain.gifts import Remedy
from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.safety.check import check
from smallcrm.store.follow_ups import FollowUpFilter, NoteMade
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
NOON = datetime(2027, 5, 10, 12, 0)


@pytest.fixture
def aino(shop: Shop) -> int:
    for one in shop.rules.all():  # the rules are tried where they are at home
        shop.rules.save(replace(one, active=False))
    return shop.customers.add(Customer(given="Aino", family="Mäkelä"))


def reminder(customer: int, text: str = "Soita", due: date = TUESDAY, **values: Any) -> FollowUp:
    return FollowUp("reminder", customer, text, due, **values)


def labels(shop: Shop, count: int) -> list[str]:
    return [step.label for step in shop.journal.steps(count)]


# -- kept ------------------------------------------------------------------------------------------------------------


def test_everything_of_a_follow_up_comes_back(shop: Shop, aino: int) -> None:
    shop.actor = "SM"
    wanted = FollowUp(
        "complaint", aino, "Väri\nmeni pieleen", date(2027, 6, 1), time(14, 30), (1, 30, 7, 7), Repeat(2, Unit.WEEK),
        assignee=3, urgent=True, state="waiting", snoozed_to=datetime(2027, 5, 30, 9, 15),
        complaint=Complaint("syy", "hyvitys", "ehkäisy", "Sanna"), outcome="x", parent=0, rule_key="",
    )  # fmt: skip
    made = shop.follow_ups.add(wanted)
    stored = shop.follow_ups.get(made)
    assert stored.made_at == shop.now
    assert (stored.made_by, stored.first_due, stored.leads) == ("SM", date(2027, 6, 1), (30, 7, 1))
    same = replace(stored, id=0, made_at=None, made_by="", first_due=None, leads=wanted.leads)
    assert same == wanted


@pytest.mark.parametrize("typed", ["\ud83d", " \ud83d ", "\0", " \n", "  Soita  ", "Ääni \ud83d\n", "\ud83d x"])
def test_words_that_cannot_be_stored_leave_nothing_that_differs(shop: Shop, aino: int, typed: str) -> None:
    complaint = Complaint(typed, typed, typed, typed)
    made = shop.follow_ups.add(
        FollowUp("complaint", aino, f"Rikki{typed}", TUESDAY, complaint=complaint, outcome=typed)
    )
    assert check(shop) == []
    shop.follow_ups.save(replace(shop.follow_ups.get(made), text=f"{typed}Korjattu{typed}"))
    assert check(shop) == []


def test_only_what_differs_is_saved_and_a_new_day_wakes_it(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 20)))
    shop.follow_ups.snooze(made, datetime(2027, 5, 19, 9))
    stored = shop.follow_ups.get(made)
    before = len(shop.journal.steps())
    shop.follow_ups.save(stored)
    assert len(shop.journal.steps()) == before
    shop.follow_ups.save(replace(stored, due=date(2027, 5, 25), state="done", made_by="XX"))
    saved = shop.follow_ups.get(made)
    assert (saved.due, saved.first_due, saved.snoozed_to) == (date(2027, 5, 25), date(2027, 5, 25), None)
    assert (saved.state, saved.made_by) == ("open", "")
    assert shop.journal.steps()[0].fields == ("due", "first_due", "snoozed_to")
    with pytest.raises(NotFound):
        shop.follow_ups.save(replace(stored, id=99))


def test_each_state_and_back(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino))
    follow_ups = shop.follow_ups
    actions: list[tuple[Callable[[], object], str, str]] = [
        (lambda: follow_ups.wait(made), "waiting", "follow_up_waiting"),
        (lambda: follow_ups.done(made, " soitettu "), "done", "follow_up_done"),
        (lambda: follow_ups.reopen(made), "open", "follow_up_reopened"),
        (lambda: follow_ups.drop(made), "dropped", "follow_up_dropped"),
    ]
    for act, state, label in actions:
        act()
        assert follow_ups.get(made).state == state
        assert labels(shop, 1) == [label]
    ended = follow_ups.get(made)
    assert ended.done_at is not None
    assert (ended.done_at.date(), ended.outcome) == (MONDAY, "soitettu")
    before = len(shop.journal.steps())
    assert follow_ups.done(made) is None  # it has ended: it stays as it ended
    assert len(shop.journal.steps()) == before
    for _action in actions:
        shop.journal.undo()
    assert follow_ups.get(made).state == "open"
    assert follow_ups.get(made).done_at is None


def test_a_call_about_what_ended_meanwhile_leaves_it_ended(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino))
    shop.follow_ups.done(made)
    ended = shop.follow_ups.get(made)
    shop.follow_ups.called(aino, CallOutcome.MESSAGE_LEFT, follow_up=made)
    shop.follow_ups.called(aino, CallOutcome.NO_ANSWER, follow_up=made, again=datetime(2027, 5, 20, 9))
    assert shop.follow_ups.get(made) == ended
    (again,) = [f for f in shop.follow_ups.of(aino) if f.live]
    assert (again.kind, again.due, again.at) == ("call_back", date(2027, 5, 20), time(9))


def test_who_was_reached_and_wants_another_call_gets_it(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino))
    shop.follow_ups.called(aino, CallOutcome.REACHED, "Torstaina", follow_up=made, again=datetime(2027, 5, 13))
    assert shop.follow_ups.get(made).state == "done"
    (again,) = [f for f in shop.follow_ups.of(aino) if f.live]
    assert (again.kind, again.text, again.due, again.at) == ("call_back", "Torstaina", date(2027, 5, 13), None)


def test_a_call_of_another_day_counts_for_its_follow_up_too(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.add(reminder(aino))
    line = shop.follow_ups.called(aino, CallOutcome.REACHED, follow_up=made, on=date(2027, 5, 7))
    assert shop.timeline.get(line).on == date(2027, 5, 7)
    assert shop.follow_ups.get(made).state == "done"
    with pytest.raises(BadInput, match="future_entry"):
        shop.follow_ups.called(aino, CallOutcome.REACHED, on=date(2027, 5, 11))


def test_of_a_customer_the_live_first_by_due(shop: Shop, aino: int) -> None:
    late = shop.follow_ups.add(reminder(aino, due=date(2027, 6, 1)))
    early = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 1), at=time(9)))
    gone = shop.follow_ups.add(reminder(aino, due=date(2027, 4, 1)))
    child = shop.follow_ups.add(reminder(aino, due=date(2027, 5, 1), parent=late))
    shop.follow_ups.done(gone)
    assert [f.id for f in shop.follow_ups.of(aino)] == [child, early, late, gone]
    assert [f.id for f in shop.follow_ups.children(late)] == [child]
    assert shop.follow_ups.of(99) == []
    with pytest.raises(NotFound):
        shop.follow_ups.get(99)
    with pytest.raises(NotFound):
        shop.follow_ups.add(reminder(99))


def test_found_by_words_kind_state_and_whom(shop: Shop, aino: int) -> None:
    sanna = shop.staff.add("Sanna")
    eero = shop.customers.add(Customer(given="Eero", family="Ålander", tags=("langat",)))
    tea = shop.follow_ups.add(reminder(aino, "Tilaa teetä 100%"))
    call = shop.follow_ups.add(FollowUp("call_back", eero, "Vasta iltapäivällä", MONDAY, time(15), assignee=sanna))
    binned = shop.customers.add(Customer(given="Poissa"))
    shop.follow_ups.add(reminder(binned, "Teetä"))
    shop.customers.bin(binned)

    def ids(**values: Any) -> list[int]:
        wanted = FollowUpFilter(**values)
        rows = shop.follow_ups.find(wanted)
        assert shop.follow_ups.count(wanted) == len(rows)
        return [row.follow_up.id for row in rows]

    assert ids() == [call, tea]
    assert ids(text="teeta") == ids(text="TEETÄ  makela") == ids(text="100%") == [tea]
    assert ids(text="aland") == ids(text="iltapaiv") == [call]
    assert ids(text="langat") == ids(text="_") == ids(text="x") == []
    assert ids(kinds=("call_back",)) == ids(assignee=sanna) == ids(due_until=MONDAY) == ids(customer=eero) == [call]
    assert ids(assignee=0) == [tea]
    assert ids(rule=7) == ids(states=("done",)) == []
    shop.follow_ups.done(tea)
    assert ids() == [call]
    assert ids(states=("done",)) == [tea]
    assert ids(states=()) == [call, tea]
    assert [r.name for r in shop.follow_ups.find(FollowUpFilter(states=()), limit=1, offset=1)] == ["Aino Mäkelä"]


# -- at the counter --------------------------------------------------------------------------------------------------


def test_a_note_with_a_date_is_one_step(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.note(aino, " Soita torstaina ", TUESDAY, time(16), kind="promise")
    (entry,) = shop.timeline.of(aino)
    follow_up = shop.follow_ups.get(made.follow_up)
    assert (entry.id, entry.text, entry.follow_up) == (made.entry, "Soita torstaina", made.follow_up)
    assert (follow_up.kind, follow_up.text, follow_up.entry) == ("promise", "Soita torstaina", made.entry)
    assert (follow_up.due, follow_up.at) == (TUESDAY, time(16))
    assert shop.follow_ups.note(aino, "Vain muistiinpano") == NoteMade(made.entry + 1, 0)
    assert labels(shop, 2) == ["note_added", "note_with_follow_up"]
    shop.journal.undo()
    shop.journal.undo()
    assert shop.timeline.of(aino) == []
    assert shop.follow_ups.of(aino) == []
    with pytest.raises(BadInput, match="empty_note"):
        shop.follow_ups.note(aino, " ")
    with pytest.raises(BadInput, match="empty_note"):
        shop.follow_ups.complain(aino, "\n")


def test_a_complaint_calls_back_on_the_next_open_day(shop: Shop, aino: int) -> None:
    shop.settings.save(replace(shop.settings.read(), open_days=(0, 3)))
    made = shop.follow_ups.complain(aino, "Rikki")
    complaint = shop.follow_ups.get(made.follow_up)
    assert (complaint.due, complaint.at) == (date(2027, 5, 13), time(10))
    assert [e.kind for e in shop.timeline.of(aino)] == ["complaint"]
    assert [f.id for f in shop.follow_ups.open_complaints(aino)] == [made.follow_up]
    shop.follow_ups.called(aino, CallOutcome.REACHED, "Kuunneltu", follow_up=made.follow_up)
    assert shop.follow_ups.get(made.follow_up).live  # being reached is not being solved
    shop.follow_ups.solve(made.follow_up, "Uusi tilalle")
    assert shop.follow_ups.open_complaints(aino) == []
    assert shop.follow_ups.get(made.follow_up).outcome == "Uusi tilalle"
    own = shop.follow_ups.complain(aino, "Taas", due=TUESDAY, at=time(9), assignee=1)
    assert (shop.follow_ups.get(own.follow_up).due, shop.follow_ups.get(own.follow_up).assignee) == (TUESDAY, 1)


@pytest.mark.parametrize(
    ("outcome", "state", "snoozed"),
    [("reached", "done", None), ("message_left", "waiting", None), ("no_answer", "open", datetime(2027, 5, 12, 9))],
)
def test_a_call_and_its_follow_up_are_one_step(
    shop: Shop, aino: int, outcome: str, state: str, snoozed: datetime | None
) -> None:
    made = shop.follow_ups.add(FollowUp("call_back", aino, "Tilaus", MONDAY, time(15)))
    again = datetime(2027, 5, 12, 9).astimezone() if snoozed else None
    entry = shop.follow_ups.called(aino, CallOutcome(outcome), "", follow_up=made, again=again)
    after = shop.follow_ups.get(made)
    assert (after.state, after.snoozed_to, after.outcome) == (state, snoozed, outcome)
    (said,) = shop.timeline.of(aino)
    assert (said.id, said.kind, said.outcome, said.follow_up) == (entry, "call", outcome, made)
    shop.journal.undo()
    assert shop.follow_ups.get(made).state == "open"
    assert shop.timeline.of(aino) == []


def test_nobody_answered_and_it_is_tried_again(shop: Shop, aino: int) -> None:
    shop.follow_ups.called(aino, CallOutcome.NO_ANSWER, "Tarjous", again=datetime(2027, 5, 12, 9))
    shop.follow_ups.called(aino, CallOutcome.NO_ANSWER, again=datetime(2027, 5, 13))
    first, second = shop.follow_ups.of(aino)
    assert (first.kind, first.due, first.at, first.text) == ("call_back", date(2027, 5, 12), time(9), "Tarjous")
    assert (second.due, second.at) == (date(2027, 5, 13), None)
    shop.follow_ups.called(aino, CallOutcome.REACHED)
    assert len(shop.follow_ups.of(aino)) == 2


def test_what_anyone_may_give_has_a_limit(shop: Shop, aino: int) -> None:
    shop.remedies.save([Remedy("Kahvi", 500), Remedy("Lahjakortti", 2000, active=False)])
    coffee, voucher = shop.remedies.all()
    made = shop.follow_ups.give(aino, coffee, 500, text="pahoittelut")
    entry = shop.timeline.get(made)
    assert (entry.kind, entry.amount, entry.detail, entry.text) == ("remedy", 500, "Kahvi", "pahoittelut")
    with pytest.raises(BadInput) as over:
        shop.follow_ups.give(aino, coffee, 501)
    assert (over.value.code, over.value.values) == ("over_limit", {"name": "Kahvi", "cents": 500})
    with pytest.raises(BadInput) as nothing:
        shop.follow_ups.give(aino, coffee, 0)
    assert nothing.value.code == "bad_amount"
    assert shop.follow_ups.give(aino, Remedy("Anteeksipyyntö", 0), 0)  # what costs nothing is given all the same
    shop.remedies.save([replace(voucher, active=True), replace(coffee, amount=600)])
    assert shop.remedies.all() == [replace(voucher, active=True), replace(coffee, amount=600)]
    shop.remedies.save([voucher])
    assert shop.remedies.all() == [voucher]
    with pytest.raises(BadInput):
        shop.remedies.save([Remedy(" ", 1)])
    for _step in range(2):
        shop.journal.undo()
    assert shop.remedies.all() == [coffee, voucher]


def test_handed_to_a_colleague(shop: Shop, aino: int) -> None:
    sanna = shop.staff.add("Sanna")
    made = shop.follow_ups.add(reminder(aino))
    shop.follow_ups.hand_to(made, sanna)
    assert shop.follow_ups.get(made).assignee == sanna
    shop.journal.undo()
    assert shop.follow_ups.get(made).assignee == 0


# -- post waits for an answer ----------------------------------------------------------------------------------------


def test_an_open_complaint_keeps_the_card_of_the_household_until_it_is_solved(shop: Shop) -> None:
    home = (PostalAddress("Koulutie 7, as. 2", "37500", "Lempäälä"),)
    same = (PostalAddress("koulutie 7  as 2", "37500", "LEMPÄÄLÄ", country="FI"),)
    other = (PostalAddress("Koulutie 7, as. 3", "37500", "Lempäälä"),)
    days = (Occasion("birthday", 5, 20),)
    ids = [
        shop.customers.add(Customer(given=name, addresses=where, occasions=days))
        for name, where in (("Aino", home), ("Eero", same), ("Kaisa", other))
    ]
    made = shop.follow_ups.complain(ids[0], "Rikki", due=TUESDAY).follow_up

    def held(**values: Any) -> set[int]:
        found = shop.letters.candidates(Selection(customers=tuple(ids), **values))
        assert {i.reason.code for i in found.left_out} <= {"complaint_open"}
        return {i.customer_id for i in found.left_out}

    assert held() == {ids[0], ids[1]}
    assert held(also=(ids[0],)) == {ids[1]}
    shop.follow_ups.wait(made)
    assert held() == {ids[0], ids[1]}
    shop.follow_ups.solve(made)
    assert held() == set()
    assert shop.follow_ups.get(made).state == State.DONE


# -- what belongs together -------------------------------------------------------------------------------------------


def test_a_line_goes_and_what_is_to_be_done_stays(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.note(aino, "Soita", TUESDAY)
    shop.timeline.remove(made.entry)
    assert shop.follow_ups.get(made.follow_up).entry == 0
    assert check(shop) == []
    shop.journal.undo()
    assert shop.follow_ups.get(made.follow_up).entry == made.entry


def test_nothing_is_undone_under_what_came_of_it(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.complain(aino, "Rikki")
    step = shop.journal.steps()[0].id
    shop.follow_ups.give(aino, Remedy("Kahvi", 500), 300, complaint=made.follow_up)
    later = shop.journal.steps()[0].id
    with pytest.raises(Exception, match="changed_later") as refused:
        shop.journal.undo_step(step)
    assert refused.value.values["steps"] == [later]  # type: ignore[attr-defined]
    shop.journal.undo()
    shop.journal.undo_step(step)
    assert shop.follow_ups.of(aino) == []


def test_the_check_notices_what_is_out_of_date_or_lost(shop: Shop, aino: int) -> None:
    made = shop.follow_ups.note(aino, "Soita", TUESDAY).follow_up
    assert check(shop) == []
    wrong = {
        "UPDATE follow_up SET wake = '2000-01-01'": "follow_up_differs",
        "UPDATE follow_up SET folded = 'x'": "follow_up_differs",
        "UPDATE follow_up SET parent = 99": "follow_up_lost",
        "UPDATE follow_up SET entry = 99": "follow_up_lost",
        "UPDATE follow_up SET assignee = 99": "follow_up_lost",
        "UPDATE entry SET follow_up = 99": "follow_up_lost",
        "UPDATE customer SET visits = 7": "figures_differ",
        "UPDATE customer SET last_contact_on = '2000-01-01'": "figures_differ",
    }
    for statement, code in wrong.items():
        shop.database.sql("BEGIN")
        shop.database.sql(statement)
        assert [r.code for r in check(shop)] == [code], statement
        shop.database.sql("ROLLBACK")
    assert shop.follow_ups.get(made).id == made


@pytest.mark.parametrize("gone", [{"deceased": True}, {"archived": True}])
def test_nobody_is_asked_to_stay_in_touch_with_who_is_dead_or_archived(
    shop: Shop, aino: int, gone: dict[str, bool]
) -> None:
    shop.touch.set(aino, 7)
    promise = shop.follow_ups.add(FollowUp("promise", aino, "The photos of the roses", shop.today))
    (touch,) = [f.id for f in shop.follow_ups.of(aino) if f.id != promise]
    before = shop.customers.get(aino)
    shop.customers.save(replace(before, **gone))  # type: ignore[arg-type]
    assert [mark.id for mark in shop.follow_ups.marks(FollowUpFilter())] == [promise]
    assert [row.follow_up.id for row in shop.follow_ups.find(FollowUpFilter())] == [promise]
    shop.journal.undo()
    assert {mark.id for mark in shop.follow_ups.marks(FollowUpFilter())} == {promise, touch}
    shop.follow_ups.done(touch)
    shop.customers.save(replace(shop.customers.get(aino), **gone))  # type: ignore[arg-type]
    assert {mark.id for mark in shop.follow_ups.marks(FollowUpFilter(states=()))} == {promise, touch}
