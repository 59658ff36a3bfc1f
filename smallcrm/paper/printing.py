"""From the shop to what is printed: who gets a piece, in whose words, to which address; and who is left out, and why.

Reasons added here: ``no_glyph`` (letters, field: name, address or text), ``address_too_long`` (layout),
``text_too_long`` (lines, on cards), ``note_too_long`` (layout, on labels); ``missing_field`` comes from the wording.
Those of the shop (no address, deceased …) come first, from the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from smallcrm import i18n
from smallcrm.domain.addressing import address_lines, initial, tidy_postal_code
from smallcrm.domain.dates import long_date
from smallcrm.domain.errors import BadInput
from smallcrm.domain.letter_request import LETTER_KINDS, PERSONAL_NOTE
from smallcrm.domain.marriage import couple
from smallcrm.domain.merging import one_line
from smallcrm.domain.model import Customer, Occasion, OccasionKind, ShopSettings
from smallcrm.domain.occasion_cards import text_of, which_day, years_text
from smallcrm.domain.occasions import turns
from smallcrm.domain.piece import LeftOut, Piece, Sender, Wording
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.wording import compose, language_of, lines_of
from smallcrm.paper import card, fonts, forms
from smallcrm.paper.document import fits, layout_for
from smallcrm.paper.forms import CARD
from smallcrm.paper.kinds import BIRTHDAY, kind_text, typed_fields
from smallcrm.paper.reward_letters import Given, given_for
from smallcrm.paper.texts import texts
from smallcrm.store.addressees import MARKETING, addressees
from smallcrm.store.letters import Candidate, Selection
from smallcrm.store.shop import Shop

_OWN_LANGUAGE = {"NO": "nb"}
"""Senders whose country line is in their own language; all others' is in English, which every sorting office reads."""
_Field = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Name of a field, its texts, and the faces they are set in."""
_CODE_LAST = frozenset({"GB", "US"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """What can be printed, in order, and who is left out."""

    pieces: tuple[Piece, ...]
    left_out: tuple[LeftOut, ...]
    sender: Sender
    candidates: tuple[Candidate, ...] = ()
    """Of cards for a day: what each of the pieces is for."""


def prepare(shop: Shop, selection: Selection, layout: str, *also: str) -> Prepared:
    """Give the pieces for a selection of the store; ``also`` names further layouts that every piece must fit."""
    settings = shop.settings.read()
    sender = sender_of(settings)
    candidates = shop.letters.candidates(selection)
    layouts = _layouts(BIRTHDAY, (layout, *also))
    left_out = list(candidates.left_out)
    pairs: list[tuple[Candidate, Piece]] = []
    for one in candidates.chosen:
        for each in (one, *one.instead):  # of a couple that of the other, where the first cannot be set
            made = make_piece(
                each.customer, each.occasion, each.day, settings,
                today=shop.today, layout=layouts[0], template=each.template, other=each.other,
            )  # fmt: skip
            flaw = made if isinstance(made, Reason) else _flaw(made, layouts, sender)
            if isinstance(made, Piece) and flaw is None:
                pairs.append((each, made))
                break
            if flaw is not None:
                left_out = [out for out in left_out if (out.customer_id, out.occasion_id) != _whose(each)]
                left_out.append(LeftOut(each.customer.id, each.customer.name, flaw, each.occasion.id))
        else:
            continue
        if each is not one:
            left_out = [out for out in left_out if (out.customer_id, out.occasion_id) != _whose(each)]
    pieces, whose = tuple(piece for _one, piece in pairs), tuple(one for one, _piece in pairs)
    return Prepared(pieces, tuple(left_out), sender, whose)


def _whose(one: Candidate) -> tuple[int, int]:
    return one.customer.id, one.occasion.id


def prepare_letters(
    shop: Shop, kind: str, customers: Sequence[int], fields: Mapping[str, str], layout: str, *also: str,
    text: str = "", free: Sequence[int] = (), given_of: Given | None = None,
) -> Prepared:  # fmt: skip
    """Give the letters of a kind to these customers, or to those whom quick-find finds for ``text``.

    ``fields`` are what was typed; ``free`` are customers whose open complaint does not hold the letter; ``given_of``
    fills what is each customer's own (else: the reward that waits, where the kind tells of one).
    """
    if kind not in LETTER_KINDS:
        raise BadInput("unknown_letter_kind", kind=kind)
    settings = shop.settings.read()
    sender, layouts = sender_of(settings), _layouts(kind, (layout, *also))
    marketing = kind_text(kind).mail == MARKETING
    addressed = any(map(forms.addressed, layouts))
    people, refused = addressees(shop, customers, text, marketing=marketing, addressed=addressed, also=free)
    own = given_of or given_for(shop, kind, settings)
    pieces: list[Piece] = []
    left_out = list(refused)
    for customer in people:
        made = letter_for(customer, kind, fields, settings, today=shop.today, layout=layouts[0], given=own(customer))
        flaw = made if isinstance(made, Reason) else _flaw(made, layouts, sender)
        if isinstance(made, Piece) and flaw is None:
            pieces.append(made)
        elif flaw is not None:
            left_out.append(LeftOut(customer.id, customer.name, flaw))
    return Prepared(tuple(pieces), tuple(left_out), sender)


def _layouts(kind: str, names: Iterable[str]) -> list[str]:
    """Give the codes of layouts by their names. BadInput: one of them bears a personal note, and this is none."""
    codes = [layout_for(name).code for name in names]
    if kind != PERSONAL_NOTE and any(code.startswith(forms.NOTE) for code in codes):
        raise BadInput("only_notes_on_labels")
    return codes


def letter_for(
    customer: Customer, kind: str, fields: Mapping[str, str], settings: ShopSettings, *,
    today: date, layout: str, given: Mapping[str, str] | Reason,
) -> Piece | Reason:  # fmt: skip
    """Give the piece of one customer, or why it cannot be worded."""
    if isinstance(given, Reason):
        return given
    wanted = {field: fields.get(field, "") for field in typed_fields(kind)}
    made = _piece(customer, kind, today, settings, today=today, layout=layout, typed=wanted, given=given)
    if isinstance(made, Reason):
        return made
    return replace(made, kind=kind, typed="\n".join("\n".join(lines_of(words)) for words in wanted.values()).strip())


def sender_of(settings: ShopSettings) -> Sender:
    """Give the shop as it is printed on letters, cards and envelopes."""
    code, city = tidy_postal_code(settings.postal_code, settings.country), one_line(settings.city)
    parts = (city, code) if settings.country in _CODE_LAST else (code, city)
    return Sender(
        name=one_line(settings.name),
        street=one_line(settings.street),
        town=" ".join(part for part in parts if part),
        phone=one_line(settings.phone),
        email=one_line(settings.email),
        website=re.sub(r"(?i)^https?://|/+$", "", one_line(settings.website)),  # nobody types that from paper
        country=settings.country,
    )


def make_piece(
    customer: Customer, occasion: Occasion, day: date, settings: ShopSettings, *,
    today: date, layout: str, template: str = "", other: str = "",
) -> Piece | Reason:  # fmt: skip
    """Give the piece for one customer's day, or why it cannot be worded; a day gone by gets the belated text.

    That of a wedding is to both of the couple, ``other`` the whole name of the one who is not the customer;
    ``template`` is the text of a kind of the shop's own.
    """
    kind, language = str(occasion.kind), language_of(customer, settings)
    who = couple(customer, occasion.partner, language, other=other) if kind == OccasionKind.WEDDING else customer
    given = {"years_text": years_text(turns(occasion, day.year), language)}
    if kind != OccasionKind.BIRTHDAY:
        given |= {"reward_name": "", "valid_until": ""}  # what the shop names as its gift is for birthdays
    made = _piece(who, text_of(kind, day, today, template), day, settings, today=today, layout=layout, given=given)
    if isinstance(made, Reason):
        return made
    which = which_day(occasion)
    return replace(made, name=customer.name, kind=kind, occasion_id=occasion.id, which=which, year=day.year)


def _piece(
    customer: Customer, kind: str, day: date, settings: ShopSettings, *,
    today: date, layout: str, typed: Mapping[str, str] | None = None, given: Mapping[str, str] | None = None,
) -> Piece | Reason:  # fmt: skip
    language = language_of(customer, settings)
    paper = "letter" if layout.startswith("letter") else "card"
    wording = compose(customer, settings, kind, day, texts(language), paper=paper, typed=typed, given=given)
    if isinstance(wording, Reason):
        return wording
    return Piece(
        customer_id=customer.id,
        name=customer.name,
        language=language,
        wording=wording,
        address=address_lines(customer, settings.country, country_line(customer, settings)),
        place_and_date=place_and_date(settings, language, today),
        initial=initial(customer, language) if wording.title_name or wording.salutation else "",
    )


def country_line(customer: Customer, settings: ShopSettings) -> str:
    """Give the country in capitals for a letter abroad, else nothing; in the language the shop's country wants."""
    address = customer.postal_address
    code = (address.country if address else "").upper()
    if not code or code == settings.country.upper():
        return ""
    spoken = settings.country_names or _OWN_LANGUAGE.get(settings.country, "en")
    return i18n.country_name(code, spoken).upper()


