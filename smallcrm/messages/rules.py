"""What rules are called, and what the follow-ups say that they made: worded when shown, in the window's language."""

from __future__ import annotations

from datetime import date

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, Repeat, Unit
from smallcrm.domain.rules import Rule, RuleKind
from smallcrm.i18n import _, format_date, format_money, ngettext
from smallcrm.messages import follow_ups

_WEEK = 7


def rule_name(rule: Rule) -> str:
    """Name of a rule, such as "Stay in touch, every 6 weeks"."""
    amount = format_money(rule.amount, brief=True)
    if rule.kind == RuleKind.THANK_YOU:
        first, large = _("Thank-you after the first visit"), _("Thank-you after a purchase of {amount} or more")
        return large.format(amount=amount) if rule.amount else first
    if rule.kind == RuleKind.ALL_WELL:
        first = _("Question after the first visit: is all well?")
        large = _("Question after a purchase of {amount} or more: is all well?")
        return large.format(amount=amount) if rule.amount else first
    if rule.kind == RuleKind.AFTER_COMPLAINT:
        return _("Check-in calls after a complaint")
    if rule.kind == RuleKind.DRIFTING:
        return _("Regulars who stay away")
    if not rule.days:
        return _("Do not stay in touch")
    if rule.tag:
        return _("Stay in touch with “{tag}”, {every}").format(tag=rule.tag, every=every(rule.days[0]))
    return _("Stay in touch, {every}").format(every=every(rule.days[0]))


def by_rule(rule: Rule | None) -> str:
    """Say which rule made a follow-up, or that one did that is no more."""
    name = rule_name(rule) if rule is not None else ""
    return _("By the rule: {name}").format(name=name) if name else _("By a rule that is gone")


def every(days: int) -> str:
    """Say how often: every 6 weeks, every 10 days."""
    weeks, rest = divmod(days, _WEEK)
    return follow_ups.repeats(Repeat(days, Unit.DAY) if rest or not weeks else Repeat(weeks, Unit.WEEK))


def after(days: int) -> str:
    """Say how long after something: after 2 weeks, after 3 days."""
    weeks, rest = divmod(days, _WEEK)
    if rest or not weeks:
        return ngettext("after {n} day", "after {n} days", days).format(n=days)
    return ngettext("after {n} week", "after {n} weeks", weeks).format(n=weeks)


def follow_up_text(follow_up: FollowUp) -> str:
    """What a follow-up says: the words that somebody wrote, else what its rule made it for, else its kind."""
    if follow_up.rule and follow_up.rule_key.startswith("complaint:") and follow_up.text:
        return _("Check in after the complaint: {words}").format(words=follow_up.text)
    if follow_up.text:
        return follow_up.text
    if follow_up.rule and follow_up.kind == FollowUpKind.THANK_YOU:
        first, bought = _("Thank you for the first visit"), _("Thank you for the purchase")
        return first if follow_up.rule_key == "first" else bought
    if follow_up.rule and follow_up.kind == FollowUpKind.CHECK_IN:
        return _("Ask whether all is well")
    return follow_ups.kind(follow_up.kind)


def came_seldom(visits: int, last: date) -> str:
    """Why somebody who has no rhythm is missed: they came once or twice, then no more."""
    day = format_date(last, "medium")
    if visits == 1:
        return _("Here once, on {date}").format(date=day)
    return _("Here twice, last on {date}").format(date=day)


def stays_away(usual_days: int, days_since: int) -> str:
    """Why a regular is missed: "usually every 5 weeks, now 9 weeks"."""
    if usual_days < 2 * _WEEK and usual_days != _WEEK:
        now = ngettext("{n} day", "{n} days", days_since).format(n=days_since)
        return _("usually {every}, now {span}").format(every=every(usual_days or 1), span=now)
    usual, since = round(usual_days / _WEEK), round(days_since / _WEEK)
    now = ngettext("{n} week", "{n} weeks", since).format(n=since)
    return _("usually {every}, now {span}").format(every=every(usual * _WEEK), span=now)
