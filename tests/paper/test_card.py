"""Quarter-fold cards: each word in its panel and the right way up, no ink at an edge or a fold, nothing lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.piece import Piece, Sender, Span
from smallcrm.paper import inside
from smallcrm.paper.card import design_thumbnail, trouble
from smallcrm.paper.fronts import DESIGNS
from tests.paper.card_samples import (
    CARD,
    MM,
    NOBODY,
    SENDER,
    WORDING,
    card,
    crop,
    darkest,
    letters,
    named,
    picture,
    printed,
    text_of,
    words_in,
)

INSIDE_RIGHT = (0, 148.5, 105, 297)
INSIDE_LEFT = (105, 148.5, 210, 297)
BACK = (0, 0, 105, 148.5)
FRONT = (105, 0, 210, 148.5)
LONG = "Bartholomeus-Alexander Maximilian von Wergeland-Mikkelsen og Ålesund-Świętokrzyski"
LONG_TITLE = "Wszystkiego najlepszego z okazji urodzin i wielu powodów do radości w nowym roku życia"
ONE_WORD = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"
SENTENCE = "It is a pleasure to have you among those who drop in and ask what is new. "
LETTER = st.sampled_from("AWMabdefgimnoprstwyzŁłŻóćśÅÄÖØåäöøæéő'’-&<>%{}()\\ ")
NAME = st.text(LETTER, min_size=1, max_size=70).map(lambda text: " ".join(text.split())).filter(bool)


def squeezed(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def assert_bands_are_white(pdf: bytes, page: int = 0) -> None:
    """No ink within 8 mm of an edge of the sheet or of a fold."""
    image = picture(pdf, page)
    bands = [(0, 0, 210, 8), (0, 289, 210, 297), (0, 0, 8, 297), (202, 0, 210, 297), (97, 0, 113, 297)]
    for band in [*bands, (0, 140.5, 210, 156.5)]:
        assert darkest(crop(image, *band)) > 250, f"ink in {band} (mm)"


@pytest.mark.parametrize("design", DESIGNS)
def test_every_word_stands_in_its_panel(design: str) -> None:
    pdf = printed([CARD], design)
    body = "".join(span.text for span in WORDING.body[0])
    signature = WORDING.closing + WORDING.sender_name + WORDING.shop_name
    assert squeezed(words_in(pdf, *INSIDE_RIGHT)) == squeezed(WORDING.salutation + body + signature)
    assert words_in(pdf, *INSIDE_LEFT) == ""
    initial = "M" if design == "wreath" else ""
    assert squeezed(words_in(pdf, *FRONT)) == squeezed(WORDING.title + initial)
    back = "C" + SENDER.name + SENDER.street + "·" + SENDER.town + "·" + SENDER.phone + WORDING.stop_line
    assert squeezed(words_in(pdf, *BACK)) == squeezed(back)


@pytest.mark.parametrize("design", DESIGNS)
def test_the_inside_is_turned_for_the_fold(design: str) -> None:
    for letter in letters(printed([CARD], design)):
        assert letter.turn == (180 if letter.y > 148.5 else 0), letter


def test_the_inside_block_stands_where_the_eye_wants_it() -> None:
    """Left edge 12; salutation above text above signature; the block centred and raised by 4."""
    found = [letter for letter in letters(printed([CARD])) if letter.y > 148.5]
    assert min(105 - letter.x for letter in found) == pytest.approx(12, abs=0.01)
    bases = sorted({round(297 - letter.y, 2) for letter in found}, reverse=True)
    lines = len(bases) - 4
    high = 37 + lines * 5.75
    assert bases[0] == pytest.approx((148.5 + high) / 2 + 4, abs=0.3)
    assert bases[0] - bases[1] == pytest.approx(11, abs=0.02)
    assert bases[1] - bases[2] == pytest.approx(5.75, abs=0.02)
    assert bases[-3] - bases[-2] == pytest.approx(16.5, abs=0.02)
    assert bases[-2] - bases[-1] == pytest.approx(5, abs=0.02)


def test_a_long_text_never_starts_higher() -> None:
    piece = card(body=((Span(SENTENCE * 7),),))
    assert not inside.body_of(piece.wording, "en").pt < 10.6
    bases = [297 - letter.y for letter in letters(printed([piece])) if letter.y > 148.5]
    assert max(bases) == pytest.approx(124.5, abs=0.01)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("name", ["Margaret", "Åse-Marie Wergeland", "Jo", LONG, ONE_WORD, "W" * 40, "i " * 30 + "l"])
def test_no_ink_at_an_edge_or_a_fold(design: str, name: str) -> None:
    pdf = printed([replace(named(name), language="nb")], design)
    assert_bands_are_white(pdf)
    assert squeezed(words_in(pdf, *FRONT)) >= squeezed(f"Happy birthday, {name}!")


@pytest.mark.parametrize("design", DESIGNS)
def test_no_ink_at_a_fold_however_much_is_written(design: str) -> None:
    long_shop = Sender("Kukka- ja Lahjatavarakauppa " + LONG, LONG, LONG, "+358 40 123 4567")
    piece = card(
        title_before="Serdeczne życzenia z okazji dziesiątej rocznicy pierwszego zamówienia w naszej herbaciarni",
        title_name=LONG + "!",
        title=LONG,
        salutation="Dear " + LONG,
        body=((Span(SENTENCE * 30),), (Span(SENTENCE * 20, bold=True),)),
        closing=LONG,
        sender_name=LONG + LONG,
        shop_name=LONG + LONG,
        stop_line=SENTENCE * 8,
    )
    pdf = printed([piece], design, long_shop)
    assert_bands_are_white(pdf)
    assert squeezed(words_in(pdf, *INSIDE_RIGHT)) >= squeezed(SENTENCE * 50)
    assert [reason.code for reason in trouble(piece, long_shop)] == ["text_too_long"]


@pytest.mark.parametrize("design", DESIGNS)
def test_titles_of_every_length_stay_clear_of_the_picture(design: str) -> None:
    words = LONG_TITLE.split()
    pieces = [
        replace(card(title_before=" ".join(words[:count]), title_name=name, initial=""), language="pl")
        for count in range(1, len(words) + 1)
        for name in ("", "Margaret!", "Bartholomeus-Alexander Wergeland!")
    ]
    pdf = printed(pieces, design)
    for page, piece in enumerate(pieces):
        front = [letter for letter in letters(pdf, page) if letter.x > 105 and letter.y < 148.5]
        title = piece.wording.title_before + piece.wording.title_name
        assert squeezed("".join(letter.sign for letter in front)) == squeezed(title)
        bases = [letter.y for letter in front]
        if design == "candles":
            assert min(bases) > 90, title
        else:
            assert max(bases) < 48, title


@settings(max_examples=25)
@given(NAME, st.sampled_from(sorted(DESIGNS)))
def test_whatever_a_name_holds_is_printed_exactly(name: str, design: str) -> None:
    pdf = printed([replace(named(name), initial="")], design)
    assert squeezed(words_in(pdf, *FRONT)) == squeezed(f"Happy birthday, {name}!")
    salutation = squeezed(f"Dear {name},")
    assert salutation <= squeezed(words_in(pdf, *INSIDE_RIGHT))


@pytest.mark.parametrize("design", DESIGNS)
def test_a_line_is_copied_as_a_line(design: str) -> None:
    text = text_of(printed([CARD], design))
    for line in (
        "Dear Margaret,",
        "With warm wishes,",
        "Eleanor Marsh",
        "14 Mill Lane · Ludlow SY8 1AA · 01632 960 142",
    ):
        assert line in text.splitlines()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Margaret!", ["Margaret!"]),
        ("Bartholomeus-Alexander!", ["Bartholomeus-", "Alexander!"]),
        ("Maximilian Constantinescu!", ["Maximilian", "Constantinescu!"]),
    ],
)
def test_a_long_name_is_parted_at_its_space_or_hyphen(name: str, lines: list[str]) -> None:
    """As in the design picture of long names: one size for all lines, the hyphen stays on the first."""
    pdf = printed([card(title_before="Gratulerer med dagen,", title_name=name, language="nb")])
    rows: dict[float, str] = {}
    for letter in letters(pdf):
        if letter.x > 105 and letter.y < 148.5:
            rows[round(letter.y, 1)] = rows.get(round(letter.y, 1), "") + letter.sign
    assert [rows[y] for y in sorted(rows, reverse=True)] == ["Gratulerer", "meddagen,", *lines]


def test_the_longest_name_does_not_make_the_greeting_small_print() -> None:
    front = [letter for letter in letters(printed([named(ONE_WORD)])) if letter.x > 105 and letter.y < 148.5]
    bases = sorted({round(letter.y, 2) for letter in front}, reverse=True)
    assert bases[0] - bases[1] == pytest.approx(41 / 2 / MM, abs=0.05)


@pytest.mark.parametrize("initial", ["Å", "Ö", "Ł", "Q", "s"])
def test_initials_stand_on_one_line_whatever_stands_on_them(initial: str) -> None:
    """Centred on the cap height, so rings and dots do not push a letter down; small letters become capitals."""
    for page, sign in enumerate(("A", initial.upper())):
        found = letters(printed([card(initial="A"), card(initial=initial)], "wreath"), page)
        (big,) = [letter for letter in found if letter.x > 105 and 70 < letter.y < 110]
        assert big.sign == sign
        assert big.y == pytest.approx(89.5 - 96 / MM * 0.35, abs=0.01)


@pytest.mark.parametrize("initial", ["", " ", "Ж", "😀"])
def test_a_wreath_without_a_letter_shows_a_rose(initial: str) -> None:
    pdf = printed([card(initial=initial)], "wreath")
    assert squeezed(words_in(pdf, *FRONT)) == squeezed(WORDING.title)
    middle = crop(picture(pdf), 157.5 - 9, 89.5 - 9, 157.5 + 9, 89.5 + 9).convert("L")
    assert sum(1 for grey in middle.tobytes() if grey < 230) > 0.7 * len(middle.tobytes())


@pytest.mark.parametrize("design", DESIGNS)
def test_a_shop_without_a_name_prints_nothing_in_its_place(design: str) -> None:
    pdf = printed([Piece(1, "", "pl", NOBODY, ())], design, Sender(""))
    assert letters(pdf) == []
    image = picture(pdf)
    assert darkest(crop(image, 52.5 - 6, 31.5 - 6, 52.5 + 6, 31.5 + 6)) < 120
    assert darkest(crop(image, 8, 8, 97, 23)) == 255


def test_the_back_names_how_to_refuse_in_two_lines() -> None:
    found = [letter for letter in letters(printed([CARD])) if letter.x < 105 and letter.y < 13]
    assert sorted({round(letter.y, 1) for letter in found}) == [8.9, 11.8]
    for base in (8.9, 11.8):
        xs = [letter.x for letter in found if round(letter.y, 1) == base]
        assert (min(xs) + max(xs)) / 2 == pytest.approx(52.5, abs=1)
        assert max(xs) - min(xs) <= 81
    without = printed([card(stop_line="")])
    assert words_in(without, 0, 0, 105, 13) == ""


@pytest.mark.parametrize("design", DESIGNS)
def test_only_embedded_fonts_are_named(design: str) -> None:
    names = set(re.findall(rb"/(?:BaseFont|FontName) /([^\s/>]+)", printed([CARD], design)))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+SmallCRM-\w+", name) for name in names), names


def test_what_repeats_is_in_the_file_once() -> None:
    one, many = printed([CARD]), printed([CARD] * 40)
    assert many.count(b"/Subtype /Form") == one.count(b"/Subtype /Form")
    assert len(many) - len(one) < 39 * 3000


@pytest.mark.parametrize("design", DESIGNS)
def test_the_same_card_is_the_same_file(design: str) -> None:
    assert printed([CARD], design) == printed([CARD], design)


@pytest.mark.parametrize("design", DESIGNS)
def test_mono_is_grey_and_its_dark_type_black(design: str) -> None:
    image = picture(printed([CARD], design, mono=True))
    red, green, blue = (channel.tobytes() for channel in image.split())
    assert red == green == blue
    red, _, blue = (channel.tobytes() for channel in picture(printed([CARD], design)).split())
    assert red != blue
    # of the coffee table, whose words are white, the name of the shop on the back
    places = {"candles": (115, 98, 170, 137), "wreath": (115, 14, 195, 36), "coffee": (12, 18, 93, 24)}
    assert darkest(crop(image, *places[design])) == 0


def test_trouble_names_the_letters_and_the_text() -> None:
    found = trouble(card(title="Happy birthday, Ольга!", salutation="Dear Ольга,"), SENDER)
    assert {reason.code for reason in found} == {"missing_letters"}
    assert ("text", "Dear Ольга,") in [value for reason in found for value in reason.values]
    assert ("letters", "Оагль") in found[0].values
    assert trouble(CARD, SENDER) == ()
    assert [reason.code for reason in trouble(card(body=((Span(SENTENCE * 20),),)), SENDER)] == ["text_too_long"]


@pytest.mark.parametrize("language", ["en-GB", "fi", "nb", "pl", "sv"])
@pytest.mark.parametrize("design", DESIGNS)
def test_a_thumbnail_is_one_panel(design: str, language: str) -> None:
    pdf = design_thumbnail(design, language)
    document = pdfium.PdfDocument(pdf)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((105 * MM, 148.5 * MM), abs=0.01)
    document.close()
    assert len(letters(pdf)) > 10
