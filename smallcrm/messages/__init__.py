"""Codes and values become one translated sentence, for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import ShopError
from smallcrm.domain.joining import Differing
from smallcrm.domain.model import Address, Entry, Occasion, OccasionKind
from smallcrm.domain.reason import Reason
from smallcrm.i18n import _, country_name, format_money, ngettext
from smallcrm.messages import entries, letters
from smallcrm.messages.errors import ERRORS, UNREADABLE
from smallcrm.messages.filling import Wording, filled
from smallcrm.messages.reasons import REASONS
from smallcrm.messages.rules import by_rule, follow_up_text, rule_name, stays_away
from smallcrm.messages.steps import COUNTED, LABELS
from smallcrm.store import congratulations
from smallcrm.store.journal import Step

__all__ = [
    "by_rule",
    "country",
    "day_of",
    "differing",
    "done",
    "entry_text",
    "entry_title",
    "error",
    "field",
    "follow_up_text",
]
__all__ += ["ended", "label", "occasion", "reason", "rounded", "rule_name", "stays_away", "turns", "whose"]

_OCCASIONS: Mapping[str, Wording] = {
    OccasionKind.BIRTHDAY: lambda: _("Birthday"),
    OccasionKind.NAME_DAY: lambda: _("Name day"),
    OccasionKind.WEDDING: lambda: _("Wedding anniversary"),
    OccasionKind.CUSTOMER_SINCE: lambda: _("Customer anniversary"),
    OccasionKind.OTHER: lambda: _("Occasion"),
}

_ENDINGS: Mapping[str, Wording] = {
    "divorce": lambda: _("Ended by divorce"),
    "death": lambda: _("Ended by death"),
}

_CARDS: Mapping[str, Wording] = {
    "printed": lambda: _("Birthday card printed"),
    "posted": lambda: _("Birthday card posted"),
    "handed_over": lambda: _("Birthday card handed over"),
}

_OTHER_CARDS: Mapping[str, Wording] = {
    "printed": lambda: _("Card printed: {occasion}"),
    "posted": lambda: _("Card posted: {occasion}"),
    "handed_over": lambda: _("Card handed over: {occasion}"),
}

_FIELDS: Mapping[str, Wording] = {
    "title": lambda: _("Title"),
    "given": lambda: _("First name"),
    "middle": lambda: _("Middle name"),
    "family": lambda: _("Last name"),
    "suffix": lambda: _("Suffix"),
    "nickname": lambda: _("Nickname"),
    "display_name": lambda: _("Name"),
    "language": lambda: _("Language"),
    "greeting_name": lambda: _("Greeting name"),
    "address_form": lambda: _("Form of address"),
    "company": lambda: _("Company"),
    "job_title": lambda: _("Job title"),
    "business": lambda: _("Line of business"),
    "wishes": lambda: _("Wishes"),
    "alert": lambda: _("Alert"),
    "channel": lambda: _("Preferred channel"),
    "phone": lambda: _("Phone"),
    "email": lambda: _("E-mail"),
    "town": lambda: _("City"),
    "tag": lambda: _("Tag"),
    "card": lambda: _("Card number"),
    "birthday": lambda: _("Birthday"),
    "customer_since": lambda: _("Customer since"),
    "deceased_on": lambda: _("Deceased on"),
    "first_name": lambda: _("First name"),
    "last_name": lambda: _("Last name"),
    "shop_name": lambda: _("Name of the shop"),
    "sender_name": lambda: _("Who signs the cards"),
    "years_text": lambda: _("Years"),
    "reward_name": lambda: _("Gift"),
    "valid_until": lambda: _("Valid until"),
    "personal_note": lambda: _("Personal note"),
    "promise_text": lambda: _("Promise"),
    "resolution_text": lambda: _("What was done about it"),
}

_ADDRESS_FORMS: Mapping[str, Wording] = {
    Address.NONE: lambda: _("Not chosen"),
    Address.INFORMAL: lambda: _("Informal"),
    Address.MS: lambda: _("To a woman"),
    Address.MR: lambda: _("To a man"),
    Address.FAMILY: lambda: _("Family"),
}


def error(trouble: ShopError) -> str:
    """One sentence for an expected error."""
    wording = ERRORS.get(_worded(trouble))
    if trouble.code == "unreadable_file":
        wording = UNREADABLE.get(str(trouble.values.get("why")), wording)
    later = trouble.values.get("later")
    if later:
        steps = "; ".join(done(code, values) for code, values in later)
        return filled(_("It was changed again since then. Undo this first: {steps}"), {"steps": steps})
    values = dict(trouble.values)
    if "cents" in values:
        values["cents"] = format_money(int(values["cents"]))
    for name in _CARD_NUMBERS & values.keys():
        digits = str(values[name])
        values[name] = grouped(digits) if digits.isdecimal() else digits
    return filled(wording() if wording else _("Something went wrong"), values)


_CARD_NUMBERS = frozenset({"number", "replaced_by"})


def _worded(trouble: ShopError) -> str:
    """Code of the sentence: of a card that was scanned it says what is known of it."""
    if trouble.code == "not_a_card" and trouble.values.get("kind") == "product":
        return "product"
    if trouble.code == "dead_card" and trouble.values.get("replaced_by"):
        return "replaced_card"
    return trouble.code


_OF_THE_SHOP: Mapping[str, Wording] = {
    "phone": lambda: _("Phone number of the shop"),
    "email": lambda: _("E-mail address of the shop"),
}
"""Fields of a text that the shop fills, though a customer has one of that name too."""
_FULLER = {"no_mail": ("since", "no_mail_since"), "complaint_open": ("name", "complaint_open_of")}
"""Reasons that say more where a value is known: which one, and the code of the words."""


def reason(why: Reason) -> str:
    """A short phrase for why somebody was left out or a row rejected."""
    values = dict(why.values)
    more, code = _FULLER.get(why.code, ("", ""))
    wording = REASONS.get(code if values.get(more) else why.code)
    if why.code == "missing_field":
        name = str(values.get("field", ""))
        values["field"] = _OF_THE_SHOP[name]() if name in _OF_THE_SHOP else field(name)
    return filled(wording() if wording else _("Something went wrong"), values)


def label(step: Step) -> str:
    """What a step of the history did."""
    return done(step.label, step.values)


def done(code: str, values: Mapping[str, Any]) -> str:
    """What was done, in the past tense: for the history and for toasts."""
    if code == "imported":
        return _imported(values)
    if code in COUNTED:
        return filled(COUNTED[code](int(values.get("count", 0))), values)
    wording = LABELS.get(code)
    return filled(wording(), values) if wording else _("Changed")


def _imported(values: Mapping[str, Any]) -> str:
    created, updated = int(values.get("created", 0)), int(values.get("updated", 0))
    files = ", ".join(values.get("files", []))
    if not updated:
        text = ngettext("{count} customer imported from {files}", "{count} customers imported from {files}", created)
        return filled(text, {"count": created, "files": files})
    if not created:
        text = ngettext("{count} customer updated from {files}", "{count} customers updated from {files}", updated)
        return filled(text, {"count": updated, "files": files})
    return filled(
        _("Imported from {files}: {created} new, {updated} updated"),
        {"created": created, "updated": updated, "files": files},
    )


def occasion(kind: str, label: str = "") -> str:
    """Name of a kind of occasion, or the shop's own words for it."""
    if kind == OccasionKind.OTHER and label:
        return label
    wording = _OCCASIONS.get(kind)
    return wording() if wording else label or _("Occasion")


