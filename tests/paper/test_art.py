"""Card pictures: how much ink, where it lies, and that greys tell apart what colours do."""

from __future__ import annotations

import pytest

from smallcrm.paper.art import candles, wreath
from smallcrm.paper.fitting import block_size, fitted, parted, title_lines, two_lines_or_one
from smallcrm.paper.fronts import DESIGNS
from smallcrm.paper.inks import INKS, TYPE_INKS
from smallcrm.paper.seal import shop_initial
from tests.paper.card_samples import CARD, crop, darkest, ink_share, picture, printed


@pytest.mark.parametrize("design", DESIGNS)
def test_a_front_is_air_with_a_picture(design: str) -> None:
    """Ink covers 14-40 % of a front and 5-13 % of a sheet: cut paper on white paper."""
    image = picture(printed([CARD], design))
    assert 0.14 <= ink_share(crop(image, 105, 0, 210, 148.5)) <= 0.40
    assert 0.05 <= ink_share(image) <= 0.13


@pytest.mark.parametrize("design", DESIGNS)
def test_a_front_keeps_to_its_live_area(design: str) -> None:
    image = picture(printed([CARD], design))
    for band in ((105, 0, 113.9, 148.5), (201.1, 0, 210, 148.5), (105, 0, 210, 9.4), (105, 139.6, 210, 148.5)):
        assert darkest(crop(image, *band)) > 250, band


@pytest.mark.parametrize("design", DESIGNS)
def test_the_inside_left_is_free_for_a_pen(design: str) -> None:
    """One small echo of the front, 30-37 mm wide, low on the panel; the rest is white."""
    inside_left = crop(picture(printed([CARD], design)), 105, 148.5, 210, 297).rotate(180).convert("L")
    box = inside_left.point(lambda grey: 255 if grey < 250 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (part / inside_left.width * 105 for part in box)
    assert 27 <= right - left <= 38
    assert 20 <= bottom - top <= 34
    assert (left + right) / 2 == pytest.approx(52.5, abs=1.5)
    assert 148.5 - bottom == pytest.approx(19.5, abs=1)


def test_nine_candles_of_the_drawn_heights() -> None:
    assert [high for high, _ in candles.CANDLES] == [20, 31, 25, 40, 33, 46, 29, 37, 23]


def test_the_highest_flame_is_seen_where_it_is_drawn() -> None:
    image = picture(printed([CARD]))
    tip = crop(image, 105 + 61.3, 85, 105 + 61.9, 85.6)
    assert tip.getpixel((1, 1)) == (0xDB, 0xA0, 0x3A)


def test_the_wreath_is_heavy_below_left_and_light_above_right() -> None:
    image = picture(printed([CARD], "wreath"))
    x, y = 105 + wreath.CENTRE_X, wreath.CENTRE_Y
    below_left = ink_share(crop(image, x - 41, y - 41, x - 1, y - 1))
    above_right = ink_share(crop(image, x + 1, y + 12, x + 41, y + 41))
    assert below_left > 1.2 * above_right


@pytest.mark.parametrize("clock", [0, 90, 180, 270])
def test_clock_angles_run_clockwise(clock: int) -> None:
    x, y = wreath.place(clock)
    expected = {0: (52.5, 120.5), 90: (83.5, 89.5), 180: (52.5, 58.5), 270: (21.5, 89.5)}[clock]
    assert (x, y) == pytest.approx(expected)


def test_neighbouring_inks_differ_in_grey() -> None:
    """Madder and petrol are one grey to a machine; their own blacks keep them apart."""
    pairs = [("madder", "petrol"), ("ochre", "blush"), ("ochre", "light"), ("leaf", "spruce"), ("blush", "petrol")]
    assert all(abs(INKS[one].black - INKS[other].black) >= 10 for one, other in pairs)


def test_type_is_set_in_dark_inks_only() -> None:
    assert all(ink.black > 50 or ink.name == "white" for ink in TYPE_INKS)
    for ink in INKS.values():
        grey = ink.colour(mono=True)
        assert grey.red == grey.green == grey.blue == pytest.approx(1 - ink.black / 100)
    assert INKS["madder"].type_colour(mono=True).red == 0
    assert INKS["white"].type_colour(mono=True).red == 1


@pytest.mark.parametrize(
    ("shop", "letter"),
    [
        ("The Corner Bookshop", "C"),
        ("Hjørnet Blomster", "H"),
        ("Äijän kahvila", "Ä"),
        ("łąka", "Ł"),
        ("«Kvist»", "K"),
        ("A", "A"),
        ("3 kotki", "3"),
        ("", ""),
        ("· · ·", ""),
        ("Ольга", ""),
    ],
)
def test_the_letter_of_a_seal(shop: str, letter: str) -> None:
    assert shop_initial(shop) == letter


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Anna Liisa", ("Anna", "Liisa")),
        ("Bartholomeus-Alexander!", ("Bartholomeus-", "Alexander!")),
        ("Anna Maria Konstantinopolska", ("Anna Maria", "Konstantinopolska")),
        ("Margaret!", ("Margaret!",)),
        ("-", ("-",)),
    ],
)
def test_a_name_is_parted_near_its_middle(name: str, lines: tuple[str, ...]) -> None:
    assert parted(name) == lines


def test_a_name_shrinks_before_it_is_parted() -> None:
    assert two_lines_or_one("Åse-Marie Wergeland!", "display", 33, 85) == ("Åse-Marie Wergeland!",)
    assert 0.72 * 33 <= fitted("Åse-Marie Wergeland!", "display", 33, 85) < 33
    assert len(two_lines_or_one("Åse-Marie Wergeland-Ångstrøm!", "display", 33, 85)) == 2


@pytest.mark.parametrize(
    ("title", "language", "lines"),
    [
        ("Happy birthday,", "en", ("Happy", "birthday,")),
        ("Hyvää syntymäpäivää,", "fi", ("Hyvää", "syntymäpäivää,")),
        ("Gratulerer med dagen,", "nb", ("Gratulerer", "med dagen,")),
        ("Wszystkiego najlepszego z okazji urodzin!", "pl", ("Wszystkiego", "najlepszego", "z\xa0okazji urodzin!")),
        ("", "en", ()),
    ],
)
def test_titles_part_as_in_the_design(title: str, language: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title, "display", 41, 85, language) == lines


def test_a_block_of_four_lines_stands_in_its_height() -> None:
    assert block_size(3, 41, 46) == 41
    assert 30 < block_size(4, 41, 46) < 35