def place_and_date(settings: ShopSettings, language: str, today: date) -> str:
    """Give the date line of a letter: with the town in Norwegian and Polish, the date alone in English and Finnish."""
    written, town = long_date(today, language, settings.country), one_line(settings.city)
    return f"{town}, {written}" if town and language in {"nb", "pl"} else written


def _flaw(piece: Piece, layouts: Sequence[str], sender: Sender) -> Reason | None:
    """Give what keeps the piece from being printed whole: a letter that no face has, or an address too long."""
    addressed, worded = any(map(forms.addressed, layouts)), any(map(forms.worded, layouts))
    fields: list[_Field] = [("address", piece.address, ("facts",))] if addressed else []
    fields += _worded(piece.wording) if worded else []
    for field, lines, faces in fields:
        letters = set[str]().union(*(fonts.missing(line, face) for line in lines for face in faces))
        if letters:
            return reason("no_glyph", letters=" ".join(sorted(letters)), field=field)
    too_long = [found for found in card.trouble(piece, sender) if found.code == "text_too_long"]
    if too_long and CARD in layouts:
        return too_long[0]
    for layout in layouts:
        if not fits(piece, layout, sender.country):
            return reason("address_too_long" if forms.addressed(layout) else "note_too_long", layout=layout)
    return None


def _worded(words: Wording) -> list[_Field]:
    body = tuple(span.text for paragraph in words.body for span in paragraph)
    signed: Iterable[str] = (words.closing, words.sender_name, words.shop_name, words.stop_line)
    return [
        ("name", (words.title_name, words.salutation), ("second", "reading", "display")),
        ("text", (words.title, *body, *signed), ("display", "reading", "reading-bold", "facts")),
    ]
