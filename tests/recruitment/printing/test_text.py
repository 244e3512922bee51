"""People's text is data: it is drawn as it is and nothing in it is an instruction."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import SimpleDocTemplate

from recruitment.printing import Piece, paragraph, styles
from recruitment.printing.text import clean
from tests.pdfs import texts
from tests.recruitment.printing.names import NAMES

HOSTILE = [
    f'<img src="{Path(__file__)}" width="10" height="10"/>',
    '<a href="javascript:alert(1)">click</a>',
    "<a href='file:///etc/passwd'>",
    "<b>never closed",
    "</para><para>",
    "<para>",
    "Smith & Sons &amp; <Co>",
    "&#60;b&#62;",
    '<font name="nowhere" size="9999">big</font>',
    '<onDraw name="x" label="y"/>',
    "]]> <!-- <![CDATA[",
]


def drawn(*flowables: object) -> bytes:
    file = BytesIO()
    SimpleDocTemplate(file, invariant=1).build(list(flowables))
    return file.getvalue()


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_drawn_as_letters(text: str) -> None:
    file = drawn(paragraph(text, styles.BODY))
    assert "".join(texts(file)[0].split()) == "".join(text.split())
    with pikepdf.open(BytesIO(file)) as document:
        [page] = document.pages
        assert "/Annots" not in page
        assert "/XObject" not in page.resources


def test_line_breaks_are_kept() -> None:
    file = drawn(paragraph("one\r\ntwo\rthree\u2028four\x85five", styles.BODY))
    assert texts(file)[0].split("\n") == ["one", "two", "three", "four", "five"]


def test_an_empty_line_is_kept() -> None:
    text = paragraph("one\n\nthree", styles.BODY)
    assert text.wrap(400, 400)[1] == 3 * styles.BODY.leading


def test_control_characters_are_dropped() -> None:
    assert clean("a\x00b\x1bc\ud800d\u202ee\ufffef\tg") == "abcdef g"


def test_letters_are_composed() -> None:
    assert clean("Chloe\u0308") == "Chloë"


def test_a_character_without_a_glyph_is_shown_as_its_code_point() -> None:
    file = drawn(paragraph("ok \U0001f600 \u16a0", styles.BODY))
    assert texts(file)[0] == "ok [U+1F600] [U+16A0]"


def test_right_to_left_words_are_read_from_the_right() -> None:
    name = "שרה בת כהן"
    text = paragraph(f"Dr {name} (London)", styles.BODY)
    text.wrap(400, 400)
    [line] = text.blPara.lines
    assert "".join(fragment.text for fragment in line.words) == f"Dr {get_display(name)} (London)"


@given(st.lists(st.sampled_from(["אבג", "דה", "hello", "Świątek", "a"]), min_size=1, max_size=12))
def test_words_stand_in_the_order_of_the_unicode_algorithm(words: list[str]) -> None:
    words = [*words, "שרה"]
    text = paragraph(" ".join(words), styles.BODY)
    text.wrap(4000, 400)
    [line] = text.blPara.lines
    shown = "".join(fragment.text for fragment in line.words)
    assert shown.strip() == get_display(" ".join(words), base_dir="L")


@pytest.mark.parametrize("text", [("\u05b0\u0e31" * 99) + "\u05d0", ".\u05f3" * 300, "אa" * 700])
def test_any_number_of_changes_of_direction_can_be_laid_out(text: str) -> None:
    assert drawn(paragraph(text, styles.CELL)).startswith(b"%PDF")


def test_right_to_left_text_wraps_from_the_top() -> None:
    text = paragraph("שרה " * 40 + "כהן", styles.BODY)
    text.wrap(200, 400)
    lines = ["".join(fragment.text for fragment in line.words) for line in text.blPara.lines]
    assert len(lines) > 2
    assert [get_display("כהן") in line for line in lines] == [False] * (len(lines) - 1) + [True]
    assert lines[-1].strip().startswith(get_display("כהן"))


def test_arabic_letters_are_joined() -> None:
    text = paragraph("محمد", styles.BODY)
    text.wrap(400, 400)
    [line] = text.blPara.lines
    assert set("".join(fragment.text for fragment in line.words)).isdisjoint("محمد")


@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_scripts_have_glyphs_in_both_weights(name: str) -> None:
    file = drawn(paragraph([Piece(name), Piece(f" {name}", bold=True)], styles.BODY))
    assert "[U+" not in texts(file)[0]


def test_two_builds_in_one_process_are_the_same() -> None:
    first, *_, last = [
        drawn(*(paragraph(name, styles.BODY) for name in order)) for order in (NAMES, NAMES[::-1], NAMES)
    ]
    assert first == last


@given(st.text(max_size=200), st.booleans())
def test_any_text_can_be_laid_out(text: str, bold: bool) -> None:
    flowable = paragraph([Piece(text, bold)], styles.CELL)
    width, height = flowable.wrap(120, 100_000)
    assert width <= 120.01
    assert height >= 0
    for part in flowable.split(120, 30):
        part.wrap(120, 100_000)
