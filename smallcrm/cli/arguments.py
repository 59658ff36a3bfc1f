"""Commands and options, exactly as the user guide lists them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from smallcrm import __version__, i18n
from smallcrm.cli import calendar_papers, cards, customers, files, history, name_days, papers, today
from smallcrm.domain.letter_request import LETTER_KINDS, MEMBERSHIP
from smallcrm.domain.money import parse_amount
from smallcrm.domain.occasion_cards import KINDS
from smallcrm.domain.text import storable
from smallcrm.i18n import _, ngettext

_Run = Callable[..., Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_BIRTHDAY = re.compile(r"(?:\d{4}-)?\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_YEARS = (1900, 2200)  # a shop's days; farther ones are slips of the hand


class _Formatter(argparse.RawDescriptionHelpFormatter):
    pass


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options of a command line; wrong usage ends the program with status 2."""
    _speak(arguments)
    return _parser().parse_args(arguments)


def _speak(arguments: list[str]) -> None:
    """Help and complaints are worded before the options are read, so the language is looked for first."""
    wanted = ""
    for i, word in enumerate(arguments):
        if word == "--language" and i + 1 < len(arguments):
            wanted = arguments[i + 1]
        elif word.startswith("--language="):
            wanted = word.partition("=")[2]
    i18n.set_language(wanted or i18n.system_language())
    argparse._ = i18n._  # type: ignore[attr-defined]  # argparse has no other door
    argparse.ngettext = ngettext  # type: ignore[attr-defined]


