"""Which facts a customer has, how each is shown and what typing changes: pure functions over the customer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from smallcrm import messages
from smallcrm.domain.model import Customer, Email, Phone, PostalAddress, ShopSettings
from smallcrm.domain.name_days import Candidates
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.i18n import LANGUAGES, _, country_name, current_locale, format_date, language_name
from smallcrm.store.touching import Touch
from smallcrm.ui.pages.customers.fact import Fact, Part, Values
from smallcrm.ui.pages.customers.fact_care import assistant, came
from smallcrm.ui.pages.customers.fact_days import birthday, occasion, put
from smallcrm.ui.pages.customers.fact_touch import touching
from smallcrm.ui.pages.customers.typed import full_day_of, words_of


@dataclass(frozen=True, slots=True)
class Setting:
    """What the facts need to know of the shop."""

    settings: ShopSettings
    today: date
    greeting: str = ""
    """How a letter to this customer opens."""
    came: str = ""
    """How many visits, and what they come to, in words."""
    staff: tuple[tuple[int, str], ...] = ()
    """Who works here: id and name."""
    touch: Touch = field(default_factory=Touch)
    """How one stays in touch with this customer."""
    kinds: tuple[OwnKind, ...] = ()
    """The shop's own kinds of occasions."""
    name_days: Candidates = field(default_factory=Candidates)
    """Days that the shop's lists have for this customer's first name."""


def facts_of(customer: Customer, setting: Setting) -> list[Fact]:
    """Give the facts in the order in which they are shown."""
    phones = [_phone(customer, n) for n in range(max(1, len(customer.phones)))]
    emails = [_email(customer, n) for n in range(max(1, len(customer.emails)))]
    addresses = [_address(customer, n, setting) for n in range(max(1, len(customer.addresses)))]
    others = [occasion(customer, n, setting) for n, o in enumerate(customer.occasions) if o is not customer.birthday]
    return [
        _name(customer),
        *phones,
        *emails,
        *addresses,
        birthday(customer, setting),
        *others,
        _greeting(customer, setting),
        _language(customer, setting),
        _tags(customer),
        *([] if setting.touch.over else [touching(setting.touch, setting.today)]),
        _since(customer, setting),
        *([came(setting.came)] if setting.came else []),
        *([assistant(customer, setting.staff)] if setting.staff or customer.assistant else []),
        _company(customer),
        _alert(customer),
        *([_consents(customer)] if customer.consents else []),
    ]


def another(kind: str, customer: Customer, setting: Setting) -> Fact:
    """Give an empty fact for one more phone, e-mail, address or occasion."""
    if kind == "phone":
        return _phone(customer, len(customer.phones))
    if kind == "email":
        return _email(customer, len(customer.emails))
    if kind == "address":
        return _address(customer, len(customer.addresses), setting)
    return occasion(customer, len(customer.occasions), setting)


def _tidy(values: Values) -> dict[str, Any]:
    """Give typed values with single spaces."""
    return {key: " ".join(text.split()) for key, text in values.items()}


def _name(customer: Customer) -> Fact:
    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, **_tidy(v))

    parts = tuple(
        Part(key, messages.field(key), getattr(customer, key))
        for key in ("given", "family", "title", "nickname", "display_name")
    )
    parts = (*parts[:4], replace(parts[4], label=_("Name as the shop writes it"), placeholder=customer.name))
    return Fact("name", "users", _("Name"), customer.name, parts, keep)


def _phone(customer: Customer, number: int) -> Fact:
    phone = customer.phones[number] if number < len(customer.phones) else Phone("")

    def keep(c: Customer, v: Values) -> Customer:
        raw = " ".join(v["raw"].split())
        return replace(
            c, phones=put(c.phones, number, replace(phone, raw=raw, kind=v["kind"], e164="") if raw else None)
        )

    kinds = (("", _("Phone")), ("mobile", _("Mobile")), ("home", _("Home")), ("work", _("Work")), ("fax", _("Fax")))
    label = dict(kinds).get(phone.kind, phone.kind)
    parts = (Part("raw", _("Phone"), phone.raw), Part("kind", _("Kind"), phone.kind, kinds))
    return Fact(f"phone{number}", "phone", label, phone.raw, parts, keep, empty=_("Add a phone"))


def _email(customer: Customer, number: int) -> Fact:
    email = customer.emails[number] if number < len(customer.emails) else Email("")

    def keep(c: Customer, v: Values) -> Customer:
        raw = v["raw"].strip()
        return replace(c, emails=put(c.emails, number, replace(email, raw=raw, normal="") if raw else None))

    return Fact(
        f"email{number}",
        "at-sign",
        _("E-mail"),
        email.raw,
        (Part("raw", _("E-mail"), email.raw),),
        keep,
        empty=_("Add an e-mail"),
    )


