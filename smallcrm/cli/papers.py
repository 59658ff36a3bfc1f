"""Commands about paper and pictures: print, tour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smallcrm import messages
from smallcrm.cli import calendar_papers
from smallcrm.cli.context import Context, Result, told
from smallcrm.domain.errors import BadInput
from smallcrm.domain.letter_request import LETTER_KINDS, MEMBERSHIP, PERSONAL_NOTE, REWARDS, called
from smallcrm.domain.occasion_cards import KINDS
from smallcrm.i18n import _, ngettext
from smallcrm.store.letters import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smallcrm.domain.piece import LeftOut
    from smallcrm.paper.printing import Prepared
    from smallcrm.store.shop import Shop

EXPIRING = REWARDS[1]
"""The kind of letter that --expiring chooses people for."""
_ALL = 100_000
"""Rewards and cards that expire, as many as there are."""
NOTE, PROMISE = ("personal_note", "resolution_text"), ("promise_text",)
"""The fields of a letter that --note and --promise fill in."""


def print_pieces(context: Context) -> Result:
    """Print cards, letters, labels or envelopes; only ``--mark-printed`` writes to the shop file."""
    from smallcrm.paper import document

    options = context.options
    if options.list:
        return _kinds()
    if options.kind is None or options.out is None:
        options.complain(_("KIND and --out are needed"))
    _refuse_misplaced(options)
    if options.kind == MEMBERSHIP:
        return _membership(context)
    if options.kind in calendar_papers.KINDS:
        return calendar_papers.print_days(context)
    if options.kind in LETTER_KINDS and not (options.customer or options.find or options.expiring is not None):
        options.complain(_("Say to whom it goes: --customer or --find"))
    if options.kind in LETTER_KINDS and (options.due_by or options.start or options.end):
        options.complain(_("Only cards for occasions are chosen by days"))
    _refuse_unused_words(options)
    context.refuse_over(options.out)
    shop = context.shop()
    if options.expiring is not None:
        found, _count = shop.cards.expiring(options.expiring, _ALL)
        options.customer = list(dict.fromkeys(ready.customer_id for ready in found if ready.reward_id))
    prepared, layout, design = _prepared(options, shop)
    pages = document.write(
        prepared.pieces, prepared.sender, layout, design, options.out, start=options.label, report=context.report
    )
    if options.mark_printed and prepared.pieces:
        with shop.change(f"{called(options.kind, layout)}_printed", count=len(prepared.pieces)):
            run = shop.letters.start_run(layout, design, prepared.pieces)
            shop.letters.mark(run)
    data = {
        "file": str(options.out) if pages else None,
        "pages": pages,
        "printed": [p.customer_id for p in prepared.pieces],
        "left_out": [{"id": out.customer_id, "reason": told(out.reason)} for out in prepared.left_out],
    }
    return Result(data, _lines(options.out, pages, [p.name for p in prepared.pieces], prepared.left_out))


def _membership(context: Context) -> Result:
    """Print membership cards: of those asked for, else of everybody whose number was never printed."""
    from smallcrm.paper import card_sheets, member_cards
    from smallcrm.paper.bars import SYMBOLOGIES

    options = context.options
    if options.due_by or options.start or options.end:
        options.complain(_("Only cards for occasions are chosen by days"))
    for option, text in (("--note", options.note), ("--promise", options.promise)):
        if text:
            options.complain(_("{kind} takes no {option}").format(kind=MEMBERSHIP, option=option))
    context.refuse_over(options.out)
    shop = context.shop()
    asked = options.customer or (shop.index.ids_for(options.find) if options.find else shop.cards.unprinted())
    layout = options.layout or card_sheets.usual_layout(shop.settings.read().country)
    bars = options.design or SYMBOLOGIES[0]
    if bars not in SYMBOLOGIES:
        raise BadInput("unknown_design", design=bars)
    card_sheets.sheet_of(layout)
    found = member_cards.prepare(shop, asked, layout=layout, symbology=bars)
    pages = card_sheets.write(
        found.cards, layout, options.out, start=options.label, symbology=bars, report=context.report
    )
    if options.mark_printed and found.cards:
        shop.cards.printed([card.number for card in found.cards])
    data = {
        "file": str(options.out) if pages else None,
        "pages": pages,
        "printed": [card.customer_id for card in found.cards],
        "left_out": [{"id": out.customer_id, "reason": told(out.reason)} for out in found.left_out],
    }
    return Result(data, _lines(options.out, pages, [card.name for card in found.cards], found.left_out))


def _refuse_misplaced(options: Any) -> None:
    """End with status 2 if ages are asked of another paper than the month's calendar.

    And if --expiring is asked of a kind that tells of no last day, or beside another choice.
    """
    if options.ages and options.kind != calendar_papers.MONTH:
        options.complain(_("{kind} takes no {option}").format(kind=options.kind, option="--ages"))
    if options.expiring is None:
        return
    if options.kind != EXPIRING:
        options.complain(_("{kind} takes no {option}").format(kind=options.kind, option="--expiring"))
    for option, chosen in (("--customer", options.customer), ("--find", options.find)):
        if chosen:
            options.complain(f"--expiring: {_('not allowed with argument %s') % option}")


def _refuse_unused_words(options: Any) -> None:
    """End with status 2 if something is typed that no letter of this kind would bear."""
    from smallcrm.paper.kinds import typed_fields

    takes = typed_fields(options.kind)
    for option, text, fields in (("--note", options.note, NOTE), ("--promise", options.promise, PROMISE)):
        if text and not any(field in takes for field in fields):
            options.complain(_("{kind} takes no {option}").format(kind=options.kind, option=option))


def _prepared(options: Any, shop: Shop) -> tuple[Prepared, str, str]:
    """The pieces of the kind asked for, their layout and their design."""
    from smallcrm.paper import kinds, printing

    settings = shop.settings.read()
    if options.kind in LETTER_KINDS:
        layout = kinds.layout_for_words(options.kind, options.layout) or kinds.usual_layout(options.kind, settings)
        design = options.design or kinds.usual_design(options.kind, settings)
        fields = dict.fromkeys(NOTE, options.note) | dict.fromkeys(PROMISE, options.promise)
        found = printing.prepare_letters(shop, options.kind, options.customer, fields, layout, text=options.find)
        return found, layout, design
    selection = Selection(
        kind=KINDS[options.kind],
        due_by=options.due_by,
        start=options.start,
        end=options.end,
        customers=tuple(options.customer),
        text=options.find,
    )
    layout = options.layout or settings.layout
    return printing.prepare(shop, selection, layout), layout, options.design or settings.design


def _lines(out: Any, pages: int, names: Sequence[str], left_out: Sequence[LeftOut]) -> list[str]:
    if pages:
        text = ngettext("{file}: {count} page", "{file}: {count} pages", pages).format(file=out, count=pages)
    else:
        text = _("There is nobody to print for.")
    lines = [text, *(f"  {name}" for name in names)]
    if left_out:
        lines += [_("Left out"), *(f"  {o.name}: {messages.reason(o.reason)}" for o in left_out)]
    return lines


def _kinds() -> Result:
    from smallcrm.paper import card_sheets, forms
    from smallcrm.paper.document import LAYOUTS
    from smallcrm.paper.texts import texts

    known = texts("en").form("GB").kinds
    data: list[dict[str, Any]] = [
        {
            "kind": kind,
            "layouts": [code for code in LAYOUTS if kind == PERSONAL_NOTE or not code.startswith(forms.NOTE)],
            "fields": sorted(known[kind].required),
            "optional": sorted(known[kind].optional),
        }
        for kind in (*KINDS, *LETTER_KINDS)
    ]
    data += calendar_papers.listed_kinds()
    data.append({"kind": MEMBERSHIP, "layouts": list(card_sheets.layouts()), "fields": [], "optional": []})
    words = [", ".join([*row["fields"], *row["optional"]]) for row in data]
    lines = [
        f"{row['kind']}: {fields}" if fields else str(row["kind"]) for row, fields in zip(data, words, strict=True)
    ]
    return Result(data, [*lines, ", ".join(LAYOUTS), f"{MEMBERSHIP}: {', '.join(card_sheets.layouts())}"])


def tour(context: Context) -> Result:
    """Save a picture of every page of the window."""
    import re

    options = context.options
    size = re.fullmatch(r"(\d{3,5})x(\d{3,5})", options.size)
    if size is None or not 0.5 <= options.scale <= 4:
        raise BadInput("bad_size", value=options.size)
    # the window is the one thing the command line cannot draw itself: __main__ hands over to ui/tour.py
    pages = options.draw_tour(context, (int(size[1]), int(size[2])))
    data = {"pages": [{"name": name, "file": str(file)} for name, file in pages]}
    return Result(data, [f"{name}: {file}" for name, file in pages])
