"""What was done, in the past tense, by the label of the step: for the history and for toasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smallcrm.i18n import _, ngettext
from smallcrm.messages.filling import Wording

LABELS: Mapping[str, Wording] = {
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
    "rule_added": lambda: _("Rule added"),
    "rule_changed": lambda: _("Rule changed"),
    "rule_removed": lambda: _("Rule removed"),
    "sample_made": lambda: _("Sample shop made"),
    "restored": lambda: _("Backup restored"),
}
COUNTED: Mapping[str, Callable[[int], str]] = {
    "rules_run": lambda n: ngettext("The rules saw to {count} follow-up", "The rules saw to {count} follow-ups", n),
    "run_started": lambda n: ngettext("{count} card prepared", "{count} cards prepared", n),
    "cards_printed": lambda n: ngettext("{count} card printed", "{count} cards printed", n),
    "cards_posted": lambda n: ngettext("{count} card posted", "{count} cards posted", n),
    "cards_handed_over": lambda n: ngettext("{count} card handed over", "{count} cards handed over", n),
    "cards_skipped": lambda n: ngettext("{count} card skipped", "{count} cards skipped", n),
    "cards_not_printed": lambda n: ngettext("{count} card not printed", "{count} cards not printed", n),
    "letters_printed": lambda n: ngettext("{count} letter printed", "{count} letters printed", n),
    "letters_posted": lambda n: ngettext("{count} letter posted", "{count} letters posted", n),
    "letters_handed_over": lambda n: ngettext("{count} letter handed over", "{count} letters handed over", n),
    "letters_skipped": lambda n: ngettext("{count} letter skipped", "{count} letters skipped", n),
    "letters_not_printed": lambda n: ngettext("{count} letter not printed", "{count} letters not printed", n),
}
