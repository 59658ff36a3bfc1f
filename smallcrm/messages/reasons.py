"""Short phrases for why somebody was left out, a row rejected, or a file is worth a look, by code."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.i18n import _
from smallcrm.messages.filling import Wording

REASONS: Mapping[str, Wording] = {
    "no_address": lambda: _("No address"),
    "address_incomplete": lambda: _("The address is not complete"),
    "address_too_long": lambda: _("The address does not fit into the window or label"),
    "deceased": lambda: _("Deceased"),
    "archived": lambda: _("Archived"),
    "no_mail": lambda: _("No mail"),
    "no_mail_since": lambda: _("No mail since {since}"),
    "no_calls": lambda: _("Wants no calls"),
    "no_phone": lambda: _("No phone number"),
    "prospect": lambda: _("Not a customer yet, and no consent to post"),
    "card_not_wanted": lambda: _("No card wanted"),
    "already_printed": lambda: _("Printed already this year"),
    "complaint_open": lambda: _("Open complaint"),
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
    "figures_differ": lambda: _("Customer {id}: the figures of the visits are out of date"),
    "follow_up_differs": lambda: _("Follow-up {id}: the day on which it shows or its search words are out of date"),
    "follow_up_lost": lambda: _("Follow-up {id} belongs to something that is not there: {what}"),
    "derived_differs": lambda: _("Customer {id}: the search words or the place in the list are out of date"),
}
