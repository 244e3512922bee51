"""The official fixtures of govuk-frontend 6.3.0: what goes into each macro and the HTML that has to come out.

They are `fixtures.json` of each component of the npm package, without what the tests do not need; their licence
is fixtures/LICENCE.txt.
"""

import json
from pathlib import Path

FOLDER = Path(__file__).parent / "fixtures"


def fixtures(component: str) -> list[dict]:
    """The fixtures of a component: dicts of name, options and html."""
    return json.loads((FOLDER / f"{component}.json").read_text(encoding="utf-8"))


def components() -> list[str]:
    """The names of all components that have fixtures."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))
