"""Sentences for expected errors, by code."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.i18n import _
from smallcrm.messages.filling import Wording

ERRORS: Mapping[str, Wording] = {
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
    "empty_gift": lambda: _("The gift has no name."),
    "future_entry": lambda: _("{day} is still to come. Write it down when it has happened, or make a reminder."),
    "over_limit": lambda: _("“{name}” may be given up to {cents}."),
    "rule_stays": lambda: _("This rule can be switched off, but not removed."),
    "rule_without_days": lambda: _("Say after how many days."),
    "rule_for_nobody": lambda: _("Say with whom to stay in touch."),
    "rule_for_unknown": lambda: _("No tag and no customer is called “{name}”."),
    "rule_for_several": lambda: _("“{name}” is several customers. Write the whole name."),
    "not_an_amount": lambda: _("“{text}” is not an amount like 12.50"),
    "rule_twice": lambda: _("There is a rule for that already."),
    "bad_date": lambda: _("“{value}” is not a date. Type it like {example}."),
    "bad_day": lambda: _("“{value}” is not a day. Type it like {example}, or in words: tomorrow, in 2 weeks."),
    "bad_amount": lambda: _("“{value}” is not an amount."),
    "foreign_amount": lambda: _("“{value}” is not in the money of this shop."),
    "bad_time": lambda: _("“{value}” is not a time of day. Type it like {example}."),
    "empty_follow_up": lambda: _("Say what is to be done."),
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
    "note_too_long": lambda: _("The note to {name} does not fit on the label."),
    "only_notes_on_labels": lambda: _("Only a personal note can be printed on labels with its words."),
    "address_too_long": lambda: _("The address of {name} does not fit into the window or label."),
    "letter_text": lambda: _("The letter texts ({language}) have a mistake in line {line}."),
    "no_display": lambda: _(
        "There is no screen to open a window on. “smallcrm tour --out FOLDER” saves pictures of the window instead."
    ),
    "print_failed": lambda: _("The printer did not answer. Nothing was marked as printed."),
}

UNREADABLE: Mapping[str, Wording] = {
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
