"""The people of a shop and what is known of them: plain values, frozen, without database ids where none is needed.

Dates are dates. A day without a year has ``year=None``. Texts are plain text, as a person typed them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

LANGUAGES = ("en", "fi", "nb", "pl")
ENDINGS = ("", "divorce", "death")
"""How a marriage stands whose wedding is kept: it goes on, or it ended."""
SHOP_KINDS = ("hair", "cafe", "books", "flowers", "bakery", "other")


class Kind(StrEnum):
    """What a record stands for."""

    PERSON = "person"
    HOUSEHOLD = "household"
    COMPANY = "company"


class Address(StrEnum):
    """Form of address (``none`` = nothing chosen yet, the usual state after an import)."""

    NONE = "none"
    INFORMAL = "informal"
    MS = "ms"
    MR = "mr"
    FAMILY = "family"


class OccasionKind(StrEnum):
    """Kinds of yearly days."""

    BIRTHDAY = "birthday"
    NAME_DAY = "name_day"
    WEDDING = "wedding_anniversary"
    CUSTOMER_SINCE = "customer_since"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as typed, and its E.164 form where it could be read (set by ``store``)."""

    raw: str
    kind: str = ""
    """``home``, ``work``, ``mobile``, ``fax``, a word of the shop's own, or empty."""
    primary: bool = False
    e164: str = ""


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address as typed, and its normal form where it is one (set by ``store``)."""

    raw: str
    kind: str = ""
    primary: bool = False
    normal: str = ""


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """One address block. ``country`` is ISO 3166 alpha-2, empty = the shop's own."""

    street: str = ""
    """Street and number, or a PO box; further lines (c/o, flat) after a line feed."""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    kind: str = ""
    primary: bool = False

    @property
    def complete(self) -> bool:
        """Whether a postman could deliver to it: a town and a street or postal code."""
        return bool(self.city.strip() and (self.street.strip() or self.postal_code.strip()))


