"""What was found out about a file, in words: format, encoding, separator, order of dates, columns."""

from __future__ import annotations

from collections.abc import Sequence

from smallcrm import messages
from smallcrm.domain.incoming import Guess
from smallcrm.i18n import _


def formats() -> dict[str, str]:
    """Give the formats in words."""
    return {"vcard": _("vCard"), "csv": _("Table (CSV)"), "xlsx": _("Excel sheet"), **_other_formats()}


def _other_formats() -> dict[str, str]:
    return {"xls": _("Excel sheet"), "ods": _("OpenDocument sheet"), "json": _("SmallCRM file (JSON)")}


def separators() -> dict[str, str]:
    """Give the separators in words."""
    return {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical line")}


def orders() -> dict[str, str]:
    """Give the orders of dates in words."""
    return {"dmy": _("day, month, year"), "mdy": _("month, day, year"), "ymd": _("year, month, day")}


def encodings() -> dict[str, str]:
    """Give the encodings to choose from."""
    return {
        "utf-8": "UTF-8",
        "cp1252": _("Western European (Windows-1252)"),
        "cp1250": _("Central European (Windows-1250)"),
        "utf-16": "UTF-16",
        "iso8859-2": "ISO 8859-2",
        "mac_roman": "Mac Roman",
    }


def layouts() -> dict[str, str]:
    """Give the known layouts in words."""
    return {"google": "Google", "outlook": "Outlook", "thunderbird": "Thunderbird", "smallcrm": "SmallCRM"}


def guessed(guess: Guess) -> str:
    """Say what was found out about a file."""
    parts: Sequence[str] = (
        formats().get(guess.format, guess.format),
        layouts().get(guess.layout, ""),
        encodings().get(guess.encoding.lower(), guess.encoding.upper()) if guess.encoding else "",
        _("parted by {separator}").format(separator=separators().get(guess.separator, guess.separator))
        if guess.separator
        else "",
        _("dates as {order}").format(order=orders()[guess.date_order]) if guess.date_order in orders() else "",
    )
    return " · ".join(p for p in parts if p)


def fields() -> list[tuple[str, str]]:
    """Give the fields that a column can be given to (code, words); the first keeps the column beside."""
    own = (
        ("name", _("Name")),
        ("given", messages.field("given")),
        ("family", messages.field("family")),
        ("name_family_first", _("Name, last name first")),
        ("title", messages.field("title")),
        ("middle", messages.field("middle")),
        ("nickname", messages.field("nickname")),
        ("display_name", _("Name as the shop writes it")),
        ("phone", messages.field("phone")),
        ("email", messages.field("email")),
        ("birthday", messages.field("birthday")),
        ("birth_year", _("Year of birth")),
        ("name_day", messages.occasion("name_day")),
        ("wedding", messages.occasion("wedding_anniversary")),
        ("address", _("Whole address")),
        ("street", _("Street")),
        ("postal_code", _("Postal code")),
        ("city", _("City")),
        ("region", _("Region")),
        ("country", _("Country")),
        ("company", messages.field("company")),
        ("job_title", messages.field("job_title")),
        ("tags", _("Tags")),
        ("note", _("Note")),
        ("language", messages.field("language")),
        ("address_form", messages.field("address_form")),
        ("greeting_name", messages.field("greeting_name")),
        ("customer_since", _("Customer since")),
        ("no_mail", _("No mail")),
        ("mail_ok", _("Mail allowed")),
        ("alert", messages.field("alert")),
        ("wishes", messages.field("wishes")),
        ("link", _("Web page")),
        ("source_id", _("Customer number")),
    )
    return [("extra", _("Keep as further information")), *own, *_cards(), ("skip", _("Leave out"))]


def _cards() -> tuple[tuple[str, str], ...]:
    """Give the fields of punch cards."""
    return ("stamps", _("Stamps")), ("programme", _("Loyalty programme")), ("card_number", _("Card number"))


def _seldom() -> dict[str, str]:
    """Give the fields that only a known layout has: said where they are found, not offered for other columns."""
    return {
        "uid": _("Customer number"),
        "address_whole": _("Whole address"),
        "street2": _("Street, second line"),
        "street3": _("Street, third line"),
        "house": _("House number"),
        "flat": _("Flat number"),
        "po_box": _("PO box"),
        "postal_city": _("Postal code and city"),
        "prospect": _("Not a customer yet"),
        "archived": _("Archived"),
        "deceased": _("Deceased"),
        "email_ok": _("E-mail allowed"),
        "sms_ok": _("Text messages allowed"),
        "phone_ok": _("Calls allowed"),
        "no_email": _("No e-mail"),
        "no_sms": _("No text messages"),
        "no_phone": _("No calls"),
        "birth_day": _("Day of birth"),
        "birth_month": _("Month of birth"),
        "kind": _("Person or company"),
        "last_visit": _("Last visit"),
        "event": _("Another day"),
        "other_day": _("Another day"),
        "custom": _("Keep as further information"),
        "identity_code": _("Birthday from an identity code"),
        "row_number": _("Leave out"),
    }


def _kind_words(code: str) -> str:
    words = {
        "mobile": _("Mobile"),
        "home": _("Home"),
        "work": _("Work"),
        "fax": _("Fax"),
        "car": _("Car"),
        "pager": _("Pager"),
        "other": _("Other"),
        "kind": _("Kind"),
        "firm": _("Person or company"),
    }
    return words[code].lower() if code in words else code


def field_words(code: str) -> str:
    """Say a field with its kind (``phone:mobile``)."""
    name, _colon, kind = code.partition(":")
    base, _at, number = name.partition("@")
    if base.endswith("_kind"):
        base, kind = base.removesuffix("_kind"), "kind"
    words = {**_seldom(), **dict(fields())}.get(base) or messages.field(base)
    more = ", ".join(p for p in (number, _kind_words(kind)) if p)
    return _("{field} ({kind})").format(field=words, kind=more) if more else words
