"""What a scan comes to in the shop: whose card it is, the stamp, a reward, a card given. Each gives its answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import Conflict, FileTrouble, Refused, ShopError
from smallcrm.domain.loyalty import RoundState
from smallcrm.domain.loyalty_terms import Programme, ProgrammeState, Terms, Unit, is_over
from smallcrm.ui.pages.customers.typed import named
from smallcrm.ui.scanning import answer as say
from smallcrm.ui.scanning.answer import Answer
from smallcrm.ui.scanning.waiting import Deed, Task

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class Clerk:
    """Books in a shop and says what came of it. Raises FileTrouble where the file cannot be used just now."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._ways: dict[Deed, Callable[[Task], Answer]] = {
            Deed.STAMP: self._of_anybody,
            Deed.GIVE: self._give,
            Deed.ADD: self._add,
            Deed.INSTEAD: self._give,
            Deed.BRING_BACK: self._bring_back,
            Deed.REDEEM: self._redeem,
        }

    def book(self, task: Task) -> Answer:
        """Book all of a task or nothing of it; done before, under the same key, it counts once."""
        try:
            return self._ways[task.deed](task)
        except FileTrouble:
            raise
        except ShopError as error:
            return say.failed(error, *self._whose(task), redeeming=task.deed is Deed.REDEEM)

    def done(self, task: Task) -> bool:
        """Whether the stamp or the reward of a task is in the book: the lights may have gone out just after."""
        return bool(self._shop.ledger.keyed(task.key))

    def called(self, task: Task) -> str:
        """Give the name of whom a task is about, or the number of a card that is nobody's."""
        name, _customer = self._whose(task)
        return name or task.name or (grouped(task.who) if isinstance(task.who, str) else "")

    def _whose(self, task: Task) -> tuple[str, int]:
        """The name and the id of a customer; "" and 0 where there is none."""
        with suppress(ShopError):
            customer = task.customer_id or (task.who if isinstance(task.who, int) else 0)
            customer = customer or self._shop.cards.find(str(task.who)).customer_id
            return self._shop.customers.name_of(customer), customer
        return "", 0

    # -- each way ----------------------------------------------------------------------------------------------------

    def _of_anybody(self, task: Task) -> Answer:
        """Find whose card it is and stamp it."""
        if isinstance(task.who, int):
            return self._stamp(task, task.who, self._shop.customers.name_of(task.who))
        found = self._shop.cards.find(task.who)
        if not found.customer_id:
            return say.unknown(found.digits)
        if found.state != "active":
            return say.dead(found)
        if found.hidden and not task.force:
            return say.hidden(found)
        return self._stamp(task, found.customer_id, found.name)

    def _stamp(self, task: Task, customer_id: int, name: str) -> Answer:
        """Stamp, or say why the rules refuse it: only what was refused before anything was written is an answer."""
        programme = self._programme(task)
        if programme is None:
            return say.no_programme(name, customer_id)
        if not task.cents and self._begins_on(customer_id, programme).unit is Unit.AMOUNT:
            return say.how_much(name, customer_id, programme)
        try:
            stamped = self._shop.cards.stamp(
                task.who,
                programme_id=task.programme_id,
                cents=task.cents,
                key=task.key,
                at=task.at,
                again=task.again,
                force=task.force,
            )
        except Refused as error:
            return say.beside(say.refused(error, name, customer_id), self._others(programme))
        return say.beside(say.stamped(stamped), self._others(programme))

    def _others(self, stamped: Programme) -> list[Programme]:
        """The programmes that run beside the one that is stamped."""
        shop = self._shop
        running = [one for one in shop.programmes.all() if one.state is ProgrammeState.RUNNING and one.id != stamped.id]
        return [one for one in running if not is_over(one, shop.today)]

    def _begins_on(self, customer_id: int, programme: Programme) -> Terms:
        """The terms of the card that is stamped next: one that runs keeps what it promised, a new one has today's."""
        card = self._shop.cards.view(customer_id, programme.id).standing
        return card.round.terms if card.state is RoundState.OPEN else programme.terms

    def _programme(self, task: Task) -> Programme | None:
        programmes = self._shop.programmes
        return programmes.get(task.programme_id) if task.programme_id else programmes.on_scan()

    def _redeem(self, task: Task) -> Answer:
        shop, (name, customer) = self._shop, self._whose(task)
        ready = [one for view in shop.cards.views(customer) for one in view.ready if one.id == task.reward_id]
        with shop.change("reward_redeemed", quiet=True, name=name) as step:
            after = shop.cards.redeem(task.reward_id, key=task.key)
        return say.redeemed(after, ready[0] if ready else None, step.id)

    def _give(self, task: Task) -> Answer:
        """Give the card that was scanned to somebody and stamp it, as one step."""
        shop, customer = self._shop, task.customer_id
        name, number = shop.customers.name_of(customer), str(task.who)
        if self._has(customer, number):  # it was given before, and what refused the stamp then may be over
            return self._of_anybody(task)
        try:
            with shop.change("card_given", quiet=True, name=name) as step:
                shop.cards.give(number, customer, instead=task.deed is Deed.INSTEAD)
                answer = say.given(name, customer, number)
                if self._programme(task) is not None:
                    answer = self._stamp(task, customer, name)
        except Conflict as error:
            if error.code != "has_card":
                raise
            return say.has_card(name, customer, str(error.values["number"]))
        return say.with_step(answer, step.id, given=True)

    def _add(self, task: Task) -> Answer:
        """Add somebody by the name alone, give the card that was scanned and stamp it, as one step."""
        shop, made = self._shop, named(task.name)
        found = shop.cards.find(str(task.who))
        if self._has(found.customer_id, str(task.who)) and found.name == made.name:
            return self._of_anybody(task)
        with shop.change("card_given", quiet=True, name=task.name) as step:
            answer = self._give(replace(task, deed=Deed.GIVE, customer_id=shop.customers.add(made)))
        return say.with_step(answer, step.id, given=any(act.id == "undo" for act in answer.acts))

    def _has(self, customer: int, number: str) -> bool:
        """Whether a number is in use, and theirs."""
        found = self._shop.cards.find(number)
        return bool(customer) and (found.state, found.customer_id) == ("active", customer)

    def _bring_back(self, task: Task) -> Answer:
        """Take somebody out of the bin or the archive and stamp, as one step."""
        shop, customer = self._shop, task.customer_id
        name = shop.customers.name_of(customer)
        with shop.change("customer_unbinned", quiet=True, name=name) as step:
            if shop.customers.binned(customer):
                shop.customers.unbin(customer)
            found = shop.customers.get(customer)
            if found.archived:
                shop.customers.save(replace(found, archived=False))
            answer = self._stamp(task, customer, name)
        return say.with_step(answer, step.id)
