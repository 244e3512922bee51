"""The typefaces of a document, and which of them can draw a character.

One family for every script; the files and their licences are in `fonts/`. ReportLab draws TrueType outlines
only, so Han and Hangul come from faces that have those.
"""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDER = Path(__file__).resolve().parent / "fonts"
_PRIVATE = 0xE000  # the first code of Unicode's private area

REGULAR = "NotoSans-Regular"
BOLD = "NotoSans-Bold"


def _family(script: str, *, bold: bool = True) -> tuple[str, str]:
    regular = f"NotoSans{script}-Regular"
    return regular, f"NotoSans{script}-Bold" if bold else regular


_RIGHT_TO_LEFT = [_family("Arabic"), _family("Hebrew")]
# Scripts whose letters change shape, join, or stand above and below each other.
_SHAPED = [
    *_RIGHT_TO_LEFT,
    *(_family(script) for script in ("Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Tamil", "Thai")),
    *(_family(script, bold=False) for script in ("Kannada", "Malayalam", "Sinhala", "Telugu")),
]
# Regular and bold, in the order in which they are asked for a character.
_FAMILIES = [
    (REGULAR, BOLD),
    *_SHAPED,
    _family("Armenian"),
    _family("Georgian"),
    _family("Ethiopic", bold=False),
    # Han before Hangul: the Korean face lists Han characters that it draws as nothing.
    ("DroidSansFallbackFull", "DroidSansFallbackFull"),
    ("NanumSquareR", "NanumSquareR"),
]
RIGHT_TO_LEFT = frozenset(name for family in _RIGHT_TO_LEFT for name in family)
SHAPED = frozenset(name for family in _SHAPED for name in family)


class _Font(TTFont):
    """A font whose shaped glyphs get the same codes in every build and every process.

    A glyph that no character stands for (a ligature, a joined form) needs a private code. ReportLab hands
    them out in the order of use, with the width of the first use, so a file would depend on those before it.
    """

    def hbFont(self, fontSize: float = 10):  # noqa: N802, N803 - ReportLab's name
        """Return the shaper's font, and number private glyphs by their place in the face."""
        font = super().hbFont(fontSize)

        def add_private(_name: str, glyph: int, _advance: float) -> int:
            code = _PRIVATE + glyph
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.face._pdfScale(font.get_glyph_h_advance(glyph))
            self.face.glyphToChar[glyph] = [code]
            return code

        self.hbAddPrivate = add_private
        return font


def register() -> None:
    """Make the base fonts known to ReportLab. The others follow when a text needs them."""
    _load(REGULAR)
    _load(BOLD)


def font_for(character: str, *, bold: bool) -> str | None:
    """Return the name of the first font that has a glyph for this character; None if none has."""
    family = _family_for(ord(character))
    return None if family is None else _load(family[1 if bold else 0])


def has_glyph(font: str, character: str) -> bool:
    """Say whether this font can draw this character."""
    return ord(character) in _characters(font)


@cache
def _family_for(code: int) -> tuple[str, str] | None:
    return next((family for family in _FAMILIES if code in _characters(family[0])), None)


@cache
def _characters(name: str) -> frozenset[int]:
    """Return what a face can draw, as its file says: shaping adds private codes to the loaded face."""
    _load(name)
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


@cache
def _load(name: str) -> str:
    pdfmetrics.registerFont(_Font(name, str(_FOLDER / f"{name}.ttf")))
    return name
