"""What the terms of a programme say in words: on its card, beside its name, and before they are changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms, Unit
from smallcrm.domain.model import ShopSettings
from smallcrm.i18n import _, format_date, format_money, format_number, ngettext
from smallcrm.ui.widgets import card_face
from smallcrm.ui.widgets.chips import Chip

LINE = 48
"""Letters that fit into a line of the words on the printed card."""
LINES = 3
PICTURES = ("coffee", "croissant", "scissors", "book-open", "flower-2", "shopping-bag", "heart", "star")
"""Icons a stamp may show."""


def picture_words(icon: str) -> str:
    """Say what a picture shows."""
    words = {
        "coffee": _("Cup"),
        "croissant": _("Croissant"),
        "scissors": _("Scissors"),
        "book-open": _("Book"),
        "flower-2": _("Flower"),
        "shopping-bag": _("Bag"),
        "heart": _("Heart"),
        "star": _("Star"),
    }
    return words.get(icon, icon)


def ink_words(ink: str) -> str:
    """Say what a colour of a card is called."""
    words = {
        "coffee": _("Coffee brown"),
        "clay": _("Brick red"),
        "navy": _("Navy blue"),
        "leaf": _("Leaf green"),
        "honey": _("Honey"),
        "petrol": _("Petrol"),
    }
    return words.get(ink, ink)


def promise(terms: Terms) -> str:
    """Say what a full card gives."""
    return card_face.promise(replace(terms, reward=replace(terms.reward, name=_given(terms.reward))))


def _given(prize: Prize) -> str:
    if prize.uses <= 1:
        return prize.name
    # Translators: a reward that may be collected several times, such as "Free coffee, 2 times"
    words = ngettext("{reward}, {n} time", "{reward}, {n} times", prize.uses)
    return words.format(reward=prize.name, n=format_number(prize.uses))


def interim(terms: Terms) -> str:
    """Say what is given on the way, or nothing."""
    prize = terms.interim
    if prize is None:
        return ""
    words = ngettext("On the way, {n} stamp: {reward}", "On the way, {n} stamps: {reward}", prize.at_stamp)
    return words.format(reward=_given(prize), n=format_number(prize.at_stamp))


def earning(terms: Terms) -> str:
    """Say what a stamp is given for."""
    if terms.unit is Unit.AMOUNT:
        return _("A stamp for every {amount}").format(amount=format_money(terms.per_cents, brief=True))
    plain = _("A stamp for each visit") if terms.unit is Unit.VISIT else _("A stamp for each item")
    if not terms.least_cents:
        return plain
    # Translators: what a stamp is given for, and the smallest purchase that counts
    words = _("{rule}, from {amount}")
    return words.format(rule=plain, amount=format_money(terms.least_cents, brief=True))


def rule(terms: Terms) -> tuple[str, ...]:
    """Say a programme in one sentence, and in a second what a stamp is for where it is not simply a visit."""
    plain = terms.unit is Unit.VISIT and not terms.least_cents
    return (promise(terms),) if plain else (promise(terms), earning(terms))


def beginning(terms: Terms) -> str:
    """Say how many stamps the first card begins with, or nothing."""
    if not terms.head_start:
        return ""
    words = ngettext(
        "{n} stamp on the first card as a gift", "{n} stamps on the first card as a gift", terms.head_start
    )
    return words.format(n=format_number(terms.head_start))


def lasting(expiry: Expiry) -> str:
    """Say how long stamps are good."""
    if expiry.basis is ExpiryBasis.NEVER:
        return _("Stamps never expire")
    if expiry.basis is ExpiryBasis.DATE:
        day = format_date(expiry.on) if expiry.on else ""
        return _("Stamps are good through {date}").format(date=day)
    span = {
        ExpiryBasis.EACH: _("Each stamp is good for {time}"),
        ExpiryBasis.FIRST: _("A card is good for {time} from its first stamp"),
        ExpiryBasis.LAST: _("A card is good for {time} from its last stamp"),
    }[expiry.basis]
    return span.format(time=span_words(expiry))


def span_words(expiry: Expiry) -> str:
    """Say a length of time, such as 12 months."""
    count = expiry.count
    words = {
        ExpiryUnit.DAY: lambda: ngettext("{n} day", "{n} days", count),
        ExpiryUnit.MONTH: lambda: ngettext("{n} month", "{n} months", count),
        ExpiryUnit.MONTH_END: lambda: _months_to_their_end(count),
        ExpiryUnit.YEAR_END: lambda: _years_to_their_end(count),
    }[expiry.unit]()
    return words.format(n=format_number(count))


def _months_to_their_end(count: int) -> str:
    if not count:
        return _("the rest of the month")
    return ngettext("{n} month and the rest of that month", "{n} months and the rest of that month", count)


def _years_to_their_end(count: int) -> str:
    if not count:
        return _("the rest of the year")
    return ngettext("{n} year and the rest of that year", "{n} years and the rest of that year", count)


def reward_lasting(terms: Terms) -> str:
    """Say how long an earned reward is good."""
    if not terms.reward_days:
        return _("Rewards never expire")
    words = ngettext("Rewards are good for {n} day", "Rewards are good for {n} days", terms.reward_days)
    return words.format(n=format_number(terms.reward_days))


def printed(terms: Terms, settings: ShopSettings) -> str:
    """Give what the printed card says by itself, in the shop's language: one line each; nothing without a reward."""
    from smallcrm.paper.punch_card import suggested

    return "\n".join(suggested(terms, settings.language, settings.country)) if terms.reward.name else ""


def too_long(words: str) -> str:
    """Say what keeps words off the printed card, or nothing."""
    lines = words.strip().splitlines()
    if len(lines) > LINES:
        return _("The card has room for three lines.")
    if any(len(line.strip()) > LINE for line in lines):
        return _("A line is too long for the card: {n} characters at most.").format(n=LINE)
    return ""


def summary(terms: Terms) -> list[str]:
    """Say all that a customer gets, a sentence each."""
    first = [promise(terms)] if terms.reward.name else []
    told = (interim(terms) if terms.interim and terms.interim.name else "", earning(terms), beginning(terms))
    return [words for words in (*first, *told, lasting(terms.expiry), reward_lasting(terms)) if words]


def state_chip(programme: Programme, today: date) -> Chip:
    """Say how far a programme has come."""
    if programme.state is ProgrammeState.PLANNED:
        return Chip(_("Not started yet"), "info", "hourglass")
    if programme.state is ProgrammeState.PAUSED:
        return Chip(_("Paused"), "warn", "clock-alert")
    if programme.state is ProgrammeState.ENDED:
        ends = programme.ends_on
        if ends is None or ends < today:
            return Chip(_("Ended"), "neutral", "circle-x")
        return Chip(_("Ends {date}").format(date=format_date(ends)), "warn", "calendar-x")
    if programme.on_scan:
        return Chip(_("On scan"), "ok", "scan-barcode", _("Stamped when a card is scanned"))
    return Chip(_("Running"), "ok", "check")


def wrong(field: str) -> str:
    """Say what is wrong with a field of the terms."""
    told = {
        "per_cents": _("Say for how much money a stamp is given."),
        "goal": _("A card takes 2 to 20 stamps."),
        "head_start": _("Leave room for at least one stamp."),
        "reward": _("Say what a full card gives."),
        "interim": _("Say what the smaller reward is."),
        "expiry": _("Say how long stamps are good."),
        "words": _("The card has room for three lines."),
    }
    return told.get(field, _("This cannot be kept."))
