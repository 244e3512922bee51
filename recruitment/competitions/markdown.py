"""The Markdown of role descriptions, as the HTML of the Design System."""

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

# Raw HTML is shown as the text it is. Pictures are left out: nothing of an advert is loaded from elsewhere. Links that
# run something (javascript:) are refused by the library.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])

# The advert has the h1, and the h2 above the description. Tag: (shown as, class).
_LOOK = {
    "h1": ("h3", "govuk-heading-s"),
    "h2": ("h3", "govuk-heading-s"),
    "h3": ("h4", "govuk-heading-s"),
    "h4": ("h4", "govuk-heading-s"),
    "h5": ("h4", "govuk-heading-s"),
    "h6": ("h4", "govuk-heading-s"),
    "p": ("p", "govuk-body"),
    "ul": ("ul", "govuk-list govuk-list--bullet"),
    "ol": ("ol", "govuk-list govuk-list--number"),
    "a": ("a", "govuk-link"),
    "blockquote": ("div", "govuk-inset-text"),
    "hr": ("hr", "govuk-section-break govuk-section-break--m govuk-section-break--visible"),
}


def to_html(text: str) -> SafeString:
    """Return Markdown as safe HTML whose headings fit below an h2."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        for each in [token, *(token.children or [])]:
            if each.tag in _LOOK:
                each.tag, look = _LOOK[each.tag]
                if each.nesting >= 0:
                    each.attrSet("class", look)
    return SafeString(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
