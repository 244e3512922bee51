"""HTML as a tree that can be compared: class order, white space and the order of attributes do not count."""

import html5lib


def tree(html: str) -> list:
    """Nested lists of element name, attributes and children; text with its white space collapsed."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return _children(fragment)


def _children(element) -> list:
    found = [_text(element.text)]
    for child in element:
        found += [[child.tag, _attributes(child), _children(child)], _text(child.tail)]
    return [each for each in found if each]


def _attributes(element) -> dict:
    attributes = dict(element.attrib)
    for name in {"class", "aria-describedby"} & attributes.keys():
        attributes[name] = sorted(attributes[name].split())
    return attributes


def _text(text: str | None) -> str:
    return " ".join((text or "").split())
