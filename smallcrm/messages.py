"""Codes and values become one translated sentence, for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from smallcrm.domain.errors import ShopError
from smallcrm.domain.joining import Differing
from smallcrm.domain.model import Address, Entry, OccasionKind
from smallcrm.domain.reason import Reason
from smallcrm.i18n import _, country_name, format_date, ngettext
from smallcrm.store import congratulations
from smallcrm.store.journal import Step

Wording = Callable[[], str]

_ERRORS: Mapping[str, Wording] = {
    "missing": lambda: _("The shop file {file} is not there."),
    "empty_file": lambda: _(
        "The shop file {file} is empty (0 bytes). Nothing was written to it. Restore a backup, or choose another file."
    ),
    "not_a_shop": lambda: _("{file} is not a shop file. Nothing was written to it."),
    "damaged": lambda: _("The shop file {file} is damaged. Nothing was written to it. Restore a backup."),
    "newer": lambda: _(
        "The shop file {file} was made by a newer SmallCRM (format {found}; this program knows {known})."
        " It was not changed."
    ),
    "locked": lambda: _("Another program is writing to the shop file. Please try again in a moment."),
    "in_use": lambda: _("The shop is open in a window. Close it first, then try again."),
    "read_only": lambda: _("The shop file {file} may only be read, so nothing was saved."),
    "disk_full": lambda: _(
        "The disk is full, so nothing was saved. Free some space on the disk of {file}, then try again."
    ),
    "cannot_open": lambda: _("The file {file} cannot be opened."),
    "exists": lambda: _("{file} exists already and was not touched."),
    "backup_failed": lambda: _("The backup to {file} could not be made. Earlier backups are untouched."),
    "bad_backup": lambda: _("{file} is not a backup of a shop that can be restored. Nothing was changed."),
    "cannot_write": lambda: _("The file {file} cannot be written."),
    "no_customer": lambda: _("There is no customer with the number {id}."),
    "not_found": lambda: _("This is no longer there. Somebody may have removed it."),
    "nothing_to_undo": lambda: _("There is nothing to undo."),
    "nothing_to_redo": lambda: _("There is nothing to redo."),
    "already_undone": lambda: _("This was undone already."),
    "history_only": lambda: _("This was done with an earlier version of the program and can no longer be undone."),
    "changed_later": lambda: _("It was changed again since then. Undo the later changes first."),
    "changed_meanwhile": lambda: _("{name} was changed meanwhile. Nothing was overwritten. Look again, then save."),
    "import_stale": lambda: _("This file came in meanwhile. Nothing was added twice. Open it again to look."),
    "uid_taken": lambda: _("This record is in the shop already."),
    "no_name": lambda: _("A name is needed."),
    "staff_known": lambda: _("{name} is in the list already. Add a letter, so that you can tell the two apart."),
    "same_initials": lambda: _("Somebody else has the initials {initials}."),
    "empty_note": lambda: _("The note is empty."),
    "bad_date": lambda: _("“{value}” is not a date. Type it like {example}."),
    "not_a_picture": lambda: _("{file} is not a picture that can be read."),
    "bad_size": lambda: _("“{value}” is not a size like 1366x768 and a scale from 0.5 to 4."),
    "bad_period": lambda: _("The period ends before it begins."),
    "bad_matches": lambda: _("“{value}” is not one of fill, overwrite, skip."),
    "unreadable_file": lambda: _("{file} cannot be read as a list of contacts."),
    "bad_mapping": lambda: _("The mapping of columns cannot be used: {key} “{value}”."),
    "unknown_format": lambda: _("Files that end in “{suffix}” are not known. Choose one of {known}."),
    "unknown_layout": lambda: _("The layout “{layout}” is not known."),
    "unknown_design": lambda: _("The design “{design}” is not known."),
    "unknown_letter_kind": lambda: _("There is no letter or card “{kind}”."),
    "unknown_sheet": lambda: _("The label sheet “{sheet}” is not known."),
    "no_such_label": lambda: _("The sheet has {count} labels; it cannot start at {start}."),
    "sheet_does_not_fit": lambda: _("The labels of {sheet} do not fit on the page."),
    "address_too_long": lambda: _("The address of {name} does not fit into the window or label."),
    "letter_text": lambda: _("The letter texts ({language}) have a mistake in line {line}."),
    "no_display": lambda: _(
        "There is no screen to open a window on. “smallcrm tour --out FOLDER” saves pictures of the window instead."
    ),
    "print_failed": lambda: _("The printer did not answer. Nothing was marked as printed."),
}

_UNREADABLE: Mapping[str, Wording] = {
    "missing": lambda: _("The file {file} is not there."),
    "directory": lambda: _("{file} is a folder. Choose the file in it."),
    "no_permission": lambda: _("You may not read {file}. Copy it to another folder, then try again."),
    "io": lambda: _("{file} cannot be read from its disk."),
    "empty": lambda: _("{file} is empty."),
    "too_large": lambda: _("{file} is too large for a list of contacts."),
    "picture": lambda: _("{file} is a picture, not a list of contacts."),
    "document": lambda: _("{file} is a document. Save the table in it as Excel or CSV, then import that."),
    "program": lambda: _("{file} is a program, not a list of contacts."),
    "archive": lambda: _("{file} is packed. Unpack it, then import the files in it."),
    "shop_file": lambda: _("{file} is a shop file or another database. Open it instead of importing it."),
    "web_page": lambda: _("{file} is a web page. Download the contacts as CSV or vCard."),
    "binary": lambda: _("{file} holds no text that can be read."),
    "encrypted": lambda: _("{file} has a password. Save it without one, then try again."),
    "damaged": lambda: _("{file} is damaged. Export it again from where it came from."),
    "not_a_sheet": lambda: _("{file} holds no table."),
    "not_a_table": lambda: _("{file} holds no rows of contacts."),
    "mapping": lambda: _("{file} is not a mapping of columns."),
}

_REASONS: Mapping[str, Wording] = {
    "no_address": lambda: _("No address"),
    "address_incomplete": lambda: _("The address is not complete"),
    "address_too_long": lambda: _("The address does not fit into the window or label"),
    "deceased": lambda: _("Deceased"),
    "archived": lambda: _("Archived"),
    "no_mail": lambda: _("No mail"),
    "no_mail_since": lambda: _("No mail since {since}"),
    "prospect": lambda: _("Not a customer yet, and no consent to post"),
    "card_not_wanted": lambda: _("No card wanted"),
    "already_printed": lambda: _("Printed already this year"),
    "greeted": lambda: _("Greeted already"),
    "no_occasion": lambda: _("No birthday is known"),
    "no_glyph": lambda: _("The typeface lacks these letters: {letters}"),
    "missing_letters": lambda: _("The typeface lacks these letters: {letters}"),
    "missing_field": lambda: _("The text needs what is missing: {field}"),
    "text_too_long": lambda: _("The text is too long for the card"),
    "same_person": lambda: _("Looks like the same person as in line {line}: {name}"),
    "in_bin": lambda: _("{name} is in the bin"),
    "no_name": lambda: _("No name"),
    "bad_date": lambda: _("“{value}” is not a date"),
    "bad_value": lambda: _("“{value}” was not understood"),
    "bad_photo": lambda: _("The photo cannot be read"),
    "group_card": lambda: _("“{value}” is a list of contacts, not a person"),
    "outside_card": lambda: _("This stands outside of any card: {value}"),
    "row_above_header": lambda: _("A row above the headings: {value}"),
    "future_date": lambda: _("“{value}” lies in the future, so the year was left out"),
    "rounded_number": lambda: _("“{value}” was rounded by a spreadsheet program"),
    "only_a_year": lambda: _("“{value}” is only a year"),
    "left_out": lambda: _("{property} was left out"),
    "nested_card": lambda: _("A card inside the card was left out: {value}"),
    "unknown_country": lambda: _("The country “{value}” is not known"),
    "totals_row": lambda: _("A row of totals: {value}"),
    "sheet_left": lambda: _("Sheet “{sheet}” was not read ({rows} rows)"),
    "no_cards": lambda: _("There is no card in this file"),
    "unreadable_file": lambda: _("The file cannot be read"),
    "no_mail_found": lambda: _("Taken as a wish for no mail: “{value}”"),
    "identity_code_left_out": lambda: _("Personal identity codes are not taken in: column “{heading}”"),
    "differing": lambda: _("The shop has another value"),
    "file_damaged": lambda: _("The shop file is damaged ({what}). Restore a backup."),
    "lost_reference": lambda: _("Row {row} of {table} belongs to a {parent} that is not there"),
    "schema_differs": lambda: _("“{name}” in the shop file is not as this program makes it"),
    "derived_differs": lambda: _("Customer {id}: the search words or the place in the list are out of date"),
}

_LABELS: Mapping[str, Wording] = {
    "customer_added": lambda: _("Added: {name}"),
    "customer_changed": lambda: _("Changed: {name}"),
    "customer_binned": lambda: _("Put into the bin: {name}"),
    "customer_unbinned": lambda: _("Taken out of the bin: {name}"),
    "note_added": lambda: _("Note written: {name}"),
    "note_edited": lambda: _("Note changed: {name}"),
    "note_removed": lambda: _("Note deleted: {name}"),
    "greeted": lambda: _("Greeted: {name}"),
    "settings_changed": lambda: _("Settings changed"),
    "staff_added": lambda: _("Added to the staff: {name}"),
    "staff_changed": lambda: _("Staff changed"),
    "staff_renamed": lambda: _("Renamed: {name}"),
    "staff_gone": lambda: _("No longer works here: {name}"),
    "staff_back": lambda: _("Works here again: {name}"),
    "sample_made": lambda: _("Sample shop made"),
    "restored": lambda: _("Backup restored"),
}
_COUNTED: Mapping[str, Callable[[int], str]] = {
    "run_started": lambda n: ngettext("{count} card prepared", "{count} cards prepared", n),
    "cards_printed": lambda n: ngettext("{count} card printed", "{count} cards printed", n),
    "cards_posted": lambda n: ngettext("{count} card posted", "{count} cards posted", n),
    "cards_handed_over": lambda n: ngettext("{count} card handed over", "{count} cards handed over", n),
    "cards_skipped": lambda n: ngettext("{count} card skipped", "{count} cards skipped", n),
    "cards_not_printed": lambda n: ngettext("{count} card not printed", "{count} cards not printed", n),
}

_OCCASIONS: Mapping[str, Wording] = {
    OccasionKind.BIRTHDAY: lambda: _("Birthday"),
    OccasionKind.NAME_DAY: lambda: _("Name day"),
    OccasionKind.WEDDING: lambda: _("Wedding anniversary"),
    OccasionKind.CUSTOMER_SINCE: lambda: _("Customer anniversary"),
    OccasionKind.OTHER: lambda: _("Occasion"),
}

_ENTRIES: Mapping[str, Wording] = {
    "note": lambda: _("Note"),
    "visit": lambda: _("Visit"),
    "import": lambda: _("Import"),
    "call": lambda: _("Call"),
    "letter": lambda: _("Letter"),
}
_CARDS: Mapping[str, Wording] = {
    "printed": lambda: _("Birthday card printed"),
    "posted": lambda: _("Birthday card posted"),
    "handed_over": lambda: _("Birthday card handed over"),
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
    wording = _ERRORS.get(trouble.code)
    if trouble.code == "unreadable_file":
        wording = _UNREADABLE.get(str(trouble.values.get("why")), wording)
    later = trouble.values.get("later")
    if later:
        steps = "; ".join(done(code, values) for code, values in later)
        return _filled(_("It was changed again since then. Undo this first: {steps}"), {"steps": steps})
    return _filled(wording() if wording else _("Something went wrong"), trouble.values)


def reason(why: Reason) -> str:
    """A short phrase for why somebody was left out or a row rejected."""
    values = dict(why.values)
    wording = _REASONS.get("no_mail_since" if why.code == "no_mail" and values.get("since") else why.code)
    if why.code == "missing_field":
        values["field"] = field(str(values.get("field", "")))
    return _filled(wording() if wording else _("Something went wrong"), values)


def label(step: Step) -> str:
    """What a step of the history did."""
    return done(step.label, step.values)


def done(code: str, values: Mapping[str, Any]) -> str:
    """What was done, in the past tense: for the history and for toasts."""
    if code == "imported":
        return _imported(values)
    if code in _COUNTED:
        return _filled(_COUNTED[code](int(values.get("count", 0))), values)
    wording = _LABELS.get(code)
    return _filled(wording(), values) if wording else _("Changed")


def _imported(values: Mapping[str, Any]) -> str:
    created, updated = int(values.get("created", 0)), int(values.get("updated", 0))
    files = ", ".join(values.get("files", []))
    if not updated:
        text = ngettext("{count} customer imported from {files}", "{count} customers imported from {files}", created)
        return _filled(text, {"count": created, "files": files})
    if not created:
        text = ngettext("{count} customer updated from {files}", "{count} customers updated from {files}", updated)
        return _filled(text, {"count": updated, "files": files})
    return _filled(
        _("Imported from {files}: {created} new, {updated} updated"),
        {"created": created, "updated": updated, "files": files},
    )


def occasion(kind: str, label: str = "") -> str:
    """Name of a kind of occasion, or the shop's own words for it."""
    if kind == OccasionKind.OTHER and label:
        return label
    wording = _OCCASIONS.get(kind)
    return wording() if wording else label or _("Occasion")


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
    if entry.kind == "card":
        wording = _CARDS.get(entry.text)
        return wording() if wording else _("Birthday card")
    wording = _ENTRIES.get(entry.kind)
    return wording() if wording else entry.kind


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


def _filled(text: str, values: Mapping[str, Any]) -> str:
    """Fill the fields of a sentence; what a person typed is never read again."""
    parts = []
    rest = text
    while rest:
        before, brace, rest = rest.partition("{")
        parts.append(before)
        if brace:
            name, _end, rest = rest.partition("}")
            parts.append(_shown(values.get(name, "")))
    return "".join(parts)


def _shown(value: Any) -> str:
    return format_date(value, "short") if isinstance(value, date) else str(value)