def day_of(name: str, day: Occasion) -> str:
    """What an occasion is and whose, on one line: "Kari Moe · Birthday", "Kari Moe · Birthday · Emma"."""
    return _beside(name, occasion(day.kind, day.label), whose(day), day.partner)


def whose(day: Occasion) -> str:
    """Whose day it is where it is not the customer's own: "Emma · daughter"; names are never inflected."""
    return _beside(day.label if day.kind != OccasionKind.OTHER else "", day.whose)


def ended(day: Occasion) -> str:
    """How a marriage ended, or nothing."""
    wording = _ENDINGS.get(day.ended)
    return wording() if wording else ""


def rounded(kind: str) -> str:
    """What is said beside years that the shop tells as round ones."""
    return _("round birthday") if kind == OccasionKind.BIRTHDAY else _("round anniversary")


def _beside(*parts: str) -> str:
    return " · ".join(" ".join(part.split()) for part in parts if part.strip())


def turns(kind: str, years: int | None, *, past: bool = False) -> str:
    """What the years mean: an age (reached, if the day is past), or years together; empty without a year."""
    if not years:
        return ""
    if kind == OccasionKind.BIRTHDAY and past:
        return _("turned {age}").format(age=years)
    if kind == OccasionKind.BIRTHDAY:
        return ngettext("turns {age}", "turns {age}", years).format(age=years)
    return ngettext("{count} year", "{count} years", years).format(count=years)


def entry_title(entry: Entry) -> str:
    """What a line of the timeline is."""
    if entry.kind == congratulations.KIND:
        kind, _day, label = congratulations.read(entry.text)
        return _("Greeted: {occasion}").format(occasion=occasion(kind, label))
    if entry.kind == "card" and entry.detail and entry.text in _OTHER_CARDS:
        return _OTHER_CARDS[entry.text]().format(
            occasion=occasion(entry.detail, entry.detail if entry.detail != OccasionKind.OTHER else "")
        )
    if entry.kind == "card":
        wording = _CARDS.get(entry.text)
        return wording() if wording else _("Birthday card")
    if entry.kind == "letter":
        return letters.entry_title(entry)
    return entries.title(entry)


def entry_text(entry: Entry) -> str:
    """The words of a line of the timeline; cards and greetings have none but their title."""
    return "" if entry.kind in {"card", congratulations.KIND} else entry.text


def field(name: str) -> str:
    """Name of a field of a customer."""
    wording = _FIELDS.get(name)
    return wording() if wording else name


def differing(item: Differing) -> str:
    """A value of the file that was not taken over."""
    ours, theirs = item.ours, item.theirs
    if item.field == "address_form":
        ours, theirs = (_ADDRESS_FORMS[form]() if form in _ADDRESS_FORMS else form for form in (ours, theirs))
    return _("{field}: the shop has “{ours}”, the file “{theirs}”").format(
        field=occasion(item.field)
        if item.field in _OCCASIONS and item.field != "customer_since"
        else field(item.field),
        ours=ours,
        theirs=theirs,
    )


def country(code: str) -> str:
    """Name of a country in the window's language."""
    return country_name(code)
