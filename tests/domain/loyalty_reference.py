"""Punch cards as a careful shopkeeper keeps them in a book: ink that is struck out, and a calendar turned day by day.

Written from the design's words, never from the program's; of the program only the plain facts are taken (terms, days).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from smallcrm.domain.loyalty_terms import Expiry, Terms

DAY = timedelta(days=1)


@dataclass(eq=False)
class Mark:
    """A line in ink on a card. What was taken back is struck out and stays where it stood."""

    what: str
    """stamp, head_start, adjust, redeem, void."""
    count: int
    on: date
    reward: int = 0
    """The stamp number of the prize given or voided."""
    uses: int = 0
    standing: bool = True
    number: int = 0
    """How the program calls it."""


@dataclass(eq=False)
class Card:
    """One card of one customer, under the terms printed on it."""

    owner: int
    terms: Terms
    marks: list[Mark] = field(default_factory=list)
    number: int = 0

    def standing(self, *kinds: str) -> list[Mark]:
        """Give the lines that are not struck out."""
        return [mark for mark in self.marks if mark.standing and (not kinds or mark.what in kinds)]

    def stamps(self) -> list[date]:
        """Give the day of each stamp, in the order in which they came.

        A correction takes the last ones off again; where they are gone already, the next ones pay for it.
        """
        days: list[date] = []
        debt = 0
        for mark in self.standing("stamp", "head_start", "adjust"):
            for _ in range(abs(mark.count)):
                if mark.count > 0 and not debt:
                    days.append(mark.on)
                elif mark.count > 0:
                    debt -= 1
                elif days:
                    days.pop()
                else:
                    debt += 1
        return days


@dataclass
class Prize:
    """A reward that was earned."""

    state: str
    """open, used, void, expired."""
    earned_on: date
    valid_until: date | None
    used: int


@dataclass
class Look:
    """A card as it looks on a day."""

    balance: int
    state: str
    """empty, open, full, done, expired."""
    prizes: dict[int, Prize]
    fields: int
    """Stamps that lie on it, spent ones too."""
    earlier: bool
    """Whether each prize that was given or voided was earned, and given no oftener than promised."""


def through(start: date, expiry: Expiry) -> date:
    """Give the last good day: "29 Feb + 12 months", "valid through 31 Jan", "valid to 31.12."."""
    if expiry.basis == "never":
        return date.max
    if expiry.basis == "date":
        assert expiry.on is not None
        return expiry.on
    if expiry.unit == "day":
        return start + expiry.count * DAY
    year, month = start.year, start.month
    for _ in range(expiry.count * (12 if expiry.unit == "year_end" else 1)):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if expiry.unit == "year_end":
        return date(year, 12, 31)
    last = monthrange(year, month)[1]
    return date(year, month, last if expiry.unit == "month_end" else min(last, start.day))


def _good(fields: list[date], day: date, expiry: Expiry) -> list[date]:
    """Those stamps of a card that still count on a day."""
    if expiry.basis == "each":
        return [stamp for stamp in fields if day <= through(stamp, expiry)]
    if not fields:
        return []
    end = through(fields[0], expiry) if expiry.basis == "first" else max(through(stamp, expiry) for stamp in fields)
    return fields if day <= end else []


def look(card: Card, today: date, redeem_until: date | None = None) -> Look:
    """Turn the calendar from the first stamp to today: stamps come, and go in the morning after their last good day."""
    stamps, terms = card.stamps(), card.terms
    fields: list[date] = []
    earned: dict[int, date] = {}
    day = min(stamps, default=today)
    waiting = list(stamps)
    while day <= today or waiting:
        if terms.goal not in earned:
            fields = _good(fields, day, terms.expiry)
        while waiting and waiting[0] <= day:  # one moved here later has an earlier day than those before it
            if terms.goal not in earned:
                fields = _good(fields, day, terms.expiry)
            fields.append(waiting.pop(0))
            earned.setdefault(len(fields), day)
        day += DAY
    if terms.goal not in earned:
        fields = _good(fields, today, terms.expiry)
    prizes = {number: _prize(card, number, earned[number], today, redeem_until) for number in _promised(terms, earned)}
    state = _state(card, bool(stamps), bool(fields), prizes.get(terms.goal), today)
    taken = card.standing("redeem", "void")
    spent = -sum(mark.count for mark in taken)
    counts = state in {"open", "full"}
    right = all(mark.reward in prizes and prizes[mark.reward].used <= _uses(terms, mark.reward) for mark in taken)
    return Look(min(len(fields), terms.goal) - spent if counts else 0, state, prizes, len(fields), right)


def _promised(terms: Terms, earned: dict[int, date]) -> list[int]:
    interim = [terms.interim.at_stamp] if terms.interim else []
    return [number for number in (*interim, terms.goal) if number in earned]


def _uses(terms: Terms, number: int) -> int:
    prize = terms.reward if number == terms.goal else terms.interim
    assert prize is not None
    return prize.uses


def _prize(card: Card, number: int, earned_on: date, today: date, redeem_until: date | None) -> Prize:
    ends = [earned_on + card.terms.reward_days * DAY] if card.terms.reward_days else []
    valid_until = min([*ends, *([redeem_until] if redeem_until else [])], default=None)
    used = sum(mark.uses for mark in card.standing("redeem") if mark.reward == number)
    if any(mark.reward == number for mark in card.standing("void")):
        state = "void"
    elif used >= _uses(card.terms, number):
        state = "used"
    else:
        state = "expired" if valid_until and today > valid_until else "open"
    return Prize(state, earned_on, valid_until, used)


def _state(card: Card, had: bool, has: bool, main: Prize | None, today: date) -> str:
    if main:
        return {"open": "full", "used": "done", "void": "done", "expired": "expired"}[main.state]
    if not card.standing():
        return "empty"
    expiry = card.terms.expiry
    over = expiry.basis == "date" and expiry.on is not None and today > expiry.on
    return "expired" if over or (had and not has) else "open"


class RefusedError(Exception):
    """The shopkeeper says no."""


@dataclass(eq=False)
class Ending:
    """The last days on which a programme gives stamps and rewards; None: it goes on."""

    stamps: date | None = None
    rewards: date | None = None


@dataclass
class Step:
    """What one action struck out and wrote, and whether it was taken back."""

    struck: list[Mark]
    wrote: list[Mark]
    undone: bool = False
    edition: int = -1
    """The place of the edition it made; -1: none."""
    ends: tuple[Ending, ...] = ()
    """How the programme ended before it and after it, where it changed that."""


@dataclass
class Book:
    """One programme's book: each customer's cards, the editions of its terms, and what was done, to be taken back."""

    terms: list[Terms]
    today: date
    cards: list[Card] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    """Places of editions that were taken back."""
    ending: Ending = field(default_factory=Ending)
    began: dict[int, date] = field(default_factory=dict)
    """From which day each edition but the first holds, by its place."""
    numbers: dict[int, int] = field(default_factory=lambda: {0: 1})
    """The number printed on each edition, by its place: one more than that of the newest."""

    @property
    def now(self) -> Terms:
        """Give the newest terms."""
        return self.on(self.today)

    def on(self, day: date) -> Terms:
        """Give the terms of a day: the newest ones that had begun by then."""
        begun = (at for at in self._held() if self.began.get(at, day) <= day)
        return self.terms[max(begun, key=lambda at: self.numbers[at], default=self._held()[0])]

    def _held(self) -> list[int]:
        return [at for at in range(len(self.terms)) if at not in self.gone]

    def of(self, owner: int) -> list[Card]:
        """Give somebody's cards, oldest first."""
        return [card for card in self.cards if card.owner == owner]

    def look(self, card: Card) -> Look:
        """Give how a card looks today."""
        return look(card, self.today, self.ending.rewards)

    def _done(self, struck: list[Mark], wrote: list[Mark]) -> Step:
        for mark in struck:
            mark.standing = False
        self.steps.append(Step(struck, wrote))
        return self.steps[-1]

    def _put(self, owner: int, count: int, on: date, *, joining: bool, terms: Terms) -> list[Mark]:
        """Put stamps on the oldest card that takes some, what is over on the next one, which may be new."""
        wrote: list[Mark] = []
        while count:
            card, first = self._next(owner, terms)
            if first and joining and terms.head_start:
                wrote.append(Mark("head_start", terms.head_start, on))
                card.marks.append(wrote[-1])
            room = min(count, card.terms.goal - self.look(card).balance)
            wrote.append(Mark("stamp", room, on))
            card.marks.append(wrote[-1])
            count -= room
        return wrote

    def _next(self, owner: int, terms: Terms) -> tuple[Card, bool]:
        """The card for the next stamp, and whether it is the customer's first."""
        cards = self.of(owner)
        looks = [self.look(card).state for card in cards]
        first = all(state == "empty" for state in looks)
        for wanted in ("open", "empty"):
            for card, state in zip(cards, looks, strict=True):
                if state == wanted and (state == "open" or card.terms is terms):
                    return card, first
        self.cards.append(Card(owner, terms))
        return self.cards[-1], first

    def stamp(self, owner: int, count: int = 1) -> Step:
        """Stamp so many times, one action; not after the last day, of the programme or of the card."""
        if self.ending.stamps and self.today > self.ending.stamps:
            raise RefusedError
        wrote = self._put(owner, count, self.today, joining=True, terms=self.now)
        if any(self.today > (self.card_of(mark).terms.expiry.on or self.today) for mark in wrote):
            for mark in wrote:
                mark.standing = False
            raise RefusedError
        return self._done([], wrote)

    def take(self, card: Card, reward: int, what: str = "redeem", uses: int = 1) -> Step:
        """Give a reward, or make it void. The main one costs the card."""
        prize = self.look(card).prizes.get(reward)
        if prize is None or prize.state != "open" or prize.used + uses > _uses(card.terms, reward):
            raise RefusedError
        price = self.look(card).balance if reward == card.terms.goal else 0
        mark = Mark(what, -price, self.today, reward, uses if what == "redeem" else 0)
        card.marks.append(mark)
        return self._done([], [mark])

    def adjust(self, card: Card, by: int) -> Step:
        """Write a correction on one card."""
        mark = Mark("adjust", by, self.today)
        card.marks.append(mark)
        if not self._right(card):
            card.marks.pop()
            raise RefusedError
        return self._done([], [mark])

    def reverse(self, mark: Mark) -> Step:
        """Strike a line out; with a stamp that paid for a reward its redemption too, as one action.

        What came for joining goes too, where nothing else is left of whoever never joined.
        """
        if not mark.standing:
            raise RefusedError
        card = self.card_of(mark)
        struck = [mark]
        mark.standing = False
        for taken in reversed(card.standing("redeem", "void")):
            if taken.reward not in self.look(card).prizes:
                taken.standing = False
                struck.append(taken)
        if not self._right(card):
            for one in struck:
                one.standing = True
            raise RefusedError
        return self._done([*struck, *self._leave(card.owner)], [])

    def move(self, mark: Mark, owner: int) -> Step:
        """Give a stamp to whom it belongs, as if it had been given so on its day. One that paid for a reward stays.

        What came for joining goes too, where nothing else is left of whoever never joined.
        """
        card = self.card_of(mark)
        mark.standing = False
        if not self._right(card):
            mark.standing = True
            raise RefusedError
        struck = [mark, *self._leave(card.owner)]
        wrote = self._put(owner, mark.count, mark.on, joining=True, terms=self.on(mark.on))
        return self._done(struck, wrote)

    def _leave(self, owner: int) -> list[Mark]:
        """Strike out what came for joining together with a stamp, where nothing else is left."""
        left = [one for card in self.of(owner) for one in card.standing()]
        if len(left) != 1 or left[0].what != "head_start":
            return []
        together = next(step.wrote for step in self.steps if left[0] in step.wrote)
        after = together[together.index(left[0]) + 1 :][:1]
        if not after or after[0].what != "stamp" or self.card_of(after[0]) is not self.card_of(left[0]):
            return []
        left[0].standing = False
        return left

    def change(self, terms: Terms) -> Step:
        """Print new cards with other terms; those that are out keep theirs."""
        step = self._done([], [])
        step.edition = len(self.terms)
        self.numbers[step.edition] = 1 + max(self.numbers[at] for at in self._held())
        self.began[step.edition] = self.today
        self.terms.append(terms)
        return step

    def end(self, ending: Ending) -> Step:
        """End the programme, or let it go on."""
        step = self._done([], [])
        step.ends = (self.ending, ending)
        self.ending = ending
        return step

    def card_of(self, mark: Mark) -> Card:
        """Give the card a line stands on."""
        return next(card for card in self.cards if mark in card.marks)

    def turn(self, step: Step) -> None:
        """Take an action back, or do it once more; refused where later ones would make no sense."""
        away, back = (step.struck, step.wrote) if step.undone else (step.wrote, step.struck)
        ends = step.ends or (self.ending, self.ending)
        now, then = ends if step.undone else ends[::-1]
        if now is not self.ending or any(not mark.standing for mark in away) or any(mark.standing for mark in back):
            raise RefusedError
        if step.undone and self.numbers.get(step.edition) in {self.numbers[at] for at in self._held()}:
            raise RefusedError  # another edition has its number by now
        both = (*away, *back)
        for mark in both:
            mark.standing = not mark.standing
        edition = self.terms[step.edition] if step.edition >= 0 and not step.undone else None
        used = any(card.terms is edition and card.standing() for card in self.cards)
        touched = [card for card in self.cards if any(mark in card.marks for mark in both)]
        if used or any(not self._right(card) for card in touched):
            for mark in both:
                mark.standing = not mark.standing
            raise RefusedError
        step.undone, self.ending = not step.undone, then
        self.gone ^= {step.edition} - {-1}

    def _right(self, card: Card) -> bool:
        seen = self.look(card)
        return seen.earlier and sum(mark.count for mark in card.standing()) >= 0 and seen.fields <= card.terms.goal
