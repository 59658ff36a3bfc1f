"""The commands of the window: what they are called, where they stand, which keys they have."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smallcrm.i18n import _, pgettext
from smallcrm.ui import other_shops, worn
from smallcrm.ui.commands import Command, plain
from smallcrm.ui.pages.registry import pages

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def menus() -> list[tuple[str, str]]:
    """Give the menus in order: key and title."""
    return [
        ("file", _("&File")),
        # Translators: a menu with undo, search and settings
        ("edit", pgettext("menu", "&Edit")),
        ("customer", _("&Customer")),
        # Translators: a menu with text size and full screen
        ("view", pgettext("menu", "&View")),
        ("go", _("&Go")),
        ("help", _("&Help")),
    ]


def commands(window: MainWindow) -> list[Command]:
    """Give everything the window can do, in the language of now."""
    return [*_file(window), *_edit(window), *_customer(window), *_view(window), *_go(window), *_help(window)]


def _file(window: MainWindow) -> list[Command]:
    return [
        Command("new_shop", _("New &shop…"), lambda: other_shops.new_shop(window), "file", icon="folder-plus"),
        Command(
            "open_another",
            _("&Open another shop…"),
            lambda: other_shops.open_another(window),
            "file",
            icon="folder-open",
        ),
        Command(
            "import",
            _("&Import from a file…"),
            lambda: window.perform("import", "import"),
            "file",
            ("Ctrl+O",),
            "file-up",
            separated=True,
        ),
        Command("export", _("&Export customers…"), window.exporting.ask, "file", icon="file-down"),
        Command(
            "print",
            _("&Print cards…"),
            lambda: _print(window),
            "file",
            ("Ctrl+P",),
            "printer",
            separated=True,
        ),
        Command("morning", _("Print &morning list…"), lambda: window.perform("sheet", "morning"), "file", (), "sun"),
        Command("evening", _("Print end of &day…"), lambda: window.perform("sheet", "evening"), "file", (), "moon"),
        Command("back_up", _("&Back up now"), window.keeping.back_up, "file", icon="hard-drive", separated=True),
        Command("restore", _("&Restore a backup…"), window.keeping.restore, "file", icon="archive-restore"),
        Command("quit", _("&Quit"), window.close, "file", ("Ctrl+Q",), "log-out", findable=False, separated=True),
    ]


def _print(window: MainWindow) -> None:
    """From elsewhere Ctrl+P leads to the preview of what is due; on that page it prints, on the page of keys these."""
    if window.places.here in {"help", "sheet", "cardPrint"}:
        window.perform(window.places.here, "print")
        return
    window.perform("letters", "print", None if window.places.here == "letters" else ())


def _edit(window: MainWindow) -> list[Command]:
    return [
        Command("undo", _("&Undo"), window.undoing.undo, "edit", ("Ctrl+Z",), "undo-2", findable=False),
        Command("redo", _("&Redo"), window.undoing.redo, "edit", ("Ctrl+Y",), "redo-2", findable=False),
        Command("history", _("Hist&ory of changes"), lambda: window.go("history"), "edit", (), "history"),
        Command(
            "counter", _("&Who is at the counter…"), window.counter.ask, "edit", ("Ctrl+T",), "user", separated=True
        ),
        Command("changed", _("&Changed with my customers"), lambda: window.go("changed"), "edit", icon="users"),
        Command(
            "find",
            _("&Find a customer"),
            window.find_customer,
            "edit",
            ("Ctrl+K", "Ctrl+F", "F3"),
            "search",
            findable=False,
            separated=True,
        ),
        Command("new_event", _("New &event…"), lambda: window.perform("calendar", "new_event"), "edit", icon="plus"),
        Command(
            "settings",
            _("&Settings"),
            lambda: window.go("settings"),
            "edit",
            ("Ctrl+,",),
            "settings",
            findable=False,
            separated=True,
        ),
    ]


def _write(window: MainWindow, what: str) -> None:
    """From elsewhere it is for the customer somebody chose last; where there is none, whom is asked first.

    Who is looking for somebody means the one found, not the one behind: it opens them, as Enter does.
    """
    if window.quick_find.hasFocus() and window.quick_find.text().strip():
        window.quick_find.take()
        return
    page = window.places.built.get("customers")
    if window.places.here != "customers" and not getattr(page, "meant", False):
        window.find_customer()
        return
    window.perform("customers", what)


def _customer(window: MainWindow) -> list[Command]:
    def tell(what: str) -> None:
        window.perform("customers", what)

    def writing(key: str, text: str, keys: str, icon: str, *, separated: bool = False) -> Command:
        held = (keys,) if keys else ()
        return Command(
            key, text, lambda: _write(window, key), "customer", held, icon, findable=False, separated=separated
        )

    return [
        Command("new_customer", _("&New customer"), lambda: tell("new_customer"), "customer", ("Ctrl+N",), "user-plus"),
        Command(
            "edit", pgettext("customer", "&Edit"), lambda: tell("edit"), "customer", ("F2",), "pencil", findable=False
        ),
        writing("stamp", _("&Stamp the card"), "F8", "stamp", separated=True),
        writing("visit", _("Log a &visit"), "F7", "footprints"),
        writing("note", _("N&ote"), "F5", "sticky-note"),
        writing("complaint", _("&Complaint"), "F9", "message-square-warning"),
        writing("call", _("Log a c&all"), "", "phone"),
        writing("letter", _("Write a &letter…"), "", "mail"),
        Command(
            "pass_on",
            _("&Whom would this interest?"),
            lambda: window.perform("pass_on", "open"),
            "customer",
            icon="send",
            separated=True,
        ),
        Command(
            "delete", _("&Delete"), lambda: tell("delete"), "customer", (), "trash-2", findable=False, separated=True
        ),
    ]


def _go(window: MainWindow) -> list[Command]:
    places = [
        Command(
            f"go_{p.key}",
            plain(p.title()),
            partial(window.go, p.key),
            "go",
            (f"Ctrl+{p.number}",),
            p.icon,
            repeats=True,
        )
        for p in pages()
        if p.number
    ]
    others = [
        Command(f"go_{p.key}", plain(p.title()), partial(window.go, p.key), icon=p.icon)
        for p in pages()
        if p.bottom and not p.number
    ]
    return [
        *places,
        *others,
        Command(
            "jump",
            _("&Jump to a day…"),
            lambda: window.perform("calendar", "jump"),
            "go",
            ("Ctrl+G",),
            "calendar-days",
            separated=True,
        ),
        Command(
            "back", _("&Back"), window.places.back, "go", ("Alt+Left",), "arrow-left", findable=False, separated=True
        ),
        *_panes(window),
    ]


def _panes(window: MainWindow) -> list[Command]:
    def pane(key: str, text: str, keys: str, icon: str, step: int) -> Command:
        return Command(key, text, lambda: window.next_pane(step), "go", (keys,), icon, repeats=True, findable=False)

    return [
        pane("next_pane", _("Ne&xt pane"), "F6", "arrow-right", 1),
        pane("previous_pane", _("Pre&vious pane"), "Shift+F6", "arrow-left", -1),
    ]


def _view(window: MainWindow) -> list[Command]:
    def resize(by: float) -> None:
        window.dress(scale=worn.scale() + by)

    return [
        Command("larger", _("&Larger text"), lambda: resize(0.1), "view", ("Ctrl++", "Ctrl+="), "a-arrow-up"),
        Command("smaller", _("&Smaller text"), lambda: resize(-0.1), "view", ("Ctrl+-",), "a-arrow-down"),
        Command(
            "normal", _("&Normal text size"), lambda: window.dress(scale=1.0), "view", ("Ctrl+0",), "a-large-small"
        ),
        Command("full_screen", _("&Full screen"), window.full_screen, "view", ("F11",), "maximize", separated=True),
    ]


def _help(window: MainWindow) -> list[Command]:
    return [
        Command("help", _("&Help and keys"), lambda: window.go("help"), "help", ("F1",), "keyboard", findable=False)
    ]
