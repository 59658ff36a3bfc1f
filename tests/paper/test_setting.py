"""Setting type: what is measured is what is drawn, what is drawn can be copied exactly, lines break well."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from smallcrm.domain.piece import Span
from smallcrm.paper import fonts, setting
from tests.paper.card_samples import MM, letters, text_of

NASTY = (
    'O\'Brien \\ (Jr.) "Bob"',
    "<b>Anna</b> & Co",
    "100 % {greeting_name}",
    "Łukasz Żółć-Święcicki",
    "Øyvind Ångstrøm",
    "fi fl ffi ffl Th",
    "Nguyễn Thị Hạnh",
    "To We AV Ta Yo",
    "$$ \\n %s %(x)s [TJ] ET",
)
LATIN = st.text(st.sampled_from("AVTYoaefilrtńłżóäöåøæéśçģőțß'’-.()\\"), min_size=1, max_size=12)
PHRASE = st.lists(LATIN, min_size=1, max_size=40).map(" ".join)


def page_with(text: str, face: str, pt: float, x: float = 10, y: float = 100) -> bytes:
    fonts.register()
    target = BytesIO()
    first: Any = fonts.INITIAL_FONT
    canvas = Canvas(target, pagesize=(4000, 500), initialFontName=first)
    setting.draw(canvas, x, y, text, face, pt)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("face", fonts.FACES)
def test_text_is_copied_exactly(text: str, face: str) -> None:
    assert text_of(page_with(text, face, 12)).strip() == text


@settings(max_examples=40)
@given(st.lists(LATIN, min_size=1, max_size=4).map(" ".join), st.sampled_from(sorted(fonts.FACES)))
def test_no_letter_is_lost_or_changed(text: str, face: str) -> None:
    assert "".join(letter.sign for letter in letters(page_with(text, face, 20))) == text.replace(" ", "")


def test_display_type_is_kerned() -> None:
    """ReportLab's own drawString sets this line 4 % too wide: "To", "We" and "AV" gape."""
    fonts.register()
    line = "To We AV Ta Yo"
    unkerned = stringWidth(line, fonts.FACES["display"], 46) / MM
    assert setting.width(line, "display", 46) < 0.98 * unkerned


@pytest.mark.parametrize("face", fonts.FACES)
def test_letters_stand_where_they_were_measured(face: str) -> None:
    text = "AVATarToWeLY.Łódź"
    drawn = letters(page_with(text, face, 40))
    assert [letter.sign for letter in drawn] == list(text)
    for count, letter in enumerate(drawn):
        before = sum(setting.shape(text, face).advances[:count]) * 40 / 1000 / MM
        assert letter.x == pytest.approx(10 + before, abs=0.06)
        assert letter.y == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize(("anchor", "x"), [("left", 100), ("middle", 100), ("right", 100)])
def test_a_line_hangs_on_its_anchor(anchor: str, x: float) -> None:
    fonts.register()
    target = BytesIO()
    first: Any = fonts.INITIAL_FONT
    canvas = Canvas(target, initialFontName=first)
    wide = setting.draw(canvas, x, 50, "Solveig", "display", 33, anchor=anchor)
    canvas.showPage()
    canvas.save()
    start = letters(target.getvalue())[0].x
    assert wide == pytest.approx(setting.width("Solveig", "display", 33))
    assert start == pytest.approx(x - {"left": 0, "middle": wide / 2, "right": wide}[anchor], abs=0.05)


def test_nothing_is_drawn_for_nothing() -> None:
    assert setting.width("", "facts", 10) == 0
    assert text_of(page_with("", "facts", 10)).strip() == ""