def _address(customer: Customer, number: int, setting: Setting) -> Fact:
    address = customer.addresses[number] if number < len(customer.addresses) else PostalAddress()
    home = setting.settings.country

    def keep(c: Customer, v: Values) -> Customer:
        texts = {k: t for k, t in _tidy(v).items() if k != "street"}
        made = replace(
            address,
            street=v["street"].strip().replace(" / ", "\n") if "\n" in address.street else v["street"].strip(),
            **texts,
        )
        empty = not (made.street or made.postal_code or made.city)
        return replace(c, addresses=put(c.addresses, number, None if empty else made))

    places = (address.postal_code, address.city)
    town = " ".join(p for p in (reversed(places) if (address.country or home) in _CODE_AFTER_TOWN else places) if p)
    abroad = country_name(address.country) if address.country not in {"", home} else ""
    shown = "\n".join(p for p in (*address.street.split("\n"), town, abroad) if p)
    parts = (
        Part("street", _("Street"), address.street.replace("\n", " / ")),
        Part("postal_code", _("Postal code"), address.postal_code),
        Part("city", _("City"), address.city),
        Part("country", _("Country"), address.country, countries(home)),
    )
    return Fact(f"address{number}", "map-pin", _("Address"), shown, parts, keep, empty=_("Add an address"))


_CODE_AFTER_TOWN = frozenset({"GB", "US", "CA", "AU"})
_NO_COUNTRIES = frozenset({"ZZ", "EU", "EZ", "UN", "XA", "XB"})


def countries(home: str) -> tuple[tuple[str, str], ...]:
    """Give the countries to choose from, the shop's own first (its code is empty)."""
    from smallcrm.domain.text import sort_key

    here = current_locale()
    names = {str(k): str(v) for k, v in here.territories.items() if len(k) == 2 and k.isalpha()}
    rest = [(k, v) for k, v in names.items() if k != home and k not in _NO_COUNTRIES]
    return (("", names.get(home, home)), *sorted(rest, key=lambda pair: sort_key(pair[1], here.language)))


def _greeting(customer: Customer, setting: Setting) -> Fact:
    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, address_form=v["form"], greeting_name=" ".join(v["name"].split()), greeting_checked=True)

    forms = (
        ("none", _("Not chosen")),
        ("informal", _("Informal")),
        ("ms", _("To a woman")),
        ("mr", _("To a man")),
        ("family", _("Family")),
    )
    parts = (
        Part("form", _("Form of address"), str(customer.address_form), forms),
        Part(
            "name",
            _("Greeting name"),
            customer.greeting_name,
            hint=_("The name after the salutation. Empty: the program takes the first name."),
            placeholder=customer.given,
        ),
    )
    checked = customer.greeting_checked
    return Fact(
        "greeting",
        "pencil",
        _("Greeting"),
        setting.greeting,
        parts,
        keep,
        empty=_("Choose the form of address"),
        mark="check" if checked else "",
        told=_("checked") if checked else "",
    )


def _language(customer: Customer, setting: Setting) -> Fact:
    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, language=v["language"])

    own = language_name(setting.settings.language)
    choices = (("", _("As the shop: {language}").format(language=own)), *LANGUAGES.items())
    shown = LANGUAGES.get(customer.language, choices[0][1])
    return Fact(
        "language",
        "languages",
        _("Language"),
        shown,
        (Part("language", _("Language"), customer.language, choices),),
        keep,
    )


def _tags(customer: Customer) -> Fact:
    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, tags=words_of(v["tags"]))

    text = ", ".join(customer.tags)
    return Fact(
        "tags",
        "tag",
        _("Tags"),
        text,
        (Part("tags", _("Tags"), text, hint=_("Several are parted by commas.")),),
        keep,
        empty=_("Add tags"),
    )


def _since(customer: Customer, setting: Setting) -> Fact:
    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, customer_since=full_day_of(v["day"], setting.today))

    text = format_date(customer.customer_since, "long") if customer.customer_since else ""
    return Fact(
        "since",
        "star",
        _("Customer since"),
        text,
        (Part("day", _("Customer since"), text),),
        keep,
        empty=_("Add the date"),
    )


def _company(customer: Customer) -> Fact:
    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, **_tidy(v))

    shown = ", ".join(p for p in (customer.company, customer.job_title) if p)
    parts = (Part("company", _("Company"), customer.company), Part("job_title", _("Job title"), customer.job_title))
    return Fact("company", "briefcase", _("Company"), shown, parts, keep, empty=_("Add a company"))


def _alert(customer: Customer) -> Fact:
    def keep(c: Customer, v: Values) -> Customer:
        return replace(c, alert=" ".join(v["alert"].split()))

    hint = _("One line for everybody at the counter, such as an allergy.")
    return Fact(
        "alert",
        "triangle-alert",
        _("Alert"),
        customer.alert,
        (Part("alert", _("Alert"), customer.alert, hint=hint),),
        keep,
        empty=_("Add an alert"),
    )


def _consents(customer: Customer) -> Fact:
    """Give what somebody said to post, e-mail and calls; the newest word for each, on one day the no."""
    channels = {"post": _("Letters"), "email": _("E-mail"), "sms": _("Text messages"), "phone": _("Phone")}
    said = {c.channel: c for c in sorted(customer.consents, key=lambda c: (c.on, not c.given))}
    words = {True: _("{channel}: yes"), False: _("{channel}: no")}
    shown = [words[c.given].format(channel=channels.get(c.channel, c.channel)) for c in said.values()]
    return Fact("consents", "shield-check", _("Consents"), "\n".join(shown), (), lambda c, _values: c)
