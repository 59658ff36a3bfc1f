"""Ordinary customers of a culture: names by age, addresses, birthdays. Dice decide, the seed decides the dice."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from smallcrm.domain.model import Address, Consent, Customer, Email, Occasion, OccasionKind, Phone
from smallcrm.domain.text import fold
from smallcrm.domain.vocative import vocative
from smallcrm.sample import places
from smallcrm.sample.culture import Culture
from smallcrm.sample.days import Near, Slot

_AGES = {"old": (66, 88), "middle": (40, 65), "young": (18, 39)}
_SHARES = {"old": 30, "middle": 42, "young": 28}
_YEARS = 8
"""How long the shop has been open."""
_HOSTS = ("example.com", "example.org", "example.net")
_CALM = 0.9
"""Share of yearly days other than birthdays that are kept away from today, so that Today tells what matters."""
FEW = 1000
"""Up to so many customers, the days around today belong to those who were put there."""


@dataclass(frozen=True, slots=True)
class Regular:
    """A customer, what is needed to write fitting notes about them, and a note that must be written."""

    customer: Customer
    sex: str = ""
    band: str = ""
    note: str = ""


class People:
    """Makes customers, each different."""

    def __init__(self, culture: Culture, country: str, days: Near, rng: Random, *, many: bool) -> None:
        self.culture, self.country, self.days, self.rng = culture, country, days, rng
        self._many = many
        self._names: set[str] = set()
        self._mails: set[str] = set()
        self._weights = [town.weight for town in culture.towns]

    # -- whole people ------------------------------------------------------------------------------------------------

    def person(self, slot: Slot | None = None) -> Regular:
        """Give somebody, with a birthday on the day of the slot if there is one."""
        rng = self.rng
        sex = "w" if rng.random() < 0.56 else "m"
        band = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
        given, family = self._name(sex, band)
        customer = Customer(uid=self.uid(), given=given, family=family, address_form=self.form(band, sex))
        customer = replace(customer, customer_since=self.since(new=bool(slot and slot.new)), tags=self.tags(sex, band))
        customer = self.reached(self._checked(customer), band)
        customer = replace(customer, occasions=self._occasions(customer, band, slot))
        if slot is None:
            customer = self._oddities(customer, band)
        elif slot.hindrance == "no_mail":
            customer = replace(customer, no_mail=True)
        elif slot.hindrance == "no_address":
            customer = replace(customer, addresses=())
        return Regular(customer, sex, band)

    def couple(self) -> tuple[Regular, Regular]:
        """Give two people who live together, each a customer."""
        first = self.person()
        second = self.person()
        sex = "m" if first.sex == "w" else "w"
        given = self.rng.choice(self.culture.given[sex, first.band])
        family = gendered(self._plain_family(first.customer.family), sex, self.culture.language)
        other = replace(
            second.customer,
            given=given,
            family=family,
            address_form=self.form(first.band, sex),
            tags=self.tags(sex, first.band),
            addresses=first.customer.addresses,
            emails=self._emails(given, family),
            greeting_name="",
            greeting_checked=False,
        )
        birthday = [o for o in other.occasions if o.kind == OccasionKind.BIRTHDAY]
        other = replace(other, occasions=tuple(replace(o, year=self._year(first.band, o)) for o in birthday))
        return first, Regular(other, sex, first.band)

    def household(self) -> Regular:
        """Give a couple kept as one record, with the wedding anniversary."""
        rng, band = self.rng, self.rng.choice(("old", "middle"))
        her, him = (rng.choice(self.culture.given[sex, band]) for sex in ("w", "m"))
        polish = self.culture.language == "pl"  # where only some plurals of family names are regular
        family = rng.choice([f for f in self.culture.families if not polish or f.endswith("ski")])
        both, greeting = self._pair(her, him, family)
        day = self.day()
        wedding = Occasion(OccasionKind.WEDDING, day.month, min(day.day, 28), day.year - rng.randint(5, 45))
        customer = Customer(
            uid=self.uid(),
            kind="household",
            given=f"{her} {_AND[self.culture.language]} {him}",
            family=family,
            display_name=both,
            address_form=Address.FAMILY,
            greeting_name=greeting,
            greeting_checked=True,
            customer_since=self.since(),
            tags=self.tags(),
            occasions=(wedding,),
        )
        return Regular(self.reached(customer, band), "", band)

    def company(self, name: str, business: str) -> Regular:
        """Give a company with somebody to ask for."""
        sex = self.rng.choice("wm")
        given, family = self._name(sex, "middle")
        town = self.culture.towns[0]
        customer = Customer(
            uid=self.uid(),
            kind="company",
            company=name,
            display_name=name,
            business=business,
            given=given,
            family=family,
            address_form=Address.MS if sex == "w" else Address.MR,
            customer_since=self.since(),
            phones=(Phone(places.landline(self.country, self.rng), "work", primary=True),),
            emails=(Email(f"{_mail_part(name)[:24]}@{self.rng.choice(_HOSTS)}", "work", primary=True),),
            addresses=(replace(places.home(town, self.country, self.rng), kind="work"),),
        )
        return Regular(customer, sex, "middle")

    # -- parts -------------------------------------------------------------------------------------------------------

    def uid(self) -> str:
        """Give a name for a record, by the dice."""
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def since(self, *, new: bool = False) -> date:
        """Give the day somebody became a customer: within the years of the shop, or in the last days."""
        if new:
            return self.days.today - timedelta(days=self.rng.randint(2, 8))
        back = self.rng.randint(40, 365 * _YEARS)
        if not self._many and self.rng.random() < _CALM:
            back = 365 * self.rng.randrange(_YEARS) + self.rng.randint(40, 345)
        return self.days.today - timedelta(days=back)

    def day(self) -> date:
        """Give a day of the year; in a shop of common size rarely one around today."""
        calm = not self._many and self.rng.random() < _CALM
        return self.days.far(self.rng) if calm else self.days.any(self.rng)

    def form(self, band: str, sex: str) -> str:
        """Give the form of address, as usual for the age."""
        forms = self.culture.forms[band]
        chosen = self.rng.choices([f for f, _ in forms], [w for _, w in forms])[0]
        return str(Address.MS if sex == "w" else Address.MR) if chosen == "ms/mr" else chosen

    def tags(self, sex: str = "", band: str = "") -> tuple[str, ...]:
        """Give up to three interests that fit."""
        fitting = [tag.text for tag in self.culture.tags if tag.fits(band, sex)]
        return tuple(self.rng.sample(fitting, self.rng.choice((0, 1, 1, 1, 2, 2, 3))))

    def consents(self, since: date) -> tuple[Consent, ...]:
        """Give what was said to e-mail."""
        if self.rng.random() > 0.35:
            return ()
        given = self.rng.random() < 0.85
        return (Consent("marketing", "email", given, since, self.culture.words["consent"]),)

    def _name(self, sex: str, band: str) -> tuple[str, str]:
        """Give a name nobody bears yet; in a very large shop family names are joined."""
        rng, culture = self.rng, self.culture
        for tries in range(12):
            given = rng.choice(culture.given[sex, band])
            parts = [rng.choice(culture.families) for _ in range(2 if tries > 5 else 1)]
            family = "-".join(gendered(part, sex, culture.language) for part in dict.fromkeys(parts))
            if f"{given} {family}" not in self._names:
                break
        self._names.add(f"{given} {family}")
        return given, family

    def reached(self, customer: Customer, band: str) -> Customer:
        """Give the customer with address, telephone and e-mail."""
        rng = self.rng
        town = rng.choices(self.culture.towns, self._weights)[0]
        phones = [Phone(places.mobile(self.country, rng), "mobile", primary=True)] if rng.random() < 0.9 else []
        if rng.random() < (0.35 if band == "old" else 0.06):
            phones.append(Phone(places.landline(self.country, rng), "home", primary=not phones))
        mail = rng.random() < {"old": 0.45, "middle": 0.8, "young": 0.92}[band]
        return replace(
            customer,
            phones=tuple(phones),
            emails=self._emails(customer.given, customer.family) if mail else (),
            addresses=(places.home(town, self.country, rng),),
            consents=self.consents(customer.customer_since or self.days.today) if mail else (),
        )

    def _emails(self, given: str, family: str) -> tuple[Email, ...]:
        name = f"{_mail_part(given)}.{_mail_part(family)}"
        host = self.rng.choice(_HOSTS)
        while f"{name}@{host}" in self._mails:
            name = f"{name.rstrip('0123456789')}{self.rng.randint(2, 9999)}"
        self._mails.add(f"{name}@{host}")
        return (Email(f"{name}@{host}", "home", primary=True),)

    def _checked(self, customer: Customer) -> Customer:
        """A few Polish greeting names were looked at by a person."""
        if self.culture.language != "pl" or self.rng.random() > 0.08:
            return customer
        return replace(customer, greeting_name=vocative(customer.given), greeting_checked=True)

    def _occasions(self, customer: Customer, band: str, slot: Slot | None) -> tuple[Occasion, ...]:
        rng, made = self.rng, []
        if slot or rng.random() < 0.84:
            day = slot.day if slot else self.days.any(rng) if self._many else self.days.far(rng)
            birthday = Occasion(OccasionKind.BIRTHDAY, day.month, day.day)
            made.append(replace(birthday, year=self._year(band, birthday) if rng.random() < 0.72 else None))
        if customer.given in self.culture.namedays and rng.random() < 0.5:
            month, number = self.culture.namedays[customer.given]
            made.append(Occasion(OccasionKind.NAME_DAY, month, number))
        if band == "middle" and rng.random() < 0.14:
            whose, names = rng.choice(self.culture.children)
            child = self.day()
            year = child.year - rng.randint(3, 18) if child.day < 29 else None
            made.append(
                Occasion(
                    OccasionKind.BIRTHDAY, child.month, child.day, year, rng.choice(names), whose, card_wanted=False
                )
            )
        return tuple(made)

    def _year(self, band: str, birthday: Occasion) -> int | None:
        youngest, oldest = _AGES[band]
        year = self.days.today.year - self.rng.randint(youngest, oldest)
        return year - year % 4 if (birthday.month, birthday.day) == (2, 29) else year

    def _oddities(self, customer: Customer, band: str) -> Customer:
        """What is rare in a shop and must be there all the same."""
        rng, dice = self.rng, self.rng.random()
        if dice < 0.03:
            return replace(customer, no_mail=True)
        if dice < 0.07:
            return replace(customer, addresses=())
        if dice < 0.095:
            yes = Consent("marketing", "post", True, customer.customer_since or self.days.today)
            said = (replace(yes, source=self.culture.words["consent"]),) if rng.random() < 0.5 else ()
            return replace(customer, prospect=True, consents=said)
        if dice < 0.105:
            return replace(customer, archived=True)
        if dice < 0.109 and band == "old":
            return replace(customer, deceased=True, deceased_on=self.days.today - timedelta(days=rng.randint(60, 900)))
        if dice < 0.14:
            return replace(customer, alert=rng.choice(self.culture.alerts))
        if dice < 0.26 and band == "middle":
            job = rng.choice(self.culture.jobs).split("/")
            return replace(customer, job_title=job[0 if customer.address_form != Address.MR else -1])
        return customer

    def _plain_family(self, family: str) -> str:
        return next(
            (f for f in self.culture.families if family in {f, gendered(f, "w", self.culture.language)}), family
        )

    def _pair(self, her: str, him: str, family: str) -> tuple[str, str]:
        """Give the name of a couple, and how they are greeted."""
        both = f"{her} {_AND[self.culture.language]} {him}"
        if self.culture.language == "pl":
            plural = family.removesuffix("ski") + "scy"
            return f"{both} {plural}", f"Państwo {plural}"
        return f"{both} {family}", both


_AND = {"en": "and", "fi": "ja", "nb": "og", "pl": "i"}


def gendered(family: str, sex: str, language: str) -> str:
    """Give the family name as a woman or a man bears it: in Polish Kowalska and Kowalski."""
    if language == "pl" and sex == "w" and family.endswith(("ski", "cki", "dzki", "ny")):
        return family[:-1] + "a"
    return family


def _mail_part(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))
