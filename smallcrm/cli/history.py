"""Commands about what was done and how it is kept safe: undo, history, backup, restore, check."""

from __future__ import annotations

from typing import Any

from smallcrm import messages
from smallcrm.cli.context import Context, Result, told
from smallcrm.domain.errors import FileTrouble, NotFound
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.store.journal import Step
from smallcrm.store.shop import Shop


def _json(step: Step, **more: Any) -> dict[str, Any]:
    return {
        "id": step.id,
        "at": step.at,
        "actor": step.actor or None,
        "label": messages.label(step),
        "code": step.label,
        "undone": step.undone,
        **more,
    }


def _line(step: Step) -> str:
    at = step.at[:16].replace("T", " ")
    mark = _("(undone)") if step.undone else ""
    return "  ".join(part for part in (at, step.actor, messages.label(step), mark) if part)


def undo(context: Context) -> Result:
    """Take back the last steps; of a bulk step, rows changed later are kept and told."""
    shop = context.shop()
    done: list[dict[str, Any]] = []
    lines: list[str] = []
    with shop.transaction():  # all of them, or none where one cannot be taken back
        for n in range(context.options.steps):
            try:
                undone = shop.journal.undo()
            except NotFound:
                if n == 0:
                    raise
                break
            kept = [shop.customers.name_of(i) for i in undone.kept]
            done.append(_json(undone.step, kept=list(undone.kept)) | {"undone": True})
            lines.append(_("Undone: {what}").format(what=messages.label(undone.step)))
            lines += [_("Kept, because it was changed later: {name}").format(name=name) for name in kept]
    return Result(done, lines)


def history(context: Context) -> Result:
    """Who changed what, when."""
    shop = context.shop()
    customer = context.options.customer
    if customer:
        shop.customers.name_of(customer)
    steps = shop.journal.steps(10_000, customer)
    return Result([_json(step) for step in steps], [_line(step) for step in steps])


def make_backup(context: Context) -> Result:
    """Make a verified backup."""
    from smallcrm.safety.backup import backup

    shop = context.shop()
    made = backup(context.shop_file, shop.now, folder=context.options.folder, report=context.report)
    return Result({"file": str(made), "verified": True}, [_("Backup, verified: {file}").format(file=made)])


def restore_backup(context: Context) -> Result:
    """Put a backup in the place of the shop; the present is kept."""
    from smallcrm.safety.restore import restore

    if not context.options.file.exists():
        raise FileTrouble("missing", file=str(context.options.file))
    done = restore(context.options.file, context.shop_file, context.clock.now())
    count = done.customers
    lines = [ngettext("Restored: {count} customer", "Restored: {count} customers", count).format(count=count)]
    if done.kept:
        lines.append(_("What was there before is kept in {file}").format(file=done.kept))
    data = {
        "file": str(context.shop_file),
        "customers": count,
        "customers_before": done.customers_before,
        "kept": str(done.kept) if done.kept else None,
    }
    return Result(data, lines)


def check_shop(context: Context) -> Result:
    """Check that the shop file is whole; findings are status 1. A doubt about the date is none, but it is told."""
    from smallcrm.safety.check import check

    options = context.options
    if options.date_is_right and context.clock.certain:  # the date of this one run would be believed for ever
        named = "--now" if options.now else "--today"
        options.complain(f"--date-is-right: {_('not allowed with argument %s') % named}")
    try:
        findings = [told(f) for f in check(context.shop(), context.report)]
    except FileTrouble as trouble:
        if trouble.code == "missing":
            raise
        findings = [{"code": trouble.code, "text": messages.error(trouble)}]
        return Result({"ok": False, "findings": findings}, [findings[0]["text"]], status=1)
    lines = _believe_the_date(context.shop()) if options.date_is_right else []
    lines += [f["text"] for f in findings] or [_("The shop file is in order.")]
    return context.dated(Result({"ok": not findings, "findings": findings}, lines, status=int(bool(findings))))


def _believe_the_date(shop: Shop) -> list[str]:
    """Believe the computer's date where it is doubted; what is said then."""
    if shop.clock_guard.doubt() is None:
        return []
    shop.clock_guard.confirm()
    return [_("{date} is believed. What has a last day expires again.").format(date=format_date(shop.today, "long"))]
