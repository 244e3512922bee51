"""The count of words and characters, against JavaScript's definitions written out another way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.govuk.words import count_characters, count_words, strip

# ECMAScript's WhiteSpace and LineTerminator: tab, VT, FF, ZWNBSP, LF, CR, LS, PS and the category Zs.
CODE_POINTS = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B)]
CODE_POINTS += [0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF]
JAVASCRIPT_WHITE_SPACE = {chr(code_point) for code_point in CODE_POINTS}
# White space for Python, not for JavaScript.
ONLY_PYTHON = ["\x1c", "\x1d", "\x1e", "\x1f", "\x85"]

ALPHABET = st.sampled_from(
    [*JAVASCRIPT_WHITE_SPACE, *ONLY_PYTHON, "a", "é", "-", "\u200b", "\u0301", "😀", "ע", "中"]
)


def words_counted_by_hand(text: str) -> int:
    """A word begins at each character that is not white space and follows white space or nothing."""
    is_space = [character in JAVASCRIPT_WHITE_SPACE for character in text]
    return sum(not here and before for here, before in zip(is_space, [True, *is_space], strict=False))


@given(st.text(ALPHABET) | st.text())
def test_count_words_equals_the_count_by_hand(text):
    assert count_words(text) == words_counted_by_hand(text)


@given(st.text(ALPHABET) | st.text())
def test_count_characters_equals_one_a_character_and_two_beyond_the_basic_plane(text):
    assert count_characters(text) == sum(2 if ord(character) > 0xFFFF else 1 for character in text)


@given(st.text(ALPHABET))
def test_strip_changes_no_word(text):
    assert count_words(strip(text)) == count_words(text)
    assert strip(text) == "" or {strip(text)[0], strip(text)[-1]}.isdisjoint(JAVASCRIPT_WHITE_SPACE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t", 0),
        ("\ufeff", 0),
        ("one", 1),
        ("one-half and/or", 2),
        ("one\u00a0two", 2),
        ("one\ufefftwo", 2),
        ("one\x1ctwo", 1),
        ("one\x85two", 1),
        ("one\r\n\r\ntwo", 2),
        ("– a dash counts –", 5),
        ("中文没有空格", 1),
    ],
)
def test_count_words_of(text, words):
    assert count_words(text) == words
