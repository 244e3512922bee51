"""Words: counted as the browser counts, so that the count beside an answer is the one the server enforces."""

import re
import unicodedata

# JavaScript's white space. Python's own \s differs: it takes \x1c to \x1f and \x85, and leaves out \ufeff.
WHITE_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

_WORD = re.compile(f"[^{WHITE_SPACE}]+")
_LINE_END = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_WHITE_SPACE_AT_ENDS = re.compile(f"^[{WHITE_SPACE}]+|[{WHITE_SPACE}]+$")


def count_words(text: str) -> int:
    r"""The number of words, as the character count component finds it: `text.match(/\S+/g)`."""
    return len(_WORD.findall(text))


def count_characters(text: str) -> int:
    """The number of characters, as the character count component finds it.

    It counts UTF-16 code units: most emoji are two.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def strip(text: str) -> str:
    """The text without white space at its ends, by JavaScript's idea of white space."""
    return _WHITE_SPACE_AT_ENDS.sub("", text)


def fold_lines(text: str) -> str:
    """The text on one line: a space for each line break."""
    return _LINE_END.sub(" ", text)


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation ("CV")."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


# Controls, formats, halves of characters, spaces.
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
# Letters and a sign that draw nothing although Unicode counts them among those that do.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"


def is_visible(text: str) -> bool:
    """Say whether the text shows anything: more than spaces, controls, and characters that only join or direct."""
    return any(unicodedata.category(each) not in _INVISIBLE and each not in _BLANK for each in text)