@dataclass(frozen=True, slots=True)
class Link:
    """A web page or account of a person."""

    url: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A yearly day. 29 February stays 29 February; ``year`` is None where nobody knows it."""

    kind: str
    month: int
    day: int
    year: int | None = None
    label: str = ""
    """Own words for kind ``other``, or whose day it is."""
    whose: str = ""
    """Empty = the customer's own; else spouse, child … in the shop's words."""
    card_wanted: bool = True
    id: int = 0
    partner: str = ""
    """Of a wedding: the name of the other of the two, as typed."""
    ended: str = ""
    """Of a wedding: ``divorce`` or ``death``; it is kept and no longer told. Empty = it goes on."""
    lead_days: int = 0
    """Days ahead from which Today tells it; 0 = as its kind."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One recorded yes or no. ``no`` beats everything; an import keeps every no and makes no yes."""

    purpose: str
    channel: str
    """``post``, ``email``, ``sms``, ``phone``."""
    given: bool
    on: date
    source: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a customer's timeline."""

    kind: str
    """``note``, ``visit``, ``purchase``, ``call``, ``meeting``, ``letter``, ``email``, ``sms``, ``message``,
    ``complaint``, ``remedy``, ``survey``, ``card``, ``greeted``, ``import``."""
    on: date
    text: str = ""
    at: datetime | None = None
    """Time of day, where it matters (local)."""
    written_at: datetime | None = None
    actor: str = ""
    id: int = 0
    amount: int | None = None
    """Cents, of a visit, purchase or remedy; None where nobody said."""
    outcome: str = ""
    """A code: how a call ended (``CallOutcome``), the state of a letter (``printed`` …)."""
    detail: str = ""
    """A code that says which: the kind of a letter, the name of a remedy."""
    follow_up: int = 0
    """The follow-up that this line belongs to, such as a complaint; 0 = none."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A record of the shop: a person, a household or a company. Only a name is required.

    Used both ways: read from the shop (``id`` > 0, ``version`` guards a save), and read from a file (``id`` 0).
    """

    id: int = 0
    uid: str = ""
    """Stable name of the record in files (vCard UID); made by the store when empty."""
    version: int = 0
    kind: str = Kind.PERSON
    prospect: bool = False
    title: str = ""
    """Title before the name, as typed (Dr, prof.)."""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    display_name: str = ""
    """As the shop writes the name; empty = made from the parts (see ``name``)."""
    language: str = ""
    """Language of letters: en, fi, nb, pl; empty = the shop's. Never guessed from a name."""
    address_form: str = Address.NONE
    greeting_name: str = ""
    """The name after the salutation; Polish: in the vocative."""
    greeting_checked: bool = False
    customer_since: date | None = None
    company: str = ""
    job_title: str = ""
    business: str = ""
    wishes: str = ""
    alert: str = ""
    """One line for the staff, shown on opening."""
    channel: str = ""
    no_mail: bool = False
    deceased: bool = False
    deceased_on: date | None = None
    archived: bool = False
    assistant: int = 0
    """Id of the dedicated assistant among the staff; 0 = nobody in particular."""
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    consents: tuple[Consent, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    """Properties of the file that we do not model, kept for the way back: (name, value)."""
    photo: bytes = field(default=b"", repr=False)
    photo_type: str = ""
    """MIME type of ``photo``, such as ``image/jpeg``."""

    @property
    def name(self) -> str:
        """What the shop calls this record: display name, else given and family, else company, else nickname."""
        parts = " ".join(p for p in (self.given.strip(), self.family.strip()) if p)
        return self.display_name.strip() or parts or self.company.strip() or self.nickname.strip()

    @property
    def primary_phone(self) -> Phone | None:
        """The number to call, or None."""
        return next((p for p in self.phones if p.primary), self.phones[0] if self.phones else None)

    @property
    def primary_email(self) -> Email | None:
        """The address to write to, or None."""
        return next((e for e in self.emails if e.primary), self.emails[0] if self.emails else None)

    @property
    def postal_address(self) -> PostalAddress | None:
        """The address for post: the primary if it is complete, else the first complete one, else None."""
        ordered = sorted(self.addresses, key=lambda a: not a.primary)
        return next((a for a in ordered if a.complete), None)

    @property
    def birthday(self) -> Occasion | None:
        """The customer's own birthday, or None."""
        return next((o for o in self.occasions if o.kind == OccasionKind.BIRTHDAY and not o.whose), None)


@dataclass(frozen=True, slots=True)
class CustomerSummary:
    """What a list row shows of a customer."""

    id: int
    name: str
    town: str = ""
    phone: str = ""
    company: str = ""
    matched: str = ""
    """Field where a search matched (name, phone, email, town, company, tag …); empty in lists."""
    matched_text: str = ""
    """The value that matched, where it is not the name."""
    archived: bool = False
    deceased: bool = False
    no_mail: bool = False
    prospect: bool = False


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """Everything the shop says about itself. Stored in the shop file; machine settings live in an INI file."""

    name: str = ""
    kind: str = "other"
    """What is sold there, one of ``SHOP_KINDS``: the icon and the ink of the shop's mark."""
    sender_name: str = ""
    """Who signs the cards."""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "GB"
    """ISO alpha-2: holidays, address format, phone numbers, en-US texts."""
    phone: str = ""
    email: str = ""
    website: str = ""
    language: str = "en"
    leap_day: str = "28"
    """Greeting day of 29 February in common years: ``28`` (28 February) or ``1`` (1 March)."""
    open_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Opening days, Monday = 0."""
    closed_dates: tuple[date, ...] = ()
    post_days: int = 5
    """Postal lead time at home, in working days; the day of posting is 0."""
    post_days_abroad: int = 10
    post_class: str = ""
    """How post goes at home, a key of ``domain/post_times.py``; empty = ``post_days`` was typed by hand."""
    post_days_to: tuple[tuple[str, int], ...] = ()
    """Working days to single countries: (ISO alpha-2, days); all others take ``post_days_abroad``."""
    post_checked_on: date | None = None
    """When somebody last looked whether these post times still hold."""
    handling_days: int = 1
    """Open days between printing and posting."""
    card_kinds: tuple[str, ...] = ("birthday",)
    """Kinds of occasions that get cards (values of ``OccasionKind`` but ``other``: own kinds say it themselves)."""
    round_ages: tuple[int, ...] = ()
    """Ages that are told as round ones; empty = those of the country."""
    week_numbers: bool = True
    """Whether the calendar shows the numbers of weeks."""
    cards_until: str = "next_open_day"
    """How far *cards to print* looks: ``next_open_day`` or ``end_of_week``."""
    gift: str = ""
    """What waits for a birthday customer, in nominative ("a free coffee"); empty = the text without a gift."""
    gift_days: int = 30
    """Days after the birthday until which the gift waits."""
    country_names: str = ""
    """Language of the country line abroad; empty = by country (own for nb and sv, English for fi, pl and en)."""
    zone: str = ""
    """The time zone of the shop, such as ``Europe/Oslo``; empty = that of the country, else the computer's."""
    open_from: str = ""
    """Opening hours of its open days as ``HH:MM``; empty = nobody said."""
    open_until: str = ""
    expiring_days: int = 30
    """Days before their last one on which rewards and punch cards stand on Today."""
    design: str = "candles"
    layout: str = "a6-quarter"
    sample: bool = False
    """Whether this is the sample shop."""