def _own_words() -> tuple[str, ...]:
    """Words of argparse itself, named here so that they stand in our catalogues."""
    return (
        _("usage: "),
        _("positional arguments"),
        _("options"),
        _("show this help message and exit"),
        _("show program's version number and exit"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid %(type)s value: %(value)r"),
        _("argument %(argument_name)s: %(message)s"),
        _("%(prog)s: error: %(message)s\n"),
        _("expected one argument"),
        _("expected at least one argument"),
        _("not allowed with argument %s"),
    )


def day(text: str) -> date:
    """A day typed YYYY-MM-DD."""
    try:
        found = date.fromisoformat(text)
        if not _DAY.fullmatch(text) or not _YEARS[0] <= found.year < _YEARS[1]:
            raise ValueError(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{value}” is not a date like 2027-05-06").format(value=text)) from None
    return found


def moment(text: str) -> datetime:
    """A moment typed YYYY-MM-DDTHH:MM."""
    try:
        found = datetime.fromisoformat(text)
        if not _YEARS[0] <= found.year < _YEARS[1]:
            raise ValueError(text)
    except ValueError:
        wrong = _("“{value}” is not a moment like 2027-05-06T14:30").format(value=text)
        raise argparse.ArgumentTypeError(wrong) from None
    return found


def birthday(text: str) -> tuple[int, int, int | None]:
    """A birthday typed YYYY-MM-DD, or MM-DD without a year: (month, day, year or nothing)."""
    try:
        if not _BIRTHDAY.fullmatch(text):
            raise ValueError(text)
        if len(text) == 5:
            found = date.fromisoformat(f"2000-{text}")  # a leap year: 29 February is a birthday
            return found.month, found.day, None
        found = date.fromisoformat(text)
    except ValueError:
        wrong = _("“{value}” is not a birthday like 1980-05-06 or 05-06").format(value=text)
        raise argparse.ArgumentTypeError(wrong) from None
    return found.month, found.day, found.year


def count(text: str) -> int:
    """A whole number of at least 1."""
    if not _NUMBER.fullmatch(text) or int(text) < 1:
        raise argparse.ArgumentTypeError(_("“{value}” is not a number from 1").format(value=text))
    return int(text)


def amount(text: str) -> str:
    """An amount of money as typed; whether it is the shop's money is known once the shop is open."""
    if parse_amount(text) is None:
        raise argparse.ArgumentTypeError(_("“{value}” is not an amount of money").format(value=text))
    return text


def why(text: str) -> str:
    """A reason: words, whatever bytes they came as."""
    found = storable(text).strip()
    if not found:
        raise argparse.ArgumentTypeError(_("say why"))
    return found


def key(text: str) -> str:
    """What tells a booking from any other; bytes that are no text stay different from each other."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def days_ahead(text: str) -> int:
    """A number of days, from none to ten years."""
    if not _NUMBER.fullmatch(text) or int(text) > 3660:
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of days").format(value=text))
    return int(text)


def _common(*, top: bool) -> argparse.ArgumentParser:
    """Options that stand before or after the command."""
    parser = argparse.ArgumentParser(add_help=False)
    unset = None if top else argparse.SUPPRESS
    parser.add_argument("--shop", type=Path, metavar="FILE", default=unset, help=_("the shop file"))
    parser.add_argument(
        "--language", choices=list(i18n.LANGUAGES), default=unset, help=_("language of messages, letters and new shops")
    )
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--today", type=day, metavar="YYYY-MM-DD", default=unset, help=_("the date to believe in"))
    when.add_argument(
        "--now", type=moment, metavar="YYYY-MM-DDTHH:MM", default=unset, help=_("the moment to believe in")
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help=_("answer as one JSON document"),
    )
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="smallcrm",
        parents=[_common(top=True)],
        formatter_class=_Formatter,
        description=_("The regulars of a small shop. Without a command the window opens."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"SmallCRM {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument("--minimised", action="store_true", help=_("open the window small, as at the start of the PC"))
    parser.add_argument("--self-test", action="store_true", help=_("try each part of the program once, and exit"))
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), title=_("commands"))

    def command(name: str, text: str, run: _Run) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[_common(top=False)])
        made.set_defaults(run=run)
        return made

    _customer_commands(command)
    _card_commands(command)
    _file_commands(command)
    _print_command(command)
    _history_commands(command)
    return parser


def _customer_commands(command: Callable[[str, str, _Run], argparse.ArgumentParser]) -> None:
    add = command("add", _("add a customer"), customers.add)
    add.add_argument("--name", required=True, metavar="NAME")
    add.add_argument("--phone", metavar="PHONE")
    add.add_argument("--email", metavar="EMAIL")
    add.add_argument("--birthday", type=birthday, metavar="DATE", help=_("YYYY-MM-DD, or MM-DD without a year"))
    note = command("note", _("write a note into a customer's timeline"), customers.note)
    note.add_argument("id", type=count, metavar="ID")
    note.add_argument("text", metavar="TEXT")
    note.add_argument("--due", type=day, metavar="YYYY-MM-DD", help=_("remind of it on this day"))
    visit = command("visit", _("write down that a customer was here today"), customers.visit)
    visit.add_argument("id", type=count, metavar="ID")
    visit.add_argument("--amount", type=amount, metavar="A", help=_("what was paid, such as 12,50"))
    find = command("find", _("find customers by name, phone, e-mail, town, company or tag"), customers.find)
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--limit", type=count, default=50, metavar="N")
    show = command("show", _("show everything about a customer"), customers.show)
    show.add_argument("id", type=count, metavar="ID")
    due = command("today", _("show what is due: follow-ups, special days, cards to print"), today.today)
    due.add_argument("--days", type=days_ahead, default=7, metavar="N", help=_("how many days ahead"))
    listed = command("name-days", _("show the lists of name days, take one in, suggest days"), name_days.lists)
    name_days.add_options(listed, _common(top=False))


def _card_commands(command: Callable[[str, str, _Run], argparse.ArgumentParser]) -> None:
    issue = command("issue", _("give a customer a card number and a punch card"), cards.issue)
    issue.add_argument("id", type=count, metavar="ID")
    issue.add_argument("--program", required=True, metavar="NAME", help=_("the loyalty programme"))
    stamp = command("stamp", _("stamp a card"), cards.stamp)
    stamp.add_argument("card", metavar="CARD", help=_("10 or 13 digits"))
    stamp.add_argument("--program", metavar="NAME", help=_("which programme, else the one on scan"))
    stamp.add_argument("--count", type=count, default=1, metavar="N", help=_("how many stamps"))
    stamp.add_argument("--key", type=key, default="", metavar="K", help=_("the same key counts once"))
    stamp.add_argument("--force", type=why, metavar="REASON", help=_("stamp in spite of the limits, and why"))
    redeem = command("redeem", _("give a reward out"), cards.redeem)
    redeem.add_argument("card", metavar="CARD", help=_("10 or 13 digits"))
    redeem.add_argument("--reward", type=count, metavar="ID", help=_("which one, else the one that expires first"))
    reverse = command("reverse", _("reverse an entry of a card"), cards.reverse)
    reverse.add_argument("entry", type=count, metavar="ENTRY", help=_("its number, as in: card"))
    reverse.add_argument("--reason", type=why, required=True, metavar="TEXT")
    shown = command("card", _("show how a card stands and what was booked on it"), cards.card)
    shown.add_argument("card", metavar="CARD", help=_("10 or 13 digits"))


def _file_commands(command: Callable[[str, str, _Run], argparse.ArgumentParser]) -> None:
    demo = command("demo", _("make a sample shop"), files.demo)
    demo.add_argument("file", type=Path, metavar="FILE")
    demo.add_argument("--customers", type=count, default=400, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    take = command("import", _("take contacts in from vCard, CSV or Excel files"), files.take_in)
    take.add_argument("files", type=Path, nargs="+", metavar="FILE")
    take.add_argument("--mapping", type=Path, metavar="FILE.json", help=_("which column is which field"))
    take.add_argument(
        "--matches",
        choices=["fill", "overwrite", "skip"],
        default="fill",
        help=_("what to do with customers known already"),
    )
    take.add_argument("--rejects", type=Path, metavar="FILE", help=_("where rejected rows are written"))
    take.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    export = command(
        "export", _("write customers to a .vcf, .csv or .json file, or their occasions to an .ics file"), files.export
    )
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--find", metavar="TEXT", default="", help=_("only those that this finds"))
    tour = command("tour", _("save a picture of every page of the window"), papers.tour)
    tour.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    tour.add_argument("--theme", choices=["light", "dark"], default="light")
    tour.add_argument("--size", default="1366x768", metavar="1366x768")
    tour.add_argument("--scale", type=float, default=1.0, metavar="1.25")


def _print_command(command: Callable[[str, str, _Run], argparse.ArgumentParser]) -> None:
    made = command("print", _("print cards, letters, labels or envelopes to a PDF file"), papers.print_pieces)
    made.add_argument(
        "kind", nargs="?", choices=[*KINDS, *LETTER_KINDS, MEMBERSHIP, *calendar_papers.KINDS], metavar="KIND"
    )
    made.add_argument("--list", action="store_true", help=_("name the kinds and layouts"))
    who = made.add_argument_group(_("who (else the cards to print of today)"))
    who.add_argument("--due-by", type=day, metavar="D", help=_("to be printed by this day"))
    who.add_argument("--from", dest="start", type=day, metavar="D", help=_("first day of the occasion"))
    who.add_argument("--to", dest="end", type=day, metavar="D", help=_("last day of the occasion"))
    who.add_argument("--customer", type=count, nargs="+", default=[], metavar="ID")
    who.add_argument("--find", default="", metavar="TEXT")
    who.add_argument("--expiring", type=days_ahead, metavar="DAYS", help=_("whose reward expires within so many days"))
    words = made.add_argument_group(_("what is typed for a letter"))
    words.add_argument("--note", default="", metavar="TEXT", help=_("the personal words; of an apology what was done"))
    words.add_argument("--promise", default="", metavar="TEXT", help=_("what you will do, a whole sentence"))
    made.add_argument("--out", type=Path, metavar="FILE.pdf")
    made.add_argument("--layout", default="", metavar="NAME")
    made.add_argument("--design", default="", metavar="NAME")
    made.add_argument(
        "--start", type=count, default=1, metavar="N", help=_("first free label of the sheet"), dest="label"
    )
    made.add_argument("--ages", action="store_true", help=_("say ages on the calendar of the month"))
    made.add_argument("--mark-printed", action="store_true", help=_("remember that these cards are printed"))
    made.set_defaults(complain=made.error)


def _history_commands(command: Callable[[str, str, _Run], argparse.ArgumentParser]) -> None:
    undo = command("undo", _("take back the last changes"), history.undo)
    undo.add_argument("steps", type=count, nargs="?", default=1, metavar="N")
    shown = command("history", _("show who changed what, when"), history.history)
    shown.add_argument("--customer", type=count, metavar="ID")
    backup = command("backup", _("make a verified backup"), history.make_backup)
    backup.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    restore = command(
        "restore", _("put a backup in the place of the shop; the present is kept"), history.restore_backup
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    check = command("check", _("check that the shop file is whole"), history.check_shop)
    check.add_argument(
        "--date-is-right", action="store_true", help=_("believe the date of this computer, where it is doubted")
    )
    check.set_defaults(complain=check.error)
