"""Commands about contact files and the sample shop: demo, import, export."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from smallcrm import messages
from smallcrm.cli.context import Context, Result, told
from smallcrm.cli.incoming_cards import IncomingCards, incoming_cards
from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Problem, ReadFile
from smallcrm.domain.masking import masked
from smallcrm.domain.reason import Reason
from smallcrm.i18n import _, ngettext
from smallcrm.store.imports import ImportPlan
from smallcrm.store.shop import COUNTRY_OF, Shop

COUNTS = ("read", "created", "updated", "unchanged", "rejected")
_NONE = IncomingCards()


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """A file nobody can read."""

    file: Path
    error: ShopError


def demo(context: Context) -> Result:
    """Make a sample shop."""
    from smallcrm.sample import make_sample_shop

    options = context.options
    made = make_sample_shop(
        options.file,
        language=context.language,
        customers=options.customers,
        seed=options.seed,
        clock=context.clock,
        report=context.report,
    )
    text = ngettext("{file}: a sample shop with {count} customer", "{file}: a sample shop with {count} customers", made)
    return Result({"shop": str(options.file), "customers": made}, [text.format(file=options.file, count=made)])


def take_in(context: Context) -> Result:
    """Import contact files: several are one undoable step."""
    options = context.options
    mapping = _mapping(options.mapping)
    if options.rejects:  # one file of rejected rows, or one for each in a folder: never over what is read
        for path in options.files:
            for target in (options.rejects, options.rejects / path.name):
                context.refuse_over(target, *options.files)
    read: list[tuple[Path, ReadFile]] = []
    unreadable: list[_Unreadable] = []
    country = _country(context)
    for path in options.files:
        try:
            read.append((path, _named_apart(_read(path, mapping, country, context), [f.file for _p, f in read])))
        except ShopError as error:
            if error.code == "bad_mapping":
                raise
            unreadable.append(_Unreadable(path, error))
    if not read:
        if not options.json:
            raise unreadable[-1].error
        return Result(_json(None, [], unreadable), status=1, told=[messages.error(b.error) for b in unreadable])
    return _write(context, read, unreadable)


def _read(path: Path, mapping: dict[str, Any] | None, country: str, context: Context) -> ReadFile:
    from smallcrm.exchange.files import read_file

    return read_file(path, mapping=mapping, country=country, today=context.clock.now().date(), report=context.report)


def _named_apart(file: ReadFile, names: list[str]) -> ReadFile:
    """Two files of one name in different folders are told apart by a number."""
    name, n = file.file, 1
    while name in names:
        n += 1
        name = f"{Path(file.file).stem} ({n}){Path(file.file).suffix}"
    problems = tuple(replace(p, file=name) for p in file.problems)
    return file if name == file.file else replace(file, file=name, problems=problems)


def _mapping(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ShopError("unreadable_file", file=path.name, why="mapping") from error
    return found


def _country(context: Context) -> str:
    if context.shop_file.exists():
        return context.shop().settings.read().country
    return COUNTRY_OF.get(context.language, "GB")


def _write(context: Context, read: list[tuple[Path, ReadFile]], unreadable: list[_Unreadable]) -> Result:
    from smallcrm.safety.backup import backup_if_changed
    from smallcrm.safety.interrupted import importing

    options = context.options
    if options.dry_run and not context.shop_file.exists():
        return _dry_run_without_shop(context, read, unreadable)
    fresh = not context.shop_file.exists()
    if fresh and options.rejects:
        _prove_writable(options.rejects, several=len(read) > 1)  # before a shop is made in vain
    shop = context.shop(create=True)
    plan = shop.imports.plan([file for _path, file in read], options.matches, context.report)
    cards = incoming_cards(shop, plan)
    if options.rejects:
        _write_rejects(options.rejects, read, plan.problems)  # known before anything is written, told if impossible
    if not options.dry_run:
        if not fresh:
            backup_if_changed(context.shop_file, shop.now, "import")
        with importing(context.shop_file, [p.name for p, _file in read], shop.now):
            shop.imports.apply(plan, context.report)
    return Result(_json(plan, read, unreadable, cards), _lines(plan, unreadable, cards))


def _dry_run_without_shop(context: Context, read: list[tuple[Path, ReadFile]], unreadable: list[_Unreadable]) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop.open(Path(folder) / "dry.smallcrm", clock=context.clock, create=True, language=context.language)
        try:
            plan = shop.imports.plan([file for _path, file in read], context.options.matches, context.report)
        finally:
            shop.close()
    if context.options.rejects:
        _write_rejects(context.options.rejects, read, plan.problems)
    return Result(_json(plan, read, unreadable), _lines(plan, unreadable))


def _prove_writable(target: Path, *, several: bool) -> None:
    """Raise ShopError where the file of rejected rows (for several: the folder of them) could not be written."""
    try:
        if several:
            target.mkdir(parents=True, exist_ok=True)
        elif target.is_dir():
            raise IsADirectoryError(target)
        with tempfile.TemporaryFile(dir=target if several else target.parent):
            pass
    except OSError as error:
        raise ShopError("cannot_write", file=str(target)) from error


def _write_rejects(target: Path, read: list[tuple[Path, ReadFile]], problems: tuple[Problem, ...]) -> None:
    from smallcrm.exchange.files import write_rejects

    several = len(read) > 1
    try:
        if several:
            target.mkdir(parents=True, exist_ok=True)
        for _path, file in read:
            mine = [p for p in problems if p.file == file.file]
            write_rejects(mine, target / file.file if several else target, file.header)
    except OSError as error:
        raise ShopError("cannot_write", file=str(target)) from error


def _json(
    plan: ImportPlan | None,
    read: list[tuple[Path, ReadFile]],
    unreadable: list[_Unreadable],
    cards: IncomingCards = _NONE,
) -> dict[str, Any]:
    names = {file.file: str(path) for path, file in read}
    nothing = dict.fromkeys(COUNTS, 0)
    files = (
        [{"file": names.get(f.file, f.file), **{c: getattr(f, c) for c in COUNTS}} for f in plan.files] if plan else []
    )
    problems: list[dict[str, Any]] = [
        {"file": names.get(p.file, p.file), "line": p.line, "reason": told(p.reason), "rejected": p.rejected}
        for p in (plan.problems if plan else ())
    ]
    if plan:
        problems += [
            _aside(names, item.file, item.record.line, "differing", messages.differing(value))
            for item in plan.items
            for value in item.differing
        ]
    problems += [_aside(names, one.file, one.line, "over_goal", masked(one.said())) for one in cards.over]
    for bad in unreadable:
        why = {"code": bad.error.code, "text": messages.error(bad.error)}
        problems.append({"file": str(bad.file), "line": 0, "reason": why, "rejected": True})
        files.append({"file": str(bad.file), **nothing})
    totals = {c: plan.total(c) for c in COUNTS} if plan else nothing
    return {**totals, "cards": cards.data(), "files": files, "problems": problems}


def _aside(names: dict[str, str], file: str, line: int, code: str, text: str) -> dict[str, Any]:
    """What is told of a row that comes in."""
    return {"file": names.get(file, file), "line": line, "reason": {"code": code, "text": text}, "rejected": False}


def _lines(plan: ImportPlan, unreadable: list[_Unreadable], cards: IncomingCards = _NONE) -> list[str]:
    words = {
        "read": _("Read: {count}"),
        "created": _("New: {count}"),
        "updated": _("Updated: {count}"),
        "unchanged": _("Already here: {count}"),
        "rejected": _("Rejected: {count}"),
    }
    lines = [*(words[c].format(count=plan.total(c)) for c in COUNTS), *cards.lines()]
    lines += [_place(problem.file, problem.line, problem.reason) for problem in plan.problems]
    for item in plan.items:
        lines += [_where(item.file, item.record.line) + messages.differing(d) for d in item.differing]
    lines += [_where(one.file, one.line) + masked(one.said()) for one in cards.over]
    return lines + [messages.error(bad.error) for bad in unreadable]


def _where(file: str, line: int) -> str:
    return _("{file}, line {line}: ").format(file=file, line=line)


def _place(file: str, line: int, why: Reason) -> str:
    return _where(file, line) + masked(messages.reason(why))


def export(context: Context) -> Result:
    """Write customers to a file."""
    from smallcrm.exchange import ical
    from smallcrm.exchange.export import export as write

    path = context.options.file
    context.refuse_over(path)
    if path.suffix.lower() == ical.SUFFIX:
        written = ical.export(context.shop(), path, messages.day_of, context.options.find)
        text = ngettext("{file}: {count} occasion", "{file}: {count} occasions", written)
    else:
        written = write(context.shop(), path, context.options.find, context.report)
        text = ngettext("{file}: {count} customer", "{file}: {count} customers", written)
    return Result({"file": str(path), "written": written}, [text.format(file=path, count=written)])
