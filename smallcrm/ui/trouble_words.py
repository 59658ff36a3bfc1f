"""What is said on the page of a shop file that cannot be used: what happened, what is safe, what may help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from smallcrm.domain.errors import FileTrouble
from smallcrm.i18n import _, format_date, format_number, format_time, ngettext
from smallcrm.safety.offers import Offer

Facts = tuple[tuple[str, str], ...]
"""Tone (ok, warn, info) and a sentence."""


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of trouble in words, and which verbs make sense."""

    title: Callable[[], str]
    what: Callable[[], str]
    icon: str = "circle-alert"
    role: str = "danger"
    restore: bool = True
    """Whether going back to a backup can help."""
    again: bool = False
    """Whether trying again can help: then this is the first thing to do."""
    fresh: bool = False
    """Whether a new shop may be begun in its place."""
    look: bool = False
    """Whether the shop can be opened to look only."""


_STORIES: Mapping[str, Story] = {
    "damaged": Story(
        lambda: _("The shop file is damaged"),
        lambda: _("It cannot be read any more, perhaps since a power cut or a disk error. Nothing was written to it."),
    ),
    "empty_file": Story(
        lambda: _("The shop file is empty"),
        lambda: _("It is 0 bytes long: perhaps it was being copied when the computer stopped. It was left as it is."),
    ),
    "not_a_shop": Story(
        lambda: _("This is not a shop file"),
        lambda: _("It was made by another program, or its beginning was overwritten. Nothing was written to it."),
    ),
    "missing": Story(
        lambda: _("The shop file is not there"),
        lambda: _(
            "This PC used it before. Perhaps it lies on a USB stick or network drive that is not connected,"
            " or somebody moved it."
        ),
        "hard-drive", "warning", again=True, fresh=True,
    ),
    "newer": Story(
        lambda: _("This shop was made by a newer SmallCRM"),
        lambda: _("Install the new SmallCRM on this PC, too. Then the shop opens here again. It was not changed."),
        "info", "link", restore=False, again=True,
    ),
    "locked": Story(
        lambda: _("Another program is using the shop file"),
        lambda: _("Perhaps a backup program or a second SmallCRM is working with it. Wait a moment, then try again."),
        "clock-alert", "warning", restore=False, again=True,
    ),
    "in_use": Story(
        lambda: _("This shop is open already"),
        lambda: _(
            "Another window of SmallCRM has it, perhaps for another person on this PC, or is just closing."
            " Close that one, then try again."
        ),
        "clock-alert", "warning", restore=False, again=True,
    ),
    "read_only": Story(
        lambda: _("The shop file may only be read"),
        lambda: _("The file or its disk is write-protected. You can look, but nothing can be saved there."),
        "lock", "warning", restore=False, again=True, look=True,
    ),
    "cannot_write": Story(
        lambda: _("Nothing can be written in this folder"),
        lambda: _("The folder of the shop is write-protected, or its disk is. Nothing can be saved there."),
        "lock", "warning", restore=False, again=True, look=True,
    ),
    "cannot_open": Story(
        lambda: _("The shop file cannot be opened"),
        lambda: _("You may not read it, or its disk does not answer."),
        "lock", "warning", again=True,
    ),
    "disk_full": Story(
        lambda: _("The disk is full"),
        lambda: _("SmallCRM needs some room beside the shop file to open it safely. Delete something, then try again."),
        "hard-drive", "warning", restore=False, again=True,
    ),
}  # fmt: skip


def story(trouble: FileTrouble) -> Story:
    """Give the words for a trouble; unknown ones are told as a file that cannot be opened."""
    return _STORIES.get(trouble.code, _STORIES["cannot_open"])


def facts(trouble: FileTrouble, offer: Offer | None, now: datetime) -> Facts:
    """Say what is safe and what is lost."""
    told = story(trouble)
    if trouble.code == "newer":
        words = _("Format of the shop: {found}. This program knows: {known}.")
        return (("info", words.format(found=trouble.values.get("found"), known=trouble.values.get("known"))),)
    if not told.restore:
        return (("ok", _("Your customers are safe. Nothing was changed.")),)
    if offer is None:
        return (("warn", _("There is no backup beside the shop file. Perhaps there is one on a USB stick.")),)
    people = ngettext("Backup of {when}: {n} customer", "Backup of {when}: {n} customers", offer.customers)
    lines = [
        ("ok", people.format(when=moment(offer.at, now), n=format_number(offer.customers))),
        ("warn", _("What was entered after that has to be entered again.")),
    ]
    if trouble.code != "missing":
        lines.insert(1, ("ok", _("The file that is there now is kept beside it. Nothing is thrown away.")))
    return tuple(lines)


def restore_words(offer: Offer, now: datetime) -> str:
    """Say which backup the button brings back."""
    return _("Restore the backup of {when}").format(when=moment(offer.at, now))


def moment(at: datetime, now: datetime) -> str:
    """Say a moment as people do: today 08:02, yesterday 17:40, 4 May 2027 17:40."""
    days = (now.date() - at.date()).days
    if days == 0:
        return _("today {time}").format(time=format_time(at))
    if days == 1:
        return _("yesterday {time}").format(time=format_time(at))
    return _("{date}, {time}").format(date=format_date(at.date(), "medium"), time=format_time(at))