@pytest.mark.parametrize(
    ("text", "language", "glued"),
    [
        ("Z okazji urodzin w maju", "pl", "Z~okazji urodzin w~maju"),
        ("i w domu, do 31 sierpnia 2027 r.", "pl", "i~w~domu, do~31~sierpnia 2027~r."),
        ("po prostu na ul. Długiej", "pl", "po~prostu na~ul.~Długiej"),
        ("ta oko", "pl", "ta oko"),
        ("until 31 December – come", "en-GB", "until 31~December~– come"),
        ("by December 31", "en-US", "by December~31"),
        ("Dear Mr Whitfield and Ms. Hill", "en-GB", "Dear Mr~Whitfield and Ms.~Hill"),
        ("Oslo, 31. mars kl. 9", "nb", "Oslo, 31.~mars kl.~9"),
        ("24. joulukuuta klo 9–15", "fi", "24.~joulukuuta klo~9–15"),
        ("a b", "fi", "a b"),
        ("Lahjakortti 50 €, alennus 20 % puh. 040 555 12", "fi", "Lahjakortti 50~€, alennus 20~% puh.~040 555 12"),
        ("Et gavekort på 1 250,50 kr, tlf. 22 33 44", "nb", "Et gavekort på 1~250,50~kr, tlf.~22 33 44"),
        ("Bon na 12 500 zł, tel. 601 234 518", "pl", "Bon na~12~500~zł, tel.~601 234 518"),
        ("In 2027 100 guests, 3 km", "en-GB", "In 2027 100 guests, 3 km"),
        ("If you like, I am here. A day", "en-US", "If you like, I~am here. A~day"),
        ("I butikken er det fint å møtes", "nb", "I~butikken er det fint å~møtes"),
        ("3 kyläläistä, 5 marjaa", "fi", "3 kyläläistä, 5 marjaa"),
        ("5 krukker, 1 000 roser", "nb", "5 krukker, 1 000 roser"),
    ],
)
def test_what_a_language_does_not_part(text: str, language: str, glued: str) -> None:
    assert setting.glue(text, language).replace("\xa0", "~") == glued


LITTLE = ("a", "i", "o", "u", "w", "z", "do", "na", "po", "we", "ze", "od", "A", "I", "W", "Z")
POLISH = st.lists(st.one_of(st.sampled_from(LITTLE), LATIN.filter(lambda word: len(word) < 9)), min_size=4, max_size=40)


@settings(max_examples=60)
@given(POLISH, st.floats(60, 160))
def test_no_polish_line_ends_in_a_little_word(some: list[str], measure: float) -> None:
    """Unless a whole row of them is wider than the line."""
    text = " ".join(some)
    lines = setting.break_lines((Span(text),), "reading", 11.2, measure, "pl")
    held = [part for part in setting.glue(text, "pl").split(" ") if setting.width(part, "reading", 11.2) > measure]
    for line in lines[:-1]:
        last = line.text.replace("\xa0", " ").split(" ")[-1]
        assert last not in LITTLE or any(last in part.split("\xa0") for part in held)


@given(st.integers(1, 999_999_999), st.sampled_from(["€", "kr", "zł", "%", "kg"]), st.sampled_from(["fi", "nb", "pl"]))
def test_an_amount_is_never_parted_from_its_unit(amount: int, unit: str, language: str) -> None:
    written = f"{amount:,} {unit}".replace(",", " ")
    assert setting.glue(f"xx {written}, xx", language) == f"xx {written.replace(' ', chr(160))}, xx"


@given(PHRASE, st.sampled_from(["en-GB", "fi", "nb", "pl"]))
def test_glue_changes_spaces_only(text: str, language: str) -> None:
    glued = setting.glue(text, language)
    assert glued.replace("\xa0", " ") == text
    assert setting.glue(glued, language) == glued


