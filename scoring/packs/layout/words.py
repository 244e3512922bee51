"""Numbers as a pack writes them."""


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 person", "3 people"."""
    return f"{number} {one if number == 1 else many}"
