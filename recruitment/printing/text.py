"""The one place where text becomes something that ReportLab draws.

ReportLab's paragraphs have a markup language in which `<img>` reads files of the server and `<a>` makes
links. Nothing a person typed goes through it: text is handed over as fragments that are already parsed, so
`<`, `>` and `&` are letters like others. Here too each run of characters finds a font that can draw it, scripts
that need it are shaped, and right-to-left words are put into the order in which they are read.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import shapeFragWord
from reportlab.platypus.paragraph import _FK_BREAK, Paragraph, _HSFrag
from reportlab.platypus.paraparser import ParaFrag

from recruitment.printing import fonts

_JOINERS = "\u200c\u200d"
_LINE_ENDS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)
# Categories that draw nothing by themselves: controls, surrogates, private use, unassigned, formats. Of the
# formats the two joiners are kept.
_DROPPED = {"Cc", "Cs", "Co", "Cn", "Cf"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one weight."""

    text: str
    bold: bool = False


class Text(Paragraph):
    """A paragraph made by `paragraph`. Broken into lines first, then each line put into reading order."""

    def breakLines(self, width: object) -> object:  # noqa: N802 - ReportLab's name
        """Break as ReportLab does, then reorder the lines that hold right-to-left words."""
        broken = super().breakLines(width)
        if broken.kind == 1:
            for line in broken.lines:
                if any(fragment.fontName in fonts.RIGHT_TO_LEFT for fragment in line.words):
                    line.words = _in_reading_order(line.words)
        return broken


def paragraph(text: str | Iterable[Piece], style: ParagraphStyle) -> Text:
    """Return a flowable that shows `text` as it is, in `style`; line breaks are kept.

    `text` is plain text, or pieces of it in two weights. A character that no font has is shown as its code
    point, for example [U+1F600].
    """
    given = [Piece(text)] if isinstance(text, str) else list(text)
    heavy = style.fontName == fonts.BOLD
    pieces = [Piece(clean(piece.text), piece.bold or heavy) for piece in given]
    if all(_is_simple(piece) for piece in pieces):
        fragments = [fragment for piece in pieces for fragment in _simple(piece, style)]
    else:
        fragments = _words(pieces, style)
    return Text(None, style, frags=fragments or [_fragment(style, fonts.REGULAR, "")])


def clean(text: str) -> str:
    """Return `text` composed, with plain line ends and without characters that draw nothing."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_LINE_ENDS))
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if character == "\t" else character
        for character in text
        if character in "\n\t" or character in _JOINERS or unicodedata.category(character) not in _DROPPED
    )


def _is_simple(piece: Piece) -> bool:
    """Say whether the base font draws the text as it stands."""
    if piece.text.isascii():
        return True
    font = fonts.BOLD if piece.bold else fonts.REGULAR
    return all(
        character == "\n" or (fonts.has_glyph(font, character) and not unicodedata.combining(character))
        for character in piece.text
    )


def _simple(piece: Piece, style: ParagraphStyle) -> Iterator[ParaFrag]:
    font = fonts.BOLD if piece.bold else fonts.REGULAR
    for number, line in enumerate(piece.text.split("\n")):
        if number:
            yield _fragment(style, font, "", lineBreak=True)
        if line:
            yield _fragment(style, font, line)


def _words(pieces: list[Piece], style: ParagraphStyle) -> list[list]:
    """Return the text as ReportLab's words: [width, (fragment, text), ...], shaped where needed."""
    words: list[list] = []
    runs: list[tuple[str, str]] = []  # of the word that is being read: font, text

    def end_word(*, spaced: bool) -> None:
        if runs:
            parts = [_shaped(_fragment(style, font, ""), text) for font, text in runs]
            word = [sum(width for width, _, _ in parts), *((fragment, text) for _, fragment, text in parts)]
            words.append(_HSFrag(word) if spaced else word)
            runs.clear()

    for piece in pieces:
        for character in piece.text:
            if character == "\n":
                end_word(spaced=False)
                line_break = _fragment(style, fonts.REGULAR, "", _fkind=_FK_BREAK, lineBreak=True)
                words.append([0, (line_break, "")])
            elif character == " ":
                end_word(spaced=True)
            else:
                _extend(runs, character, bold=piece.bold)
    end_word(spaced=False)
    return words


def _extend(runs: list[tuple[str, str]], character: str, *, bold: bool) -> None:
    """Add a character to the runs of a word, in the font of the run before it if it belongs to that."""
    if character in _JOINERS:
        if runs and runs[-1][0] in fonts.SHAPED:
            runs[-1] = (runs[-1][0], runs[-1][1] + character)
        return
    before = runs[-1][0] if runs else None
    stays = before is not None and unicodedata.combining(character) and fonts.has_glyph(before, character)
    font = before if stays else fonts.font_for(character, bold=bold)
    if font is None:
        font, character = fonts.BOLD if bold else fonts.REGULAR, f"[U+{ord(character):04X}]"
    if runs and font == before:
        runs[-1] = (font, runs[-1][1] + character)
    else:
        runs.append((font, character))


def _shaped(fragment: ParaFrag, text: str) -> tuple[float, ParaFrag, str]:
    """Return the width of one run, its fragment, and its text with the glyphs placed."""
    word = [stringWidth(text, fragment.fontName, fragment.fontSize), (fragment, text)]
    if fragment.fontName in fonts.SHAPED or any(unicodedata.combining(character) for character in text):
        word = shapeFragWord(word, features={"kern": True, "liga": True})
    return word[0], fragment, word[1][1]


def _fragment(style: ParagraphStyle, font: str, text: str, **more: object) -> ParaFrag:
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=style.fontSize,
        textColor=style.textColor,
        bold=0,
        italic=0,
        rise=0,
        greek=0,
        link=[],
        us_lines=[],
        _fkind=more.pop("_fkind", 0),
        **more,
    )


def _in_reading_order(fragments: list[ParaFrag]) -> list[ParaFrag]:
    """Return the fragments of one line cut into words and put into visual order.

    Words have a direction and the line reads from left to right, so the Unicode algorithm comes down to this: words
    that are read from right to left, and the spaces between them, change places. The glyphs inside a word are in visual
    order already.
    """
    atoms = [
        (fragment, part)
        for fragment in fragments
        for part in (_split_at_spaces(fragment.text) or [fragment.text])
    ]
    visual: list[tuple[ParaFrag, str]] = []
    turned: list[tuple[ParaFrag, str]] = []  # right-to-left words and spaces that wait for more of them
    for fragment, part in atoms:
        if (fragment.fontName in fonts.RIGHT_TO_LEFT and part != " ") or (turned and part == " "):
            turned.append((fragment, part))
        else:
            visual += [*_turn(turned), (fragment, part)]
            turned = []
    visual += _turn(turned)
    return [fragment.clone(text=part) for fragment, part in visual]


def _turn(atoms: list[tuple[ParaFrag, str]]) -> list[tuple[ParaFrag, str]]:
    """Return right-to-left words and spaces in reverse; the spaces after the last word stay after it."""
    end = next((place for place in range(len(atoms), 0, -1) if atoms[place - 1][1] != " "), 0)
    return [*reversed(atoms[:end]), *atoms[end:]]


def _split_at_spaces(text: str) -> list[str]:
    """Return the words of `text` and its spaces, in order: slices, so that shaped text stays shaped."""
    parts = []
    start = 0
    for place in range(len(text)):
        if text[place : place + 1] == " ":
            if place > start:
                parts.append(text[start:place])
            parts.append(text[place : place + 1])
            start = place + 1
    if start < len(text):
        parts.append(text[start:])
    return parts
