"""From a scan to its answer, and what somebody does about it; and whether the window listens just now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer

from smallcrm.domain.card_numbers import CodeKind, read_code
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.loyalty_terms import ProgrammeState, is_over
from smallcrm.domain.scanning import Burst
from smallcrm.i18n import _
from smallcrm.ui.pages.customers.moving import ask_move
from smallcrm.ui.patience import patient
from smallcrm.ui.scanning import answer as say
from smallcrm.ui.scanning import left_over, sound
from smallcrm.ui.scanning.answer import Act, Answer, Colour
from smallcrm.ui.scanning.booking import Clerk
from smallcrm.ui.scanning.capture import Capture
from smallcrm.ui.scanning.doubting import Doubting
from smallcrm.ui.scanning.panel import AnswerPanel
from smallcrm.ui.scanning.placing import Placing
from smallcrm.ui.scanning.waiting import Deed, Kept, Task, Waiting
from smallcrm.ui.widgets.when import day_words

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


_LAST_MS = 2000
"""How long a window that closes waits for another program that writes."""


class Scanning(QObject):
    """Listens for scanners in one window. Also asked by the page of a customer: ``book(customer)``."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.panel: AnswerPanel | None = None
        self.tester: Callable[[Burst], object] | None = None
        """Takes the scans while the settings try a scanner out: nothing is stamped."""
        self.capture = Capture(window)
        self.capture.scanned.connect(self._scanned)
        self.clerk = Clerk(window.shop)
        kept = Kept(window.settings, window.shop.file)
        self.waiting = Waiting(self._book_late, window.errors.handle, kept, self)
        self.waiting.count_changed.connect(self.show_state)
        self.doubting = Doubting(window)
        window.undoing.claimed = lambda: self.takes_undo
        self.placing = Placing(window)
        self.placing.moved.connect(self._place_soon)
        self._task: Task | None = None
        """What the answer in sight is about."""

    def attach(self) -> None:
        """Take the parts of a window that was built anew."""
        if self.panel is not None:
            self.panel.hide()  # it has the keys no more, and one that it has taken already does nothing
            self.panel.acted.disconnect()
            self.panel.deleteLater()
        window = self._window
        panel = self.panel = AnswerPanel(
            window, self.placing, window.shop.customers.search, partial(_last_here, window)
        )
        panel.acted.connect(self.do)
        panel.chosen.connect(lambda customer: self._about(Deed.GIVE, customer))
        panel.added.connect(self._add)
        panel.paid.connect(lambda cents: self._again(cents=cents))
        panel.worded.connect(lambda why: self._again(force=why))
        panel.typed.connect(lambda text: self._leave_to(lambda: _search(window, text)))
        panel.left.connect(window.places.focus_page)
        window.quick_find.hurried = lambda: self.capture.hurried
        window.places.shown.connect(lambda _page: self.show_state())
        window.places.shown.connect(lambda _page: self._place_soon())
        self.show_state()

    def close(self) -> None:
        """Stop listening; what waits is tried once more for two seconds, and else offered at the next start."""
        self.capture.close()
        shop = self._window.shop
        if self.waiting.tasks and shop.is_open:
            shop.database.wait_for_lock(_LAST_MS)
            self.waiting.close(lambda task: self.clerk.book(task).good)

    @patient
    def tell_start(self) -> None:
        """Offer what could not be stamped before the window was closed last."""
        left_over.offer(self.waiting.kept, self.clerk, self._window.banner, self._save_left)

    def _save_left(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            self.waiting.add(task)
        self._task = tasks[-1]
        self.waiting.retry()
        if self.waiting.tasks:
            self.answer(say.waiting(self.clerk.called(tasks[-1])))

    # -- booking -----------------------------------------------------------------------------------------------------

    def _scanned(self, burst: Burst) -> None:
        self._window.quick_find.settle()  # what it tells comes before the answer
        if self.tester is not None:
            self.tester(burst)
            return
        code = read_code(burst.digits)
        if code.kind is CodeKind.CARD:
            self.book(code.number, key=uuid4().hex, at=self._window.shop.now)
        else:
            self.answer(say.not_a_card(code))

    def book(
        self,
        who: str | int,
        *,
        key: str,
        at: datetime,
        again: bool = False,
        force: str = "",
        programme_id: int = 0,
        cents: int = 0,
    ) -> None:
        """Stamp a card (its number) or a customer (the id) and answer; what another program keeps out waits."""
        self._book(Task(who, key, at, programme_id, cents, again, force))

    def _book(self, task: Task) -> None:
        self._task = task
        try:
            self.answer(self.clerk.book(task))
        except FileTrouble as trouble:
            if trouble.code != "locked":
                self.answer(say.failed(trouble, self.clerk.called(task)))  # else the answer before still stands there
                raise
            self.waiting.add(task)
            self.answer(say.waiting(self.clerk.called(task)))

    def _book_late(self, task: Task) -> None:
        """Book what waited; of an older one only what needs somebody is said, and nothing asked is taken away."""
        answer = self.clerk.book(task)
        if task == self._task:
            self.answer(answer)
        elif answer.good:
            return
        elif _asks(self.panel):
            look = (_("Open customer"), lambda: self._window.perform("customers", "open", answer.customer_id))
            self._window.banner.say(
                answer.line, "warn", title=answer.title, repairs=[look] if answer.customer_id else []
            )
        else:
            self._task = task
            self.answer(answer)

    def _beside(self, programme_id: int) -> None:
        """Stamp another programme, too, for the same visit."""
        if (task := self._task) is not None:
            who = self.panel.answer.customer_id if self.panel is not None and self.panel.answer is not None else 0
            now = self._window.shop.now
            self._book(Task(who or task.who, uuid4().hex, now, programme_id))

    def _again(self, *, again: bool = False, force: str = "", cents: int = 0) -> None:
        """Stamp whom the answer is about after all; a card that was to be given has been given."""
        if (task := self._task) is not None:
            said = replace(task, again=again or task.again, force=force or task.force, cents=cents or task.cents)
            self._book(replace(said, deed=Deed.STAMP))

    def _about(self, deed: Deed, customer_id: int) -> None:
        """Give the card that was scanned to somebody, or bring somebody back, and stamp."""
        if self._task is not None:
            self._book(replace(self._task, deed=deed, customer_id=customer_id))

    def _add(self, name: str) -> None:
        """Give the card that was scanned to somebody new; of whom only a phone is known the page asks the name."""
        if self._task is not None and any(letter.isalpha() for letter in name):
            self._book(replace(self._task, deed=Deed.ADD, name=name))
        else:
            self._leave_to(lambda: self._window.perform("customers", "new_customer", name))

    def _redeem(self, customer_id: int, reward_id: int) -> None:
        now = self._window.shop.now
        self._book(Task(customer_id, uuid4().hex, now, deed=Deed.REDEEM, customer_id=customer_id, reward_id=reward_id))

    # -- answering ---------------------------------------------------------------------------------------------------

    def answer(self, answer: Answer) -> None:
        """Show an answer, and sound."""
        if self.panel is not None:
            self.panel.show_answer(answer)
        if sound.wanted(self._window.settings):
            sound.play(good=answer.good)

    def do(self, act: Act) -> None:
        """Do what was chosen in the answer."""
        if self.panel is None or (answer := self.panel.answer) is None:
            return
        window, customer = self._window, answer.customer_id
        done: dict[str, Callable[[], object]] = {
            "undo": lambda: self._leave_to(lambda: window.undoing.undo_number(int(act.value))),
            "open": lambda: self._leave_to(lambda: window.perform("customers", "open", customer)),
            "redeem": lambda: self._redeem(customer, int(act.value)),
            "later": self.panel.dismiss,
            "again": lambda: self._again(again=True),
            "reasons": lambda: self.answer(say.reasons(answer)),
            "why": lambda: self.answer(say.other_reason(answer)),
            "force": lambda: self._again(force=act.value),
            "bring_back": lambda: self._about(Deed.BRING_BACK, customer),
            "instead": lambda: self._about(Deed.INSTEAD, customer),
            "programmes": lambda: self._leave_to(lambda: window.go("cards")),
            "find": lambda: self._leave_to(window.find_customer),
            "other": lambda: self._beside(int(act.value)),
            "move": lambda: _move(window, act, self.panel),
        }
        done[act.id]()

    def _leave_to(self, work: Callable[[], object]) -> None:
        """Take the answer away and go on elsewhere."""
        if self.panel is not None:
            self.panel.dismiss()
        work()

    # -- where and how it stands -------------------------------------------------------------------------------------

    def _place_soon(self) -> None:
        if self.panel is not None and self.panel.isVisible():
            QTimer.singleShot(0, self.panel, self.panel.place)

    @patient
    def show_state(self) -> None:
        """Tell in the status bar whether a card can be scanned, and what waits to be saved."""
        window = self._window
        self.capture.paused = window.places.here == "import"
        if self.waiting.tasks:
            window.status.set_item("scanner", _("Saving…"), "hourglass", "warning")
        elif self.capture.paused:
            window.status.set_item("scanner", _("Scanner paused"), "scan-barcode", "muted")
        shop = window.shop
        programme = shop.programmes.on_scan() if shop.is_open else None
        over = programme is not None and is_over(programme, shop.today)
        window.quick_find.offer_scan(scans=programme is not None and not over)
        if shop.is_open:
            self.doubting.look()
        if self.waiting.tasks or self.capture.paused:
            return
        if programme is None:
            window.status.set_item("scanner", "")
        elif over or programme.state is ProgrammeState.PAUSED:
            words = _("The programme has ended") if over else _("The programme is paused")
            window.status.set_item("scanner", words, "scan-barcode", "warning")
        else:
            window.status.set_item("scanner", _("Scanner ready"), "scan-barcode", "success")

    @property
    def takes_undo(self) -> bool:
        """Whether Ctrl+Z means the Undo of the answer, though the field in use has something of its own to undo."""
        panel = self.panel
        if panel is None or not panel.isVisible() or panel.answer is None or self.capture.typed_since:
            return False
        return any(act.id == "undo" for act in panel.answer.acts)


def _search(window: MainWindow, text: str) -> None:
    """Let the search have the keys, and what was typed into the answer."""
    find = window.quick_find
    window.find_customer()
    find.setText(text)
    find.look(text)


def _move(window: MainWindow, act: Act, opener: AnswerPanel | None) -> None:
    """Ask whose the stamps are that were given; the answer goes once they are theirs."""
    if opener is not None:
        ask_move(window, [int(one) for one in act.value.split(",")], opener, moved=opener.dismiss)


def _last_here(window: MainWindow, customer_id: int) -> str:
    """Say when a customer was here last; empty for one who never was."""
    day = window.shop.visits.figures(customer_id).last_visit_on
    return "" if day is None else _("last here {date}").format(date=day_words(day, window.shop.today))


def _asks(panel: AnswerPanel | None) -> bool:
    """Whether the answer in sight waits for somebody."""
    if panel is None or not panel.isVisible() or (answer := panel.answer) is None:
        return False
    return answer.colour is not Colour.GREEN and bool(answer.acts or answer.asks)
