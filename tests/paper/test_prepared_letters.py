"""Letters to chosen people on every paper, in every language: whole, in their own words, with room for a pen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.letter_request import LETTER_KINDS, PERSONAL_NOTE, REWARDS
from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.domain.model import LANGUAGES, Customer, PostalAddress, ShopSettings
from smallcrm.domain.piece import Piece
from smallcrm.domain.reason import reason
from smallcrm.paper.document import write
from smallcrm.paper.forms import CARD
from smallcrm.paper.inside import body_of
from smallcrm.paper.kinds import designs_for, typed_fields, usual_design, usual_layout
from smallcrm.paper.printing import Prepared, prepare_letters, sender_of
from smallcrm.paper.reward_letters import inside
from smallcrm.paper.windows import windows
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.paper.letter_samples import drawn_ink, fonts_of, page_text

TODAY = date(2027, 6, 7)
SETTINGS = ShopSettings(
    name="Lankakauppa Kerä", sender_name="Päivi Hämäläinen", street="Hämeenkatu 21", postal_code="33200",
    city="Tampere", country="FI", language="fi", phone="03 555 0142", email="hei@kera.example",
)  # fmt: skip
HOME = PostalAddress("Rautatienkatu 3", "33100", "Tampere")
TYPED = {
    "personal_note": "Było nam bardzo miło, så hyggelig det var, oli hauska nähdä – it was great to see you!",
    "promise_text": "I will call in early January about lunch.",
    "resolution_text": "The lamp has been exchanged, and each one is tested before it leaves the shop.",
}

EARNS = Terms(goal=2, reward=Prize(2, "ilmainen kahvi ja tuore kanelipulla"), reward_days=60)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop.open(tmp_path / "a.smallcrm", clock=FixedClock(TODAY), create=True, country="FI", language="fi")
    made.settings.save(SETTINGS)
    yield made
    made.close()


def somebody(shop: Shop, **more: object) -> int:
    made = Customer(given="Aino", family="Mäki-Petäjä", addresses=(HOME,))
    return shop.customers.add(replace(made, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["https://kera.example/", "HTTP://kera.example", " kera.example"])
def test_a_web_page_is_printed_as_it_is_said(typed: str) -> None:
    assert sender_of(replace(SETTINGS, website=typed)).website == "kera.example"
    assert sender_of(replace(SETTINGS, website="kera.example/shop")).website == "kera.example/shop"


def reward(shop: Shop, customer: int, terms: Terms = EARNS, *, card: bool = True) -> int:
    """Let somebody fill a card, and give the programme."""
    programmes = shop.programmes.all()
    number = programmes[0].id if programmes else shop.programmes.add(Programme("Kahvikortti", terms=terms))
    if not programmes:
        shop.programmes.start(number)
    if card:
        shop.cards.issue(customer, number)
    shop.cards.stamp(customer, programme_id=number, count=terms.goal, force="goodwill")
    return number


def prepared(shop: Shop, kind: str, layout: str = CARD, **typed: str) -> Prepared:
    ids = [o.id for o in shop.customers.page(0, 50)]
    return prepare_letters(shop, kind, ids, typed or TYPED, layout)


def only(found: Prepared) -> Piece:
    assert not found.left_out
    (piece,) = found.pieces
    return piece


def printed(shop: Shop, kind: str, layout: str, design: str, out: Path) -> str:
    found = prepared(shop, kind, layout)
    assert write([only(found)], found.sender, layout, design, out) == 1
    return " ".join(page_text(out).split())


@pytest.mark.parametrize("form", ["family", "none", "mr", "ms"])
@pytest.mark.parametrize(
    ("language", "greeted", "unnamed", "one", "several"),
    [
        ("fi", "Hyvät Aino ja Pekka", "Hyvät asiakkaamme", "kysy", "kysykää"),
        ("nb", "Kjære Aino ja Pekka", "Kjære kunder", "du", "dere"),
    ],
)
def test_a_couple_is_written_to_as_two(
    shop: Shop, form: str, language: str, greeted: str, unnamed: str, one: str, several: str
) -> None:
    couple = {"kind": "household", "display_name": "Aino ja Pekka Virtanen", "address_form": form}
    somebody(shop, language=language, given="", family="", greeting_name="Aino ja Pekka", **couple)
    somebody(shop, language=language, given="", family="", **couple)
    found = prepared(shop, "apology_after_complaint", "letter-fi")
    assert {piece.wording.salutation for piece in found.pieces} == {greeted, unnamed}
    for piece in found.pieces:
        words = " ".join(span.text for paragraph in piece.wording.body for span in paragraph).split()
        assert several in words
        assert one not in words


def _bare(words: str) -> list[str]:
    return [word for word in (part.strip(".,:()–") for part in words.split()) if word]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_each_kind_is_printed_whole_on_cards_and_letters(shop: Shop, tmp_path: Path, kind: str, language: str) -> None:
    shop.settings.save(replace(SETTINGS, language=language))  # a reward is named in the shop's language
    reward(shop, somebody(shop, language=language))
    papers = [(CARD, design) for design in designs_for(kind)]
    papers += [(layout, designs_for(kind)[0]) for layout in windows()]
    for layout, design in papers:
        piece = only(prepared(shop, kind, layout))
        text = printed(shop, kind, layout, design, tmp_path / "x.pdf")
        wording = piece.wording
        body = " ".join("".join(span.text for span in spans) for spans in wording.body)
        assert set(wording.title.split()) <= set(text.split())  # a wreath has its last line drawn first
        if kind in REWARDS:  # a bold run that goes on in a further line is read before what stands around it
            assert not Counter(_bare(body)) - Counter(_bare(text))
        else:
            assert body.replace("\xa0", " ") in text.replace("\xa0", " ")
        for words in (wording.salutation, wording.closing, wording.stop_line):
            assert words.replace("\xa0", " ") in text.replace("\xa0", " ")
        assert all(fonts_of(tmp_path / "x.pdf").values())
        assert body_of(wording, language).fits
        assert body_of(wording, language).pen >= 12  # room to sign by hand


@pytest.mark.parametrize("design", ["wreath", "coffee"])
def test_a_note_without_a_title_has_its_picture_in_the_middle_of_the_front(
    shop: Shop, tmp_path: Path, design: str
) -> None:
    somebody(shop)
    printed(shop, PERSONAL_NOTE, CARD, design, tmp_path / "x.pdf")
    rows = [row[106 * 4 : 209 * 4] for row in drawn_ink(tmp_path / "x.pdf")[149 * 4 : 296 * 4]]
    inked = [number for number, row in enumerate(rows) if any(row)]
    above, below = inked[0] / 4, (len(rows) - inked[-1]) / 4
    assert above > 8
    assert below > 8
    assert 0 < below - above + 4 < 20


def test_an_apology_bears_no_ornament(shop: Shop, tmp_path: Path) -> None:
    somebody(shop)
    inks = {}
    for kind in ("apology_after_complaint", "pass_on_information"):
        printed(shop, kind, "letter-fi", "wreath", tmp_path / "x.pdf")
        rows = drawn_ink(tmp_path / "x.pdf")[250 * 4 : 266 * 4]
        inks[kind] = sum(sum(row) for row in rows)
    assert inks["apology_after_complaint"] == 0
    assert inks["pass_on_information"] > 1000


def why(shop: Shop, kind: str) -> list[str]:
    return [out.reason.code for out in prepared(shop, kind).left_out]


@pytest.mark.parametrize("kind", REWARDS)
def test_a_reward_is_told_to_whom_it_waits_for_alone(shop: Shop, kind: str) -> None:
    shop.settings.save(replace(SETTINGS, gift="täytekakku"))
    aino, other = somebody(shop), somebody(shop, given="Eero")
    reward(shop, aino)
    found = prepared(shop, kind, "letter-fi")
    assert [(out.customer_id, out.reason) for out in found.left_out] == [(other, reason("no_reward"))]
    (piece,) = found.pieces
    said = " ".join(span.text for spans in piece.wording.body for span in spans).replace("\xa0", " ")
    assert "ilmainen kahvi ja tuore kanelipulla" in said
    assert "6.8.2027" in said
    assert "täytekakku" not in said
    if kind == "reward_earned":
        assert grouped(shop.cards.number(aino)).replace("\xa0", " ") in said


def test_a_reward_on_the_way_is_no_full_card(shop: Shop) -> None:
    terms = replace(EARNS, goal=4, reward=Prize(4, "ateria"), interim=Prize(2, "kahvi"))
    aino = somebody(shop)
    number = reward(shop, aino, replace(terms, goal=4))
    assert not why(shop, "reward_earned")
    other = somebody(shop, given="Eero")
    shop.cards.issue(other, number)
    shop.cards.stamp(other, programme_id=number, count=2)
    found = prepared(shop, "reward_earned")
    assert [(out.customer_id, out.reason.code) for out in found.left_out] == [(other, "no_reward")]
    soon = {piece.customer_id: piece for piece in prepared(shop, "reward_expires_soon").pieces}
    assert "kahvi" in " ".join(span.text for spans in soon[other].wording.body for span in spans)


@pytest.mark.parametrize(
    ("language", "name", "wanted"),
    [
        ("nb", "En bukett tulipaner", "en bukett tulipaner"),
        ("en", "A coffee on the house", "a coffee on the house"),
        ("en", "Anna’s cake", "Anna’s cake"),
        ("fi", "En bukett", "En bukett"),
        ("pl", " Kawa gratis ", "Kawa gratis"),
        ("nb", "Ei", "ei"),
    ],
)
def test_a_reward_stands_in_its_sentence_with_a_small_article(language: str, name: str, wanted: str) -> None:
    assert inside(name, language) == wanted


def test_why_a_reward_is_not_told(shop: Shop) -> None:
    aino = somebody(shop)
    reward(shop, aino, replace(EARNS, reward_days=0), card=False)
    assert why(shop, "reward_earned") == ["no_card_number"]
    (out,) = prepared(shop, "reward_expires_soon").left_out
    assert out.reason == reason("reward_never_expires")
    shop.cards.issue(aino)
    assert not why(shop, "reward_earned")
    shop.customers.save(replace(shop.customers.get(aino), language="pl"))
    (out,) = prepared(shop, "reward_earned").left_out
    assert out.reason == reason("reward_in_other_language", name="ilmainen kahvi ja tuore kanelipulla")


def test_what_is_typed_and_not_printable_is_told(shop: Shop) -> None:
    somebody(shop)
    (out,) = prepared(shop, PERSONAL_NOTE, CARD, personal_note="Hei 🙂").left_out
    assert (out.reason.code, dict(out.reason.values)["letters"]) == ("no_glyph", "🙂")
    (out,) = prepared(shop, PERSONAL_NOTE, CARD, personal_note="Pitkä teksti. " * 80).left_out
    assert out.reason.code == "text_too_long"
    assert prepared(shop, PERSONAL_NOTE, "letter-fi", personal_note="Pitkä teksti. " * 80).pieces
    (out,) = prepared(shop, PERSONAL_NOTE, CARD, promise_text="x").left_out
    assert out.reason.values == (("field", "personal_note"),)


def test_the_piece_says_what_was_typed_for_its_kind_alone(shop: Shop) -> None:
    somebody(shop)
    piece = only(prepared(shop, "good_to_see_you_again", CARD, personal_note=" A.\n\nB. ", promise_text="C."))
    assert (piece.kind, piece.typed, piece.occasion_id) == ("good_to_see_you_again", "A.\nB.\nC.", 0)
    assert only(prepared(shop, "thank_you_first_purchase")).typed == ""


def test_without_an_address_a_card_is_handed_over_and_nothing_is_posted(shop: Shop) -> None:
    somebody(shop, addresses=())
    assert prepared(shop, PERSONAL_NOTE).pieces
    for layout in ("letter-fi", "label:L7160", "envelope:C6"):
        assert [out.reason.code for out in prepared(shop, PERSONAL_NOTE, layout).left_out] == ["no_address"]


def test_slips_are_told(shop: Shop) -> None:
    with pytest.raises(BadInput):
        prepare_letters(shop, "birthday", [], {}, CARD)
    with pytest.raises(NotFound):
        prepare_letters(shop, PERSONAL_NOTE, [99], TYPED, CARD)


def test_paper_and_design_go_with_the_kind() -> None:
    assert usual_layout("apology_after_complaint", SETTINGS) == "letter-fi"
    assert usual_layout("apology_after_complaint", replace(SETTINGS, country="US")) == "letter-us"
    assert usual_layout("apology_after_complaint", replace(SETTINGS, country="DE")) in windows()
    assert usual_layout("apology_after_complaint", replace(SETTINGS, layout="letter-pl")) == "letter-pl"
    assert usual_layout(PERSONAL_NOTE, replace(SETTINGS, layout="letter-pl")) == CARD
    assert usual_layout("birthday", replace(SETTINGS, layout="letter-pl")) == "letter-pl"
    assert usual_design("birthday", replace(SETTINGS, design="wreath")) == "wreath"
    for kind in LETTER_KINDS:
        assert usual_design(kind, SETTINGS) in {"wreath", "coffee"}
    assert typed_fields("good_to_see_you_again") == ("personal_note", "promise_text")
