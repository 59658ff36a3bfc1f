"""The cast: people who must not be missing because each shows something (long names, other languages, abroad)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from smallcrm.domain.model import Address, Customer, Occasion, OccasionKind, Phone, PostalAddress
from smallcrm.sample.days import Near
from smallcrm.sample.people import People, Regular

_ROUND = 60
_NEW = 6
"""Days since when the one whose birthday is today is a customer: the card is late."""


def cast(people: People) -> list[Regular]:
    """Give everybody of the culture's cast."""
    due = 0
    made = []
    for n, part in enumerate(people.culture.cast):
        made.append(_member(people, part, due, n))
        due += part.get("day") == "due"
    return made


def _member(people: People, part: dict[str, str], due: int, n: int) -> Regular:
    band = "old" if int(part["born"]) < people.days.today.year - 65 else "middle"
    since = people.days.today - timedelta(days=_NEW if part.get("day") == "today" else people.rng.randint(400, 2700))
    customer = Customer(
        uid=people.uid(),
        title=part.get("title", ""),
        given=part["given"],
        family=part["family"],
        nickname=part.get("nickname", ""),
        language=part.get("language", ""),
        address_form=part.get("form", Address.NONE),
        greeting_name=part.get("greeting", ""),
        greeting_checked="checked" in part,
        customer_since=since,
        tags=people.tags(),
        occasions=(_birthday(part, people.days, due, n),),
    )
    return Regular(_stated(_reached(people, customer, part), part, people.days.today), part["sex"], band, part["note"])


def _birthday(part: dict[str, str], days: Near, due: int, n: int) -> Occasion:
    today = days.today
    wanted = part.get("day", "")
    year = int(part["born"])
    day = today + timedelta(days=40 + 22 * n)
    if wanted == "leap":
        return Occasion(OccasionKind.BIRTHDAY, 2, 29, year - year % 4)
    if wanted == "due" and days.due:
        day = days.due[due % len(days.due)]
    elif wanted == "abroad":
        day = days.abroad.get(part["country"], day)
    elif wanted == "coming":
        day = today + timedelta(days=4)
    elif wanted == "today" or wanted.isdigit():
        day = today
    if wanted.isdigit():
        year = today.year - _ROUND
    elif (day.month, day.day) == (2, 29):
        year -= year % 4
    return Occasion(OccasionKind.BIRTHDAY, day.month, day.day, year)


def _reached(people: People, customer: Customer, part: dict[str, str]) -> Customer:
    made = people.reached(customer, "middle")
    if "street" in part:
        abroad = PostalAddress(part["street"], part["code"], part["city"], "", part["country"], "home", primary=True)
        phones = (Phone(part["phone"], "mobile", primary=True),) if "phone" in part else ()
        return replace(made, addresses=(abroad,), phones=phones)
    return replace(made, addresses=()) if part.get("address") == "none" else made


def _stated(customer: Customer, part: dict[str, str], today: date) -> Customer:
    state = part.get("state", "")
    if state == "deceased":
        return replace(customer, deceased=True, deceased_on=today - timedelta(days=75))
    if state == "archived":
        return replace(customer, archived=True)
    return replace(customer, prospect=state == "prospect")
