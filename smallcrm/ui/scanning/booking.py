"""What a scan comes to in the shop: whose card it is, the stamp, a reward, a card given. Each gives its answer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import Conflict, FileTrouble, Refused, ShopError
from smallcrm.domain.loyalty_terms import Programme, Unit
from smallcrm.ui.scanning import answer as say
from smallcrm.ui.scanning.answer import Answer
from smallcrm.ui.scanning.waiting import Task

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class Booking:
    """Books in a shop and says what came of it. Raises FileTrouble where the file cannot be used just now."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def stamp(self, task: Task) -> Answer:
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
        programme = self._programme(task)
        if programme is None:
            return say.no_programme(name, customer_id)
        if programme.terms.unit is Unit.AMOUNT and not task.cents:
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
            return say.refused(error, name, customer_id)
        except FileTrouble:
            raise
        except ShopError as error:
            return say.failed(error, name, customer_id)
        return say.stamped(stamped)

    def _programme(self, task: Task) -> Programme | None:
        programmes = self._shop.programmes
        return programmes.get(task.programme_id) if task.programme_id else programmes.on_scan()

    def redeem(self, customer_id: int, reward_id: int) -> Answer:
        """Give a reward."""
        shop = self._shop
        name = shop.customers.name_of(customer_id)
        ready = [one for view in shop.cards.views(customer_id) for one in view.ready if one.id == reward_id]
        try:
            after = shop.cards.redeem(reward_id, key=uuid4().hex)
        except FileTrouble:
            raise
        except ShopError as error:
            return say.failed(error, name, customer_id)
        steps = shop.journal.steps(1, before=shop.journal.newest + 1)
        return say.redeemed(after, ready[0].prize.name if ready else "", steps[0].id if steps else 0)

    def give(self, task: Task, customer_id: int, *, instead: bool = False) -> Answer:
        """Give the card that was scanned to somebody and stamp it, as one step; ``instead`` of the one they have."""
        shop, name = self._shop, self._shop.customers.name_of(customer_id)
        try:
            with shop.change("card_given", name=name) as step:
                shop.cards.give(str(task.who), customer_id, instead=instead)
                answer = say.given(name, customer_id, str(task.who))
                if self._programme(task) is not None:
                    answer = self._stamp(task, customer_id, name)
        except Conflict as error:
            if error.code == "has_card":
                return say.has_card(name, customer_id, str(error.values["number"]))
            return say.failed(error, name, customer_id)
        return say.with_step(answer, step.id)

    def bring_back(self, task: Task, customer_id: int) -> Answer:
        """Take somebody out of the bin or the archive and stamp, as one step."""
        shop, name = self._shop, self._shop.customers.name_of(customer_id)
        with shop.change("customer_unbinned", name=name) as step:
            if shop.customers.binned(customer_id):
                shop.customers.unbin(customer_id)
            customer = shop.customers.get(customer_id)
            if customer.archived:
                shop.customers.save(replace(customer, archived=False))
            answer = self._stamp(task, customer_id, name)
        return say.with_step(answer, step.id)

    def called(self, task: Task) -> str:
        """Give the name of who is to be stamped, or the number of the card."""
        if isinstance(task.who, str):
            return grouped(task.who)
        with suppress(ShopError):
            return self._shop.customers.name_of(task.who)
        return ""
