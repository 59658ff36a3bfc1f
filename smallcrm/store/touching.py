"""How one stays in touch with a customer: by a rule of their own, else by that of a tag; and when it is time again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.model import Customer
from smallcrm.domain.rules import Rule, RuleKind, tagged

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


@dataclass(frozen=True, slots=True)
class Touch:
    """What holds for one customer."""

    own: Rule | None = None
    """Their own rule, switched on or off; without days: one does not stay in touch with them."""
    by_tag: Rule | None = None
    """The rule of the tag that asks most often."""
    next: FollowUp | None = None
    """The reminder that is live, the first of several."""
    made_by: Rule | None = None
    """The rule that made it, which may be another one by now."""
    resting: bool = False
    """Whether somebody dropped the last reminder: the next one comes after the next contact."""

    over: bool = False
    """Whether one stays in touch with this customer no more, whatever was chosen: deceased or archived."""

    @property
    def rule(self) -> Rule | None:
        """The rule that holds: their own goes before that of a tag."""
        return self.own if self.own is not None and self.own.active else self.by_tag


class StayingInTouch:
    """With whom one stays in touch, seen from the customer."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def of(self, customer: Customer) -> Touch:
        """Say which rule holds for a customer, and what it made; nobody stays in touch with the dead or archived."""
        if customer.deceased or customer.archived:
            return Touch(over=True)
        customer_id, tags = customer.id, frozenset(customer.tags)
        rules = [r for r in self._shop.rules.all() if r.kind == RuleKind.STAY_IN_TOUCH]
        own = next((r for r in rules if r.customer == customer_id), None)
        made = [f for f in self._shop.follow_ups.of(customer_id) if f.kind == FollowUpKind.STAY_IN_TOUCH]
        live = min((f for f in made if f.live), key=lambda f: (f.on, f.id), default=None)
        maker = next((r for r in rules if live is not None and r.id == live.rule), None)
        touch = Touch(own, tagged(rules, tags), live, maker)
        last = max((f for f in made if touch.rule and f.rule == touch.rule.id), key=lambda f: f.id, default=None)
        return replace(touch, resting=last is not None and last.state == State.DROPPED)

    def set(self, customer_id: int, days: int | None) -> None:
        """Stay in touch every so many days; 0 = not at all; None = as the tags say. One step."""
        own = next((r for r in self._shop.rules.all() if r.customer == customer_id), None)
        with self._shop.change("touch_changed", name=self._shop.customers.name_of(customer_id)):
            if days is not None:
                wanted = own or Rule(RuleKind.STAY_IN_TOUCH, customer=customer_id)
                self._shop.rules.save(replace(wanted, active=True, days=(days,) if days else ()))
            elif own is not None:
                self._shop.rules.remove(own.id)