@given(st.lists(st.tuples(PHRASE, st.booleans()), min_size=1, max_size=4), st.floats(20, 160))
def test_breaking_keeps_every_word_in_its_weight(parts: list[tuple[str, bool]], measure: float) -> None:
    spans = tuple(Span(text + " ", bold) for text, bold in parts)
    lines = setting.break_lines(spans, "reading", 11.2, measure, "pl")
    for bold in (False, True):
        wanted = "".join(span.text for span in spans if span.bold == bold)
        got = "".join(span.text for line in lines for span in line.spans if span.bold == bold)
        assert "".join(got.split()) == "".join(wanted.split())
    for line in lines:
        assert line.width <= measure + 0.4
        assert line.text == line.text.strip()


@given(PHRASE.filter(lambda text: len(text.split()) > 12))
def test_total_fit_is_never_rougher_than_first_fit(text: str) -> None:
    measure = 81.0
    lines = setting.break_lines((Span(text),), "reading", 11.2, measure, "fi")  # no word leans on the next
    first: list[str] = []
    for word in text.split():
        longer = f"{first[-1]} {word}" if first else word
        if first and setting.width(longer, "reading", 11.2) <= measure - 0.5:
            first[-1] = longer
        else:
            first.append(word)
    if len(first[-1].split()) < 2 or setting.width(first[-1], "reading", 11.2) < 0.3 * measure + 1:
        return
    rough = [sum((measure - setting.width(line, "reading", 11.2)) ** 2 for line in each[:-1])
             for each in ([line.text for line in lines], first)]  # fmt: skip
    assert rough[0] <= rough[1] + 40


@pytest.mark.parametrize("words", [6, 9, 17, 25, 40])
def test_the_last_line_is_no_orphan(words: int) -> None:
    text = " ".join(["waiting", "for", "you", "on", "the"][n % 5] for n in range(words))
    lines = setting.break_lines((Span(text),), "reading", 11.2, 60, "en")
    assert len(lines) == 1 or len(lines[-1].text.split()) >= 2
    assert len(lines) == 1 or lines[-1].width >= 0.3 * 60


def test_a_web_address_wider_than_the_line_is_parted() -> None:
    address = "https://kauppa.example/" + "a" * 120
    lines = setting.break_lines((Span(f"Katso {address}."),), "reading", 11.2, 81, "fi")
    assert len(lines) > 2
    assert "".join(line.text for line in lines).replace(" ", "") == f"Katso{address}."
    assert all(line.width <= 81.01 for line in lines)


@given(st.text("abW-/._", min_size=2, max_size=150), st.floats(15, 60))
def test_a_word_wider_than_the_line_is_parted_at_a_joint_or_leaves_three_letters_over(
    word: str, measure: float
) -> None:
    lines = setting.break_lines((Span(word),), "reading", 11.2, measure, "en")
    assert "".join(line.text for line in lines) == word
    for line, after in pairwise(lines):
        assert line.cut == (line.text[-1] not in "-/")
        assert line.text[-1] in "-/._" or len(after.text) >= 3
    assert not lines[-1].cut
    assert len(lines) > 1 or setting.width(word, "reading", 11.2) <= measure


def test_joints_of_a_web_address() -> None:
    span = Span("https://kauppa.example/lanka/syksy-talvi/" + "a" * 18 + "u")
    lines = [line.text for line in setting.break_lines((span,), "reading", 11.2, 50, "en")]
    assert all(line[-1] in "/-" for line in lines[:-1])


def test_bold_runs_stand_beside_each_other() -> None:
    spans = (Span("Our gift: "), Span("one free coffee", bold=True), Span(". See you."))
    (line,) = setting.break_lines(spans, "reading", 11.2, 81, "en")
    assert line.spans == spans
    fonts.register()
    target = BytesIO()
    first: Any = fonts.INITIAL_FONT
    canvas = Canvas(target, initialFontName=first)
    setting.draw_line(canvas, 10, 100, line, "reading", 11.2)
    canvas.showPage()
    canvas.save()
    assert text_of(target.getvalue()).strip() == "Our gift: one free coffee. See you."
    xs = [letter.x for letter in letters(target.getvalue())]
    assert all(a < b for a, b in pairwise(xs))
