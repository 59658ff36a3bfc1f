"""The faces: each its own, each with the letters of our neighbours, each measured as it is embedded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm import paths
from smallcrm.paper import fonts

ALPHABETS = {
    "Albanian": "çë", "Catalan": "àçèéíïòóúü·", "Croatian": "čćđšž", "Czech": "áčďéěíňóřšťúůýž", "Danish": "æøå",
    "Dutch": "éëïóöü", "English": "abcdefghijklmnopqrstuvwxyz", "Estonian": "äõöüšž", "Finnish": "åäöšž",
    "French": "àâæçèéêëîïôœùûüÿ", "German": "äöüß", "Hungarian": "áéíóöőúüű", "Icelandic": "áæðéíóöþúý",
    "Irish": "áéíóú", "Italian": "àèéìîòóù", "Latvian": "āčēģīķļņšūž", "Lithuanian": "ąčęėįšųūž", "Maltese": "ċġħż",
    "Northern Sami": "áčđŋšŧž", "Norwegian": "æøåéèêóòôü", "Polish": "ąćęłńóśźż", "Portuguese": "ãáâàçéêíõóôú",
    "Romanian": "ăâîșțşţ", "Slovak": "áäčďéíĺľňóôŕšťúýž", "Slovene": "čšž", "Spanish": "áéíñóúü¿¡",
    "Swedish": "åäöé", "Turkish": "çğıİöşü", "Vietnamese": "ăâđêôơưảãạắấầẩẫậễệịọốồổờợụứữựỳỹỵ",
}  # fmt: skip
SIGNS = "0123456789 .,:;!?…–—-‘’“”„«»()/&%@#*+=€£$°·§\"'"


@pytest.mark.parametrize("language", ALPHABETS)
@pytest.mark.parametrize("face", fonts.FACES)
def test_every_face_has_the_letters_of_every_neighbour(face: str, language: str) -> None:
    alphabet = ALPHABETS[language]
    assert fonts.missing(alphabet + alphabet.upper(), face) == set()


@pytest.mark.parametrize("face", fonts.FACES)
def test_every_face_has_the_signs_of_our_letters(face: str) -> None:
    assert fonts.missing(SIGNS, face) == set()


def test_every_face_has_a_name_of_its_own() -> None:
    """ReportLab embeds one font per PostScript name: with two the same, bold prints as regular."""
    embedded = [fonts.embedded(face).face.name for face in fonts.FACES]
    assert [name.decode() if isinstance(name, bytes) else name for name in embedded] == list(fonts.FACES.values())
    assert len(set(embedded)) == len(fonts.FACES)


def test_every_face_is_drawn_differently() -> None:
    files = {(paths.resources() / "fonts" / f"{name}.ttf").read_bytes() for name in fonts.FACES.values()}
    assert len(files) == len(fonts.FACES)
    assert (
        fonts.embedded("reading").face.charWidths[ord("n")] < fonts.embedded("reading-bold").face.charWidths[ord("n")]
    )


@pytest.mark.parametrize("face", fonts.FACES)
def test_the_shaper_and_the_file_mean_the_same_letters(face: str) -> None:
    """WONK 0 (always on, by rvrn) must be in the character map, else we draw what we did not measure."""
    import uharfbuzz as hb

    font = fonts.shaper(face)
    text = "abcdefghijklmnopqrstuvwxyz&ĥḥẃẁŵẅĺļḍďķ"
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, dict.fromkeys(("liga", "clig", "calt", "locl", "ccmp"), False))
    shaped = [info.codepoint for info in buffer.glyph_infos]
    assert shaped == [font.get_nominal_glyph(ord(sign)) for sign in text]


def test_licences_lie_beside_the_fonts() -> None:
    for family in ("Fraunces", "Literata", "NotoSans"):
        licence = (paths.resources() / "fonts" / f"OFL-{family}.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper()


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Ольга", set("Ольга")),
        ("Ann 😀", {"😀"}),
        ("Ann\u200b\u00ad", set()),
        ("a\u0308", set()),
        ("q\u0308", {"\u0308"}),
    ],
)
def test_letters_that_cannot_be_printed_are_named(text: str, lacking: set[str]) -> None:
    assert fonts.missing(text, "display") == lacking


def test_addresses_may_be_greek_or_cyrillic() -> None:
    assert fonts.missing("Ольга Παπαδοπούλου", "facts") == set()


@given(st.text(max_size=40))
def test_missing_never_forgets_a_letter(text: str) -> None:
    lacking = fonts.missing(text, "reading")
    glyphs = fonts.embedded("reading").face.charToGlyph
    assert all((ord(sign) in glyphs) != (sign in lacking) for sign in fonts.plain(text))


@given(st.text(max_size=60))
def test_plain_is_settled_after_one_go(text: str) -> None:
    assert fonts.plain(fonts.plain(text)) == fonts.plain(text)
