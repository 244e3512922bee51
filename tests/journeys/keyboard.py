"""Somebody who has a keyboard and no mouse, in a window of any size."""

import re
from typing import Any

from playwright.sync_api import FilePayload, Locator

from tests.journeys.visitor import Visitor

# More stops than any page has.
STOPS = 150

# Whether the element that has the focus shows it: by an outline or a shadow of its own, or of the label that draws it.
SHOWS_FOCUS = """() => {
    const seen = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
        && !/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor)) || style.boxShadow !== 'none'
    const active = document.activeElement
    const label = active.labels && active.labels[0]
    return seen(getComputedStyle(active)) || Boolean(label && seen(getComputedStyle(label, '::before')))
}"""
# Whether some of it can be seen: it is in the window, and nothing lies in front of all of it (WCAG 2.4.11).
IS_IN_SIGHT = """() => {
    const active = document.activeElement, box = active.getBoundingClientRect()
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth)
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight)
    if (right <= left || bottom <= top) return false
    const labels = [...(active.labels || [])]
    const across = [left + 1, (left + right) / 2, right - 1], down = [top + 1, (top + bottom) / 2, bottom - 1]
    const found = across.flatMap(x => down.map(y => document.elementFromPoint(x, y))).filter(Boolean)
    return found.some(each => active.contains(each) || labels.some(label => label.contains(each)))
}"""
# What does not fit: wider than the window, or with text that is cut off.
CUT_OFF = """() => [...document.body.querySelectorAll('*')].filter(each => {
    const box = each.getBoundingClientRect(), style = getComputedStyle(each)
    if (box.width <= 1 || box.height <= 1 || style.visibility === 'hidden') return false
    if (each.closest('.portal-scroll, svg')) return false
    const wide = box.right > innerWidth + 1 || box.left < -1
    const cut = style.overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1
    return wide || cut
}).map(each => each.outerHTML.slice(0, 200))"""


class KeyboardVisitor(Visitor):
    """Uses Tab, Space, Enter and arrows; at every stop the focus has to be seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # From now on the browser hands choosers of files over; told only when a key is pressed, it may be too late.
        self.page.on("filechooser", lambda _: None)

    def fit(self, width: int, height: int) -> None:
        """Work in a window of this size, in CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": height})

    def check(self) -> None:
        """Fail unless the page fits and can be used; what axe finds is looked for in the journeys with a mouse."""
        assert self.page.locator("h1").count() == 1, self.page.url
        assert self.console == [], (self.page.url, self.console)
        width = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], (self.page.url, width)
        assert self.page.evaluate(CUT_OFF) == [], self.page.url
        if self.page.locator(".govuk-error-summary").count():
            self._follow_first_error()
        elif self.page.locator(".govuk-notification-banner[role=alert]").count():
            assert self.page.evaluate("document.activeElement.matches('.govuk-notification-banner')"), (
                self.page.url
            )
            self._look()
        else:
            self._skip_to_content()

    def follow(self, thing: Locator) -> None:
        """Go to the first of these, and press Enter."""
        self._reach(thing.first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.check()

    def type(self, label: str, text: str, *, group: str = "") -> None:
        """Go to the field and type over what is in it."""
        self._reach(self._place(group).get_by_label(label, exact=True).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, label: str, *, group: "str | re.Pattern[str]" = "") -> None:
        """Go to the choice: by Tab to its group, and by arrows to it, or by Space to a box."""
        choice = self._place(group).get_by_label(label, exact=True).first
        if choice.get_attribute("type") == "checkbox":
            self._reach(choice)
        else:
            self._reach(self.page.locator(f"input[name='{choice.get_attribute('name')}']"))
            for _ in range(STOPS):
                if self._is_at(choice):
                    break
                self.page.keyboard.press("ArrowDown")
                self._look()
        if not choice.is_checked():
            self.page.keyboard.press("Space")
        assert choice.is_checked(), (self.page.url, label)

    def attach(self, file: FilePayload) -> None:
        """Go to the file input, and choose a file; the window in which that is done is the browser's own."""
        self._reach(self.page.locator("input[type=file]"))
        self.page.locator("input[type=file]:focus").set_input_files(file)

    def _skip_to_content(self) -> None:
        """Use the skip link, which is the first stop of every page."""
        self._press_tab()
        assert self._focused() == "Skip to main content", (self.page.url, self._focused())
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.closest('main') !== null"), self.page.url

    def _follow_first_error(self) -> None:
        """The error summary has the focus; its first link leads to the field."""
        assert self.page.evaluate("document.activeElement.matches('.govuk-error-summary')"), self.page.url
        self._look()
        self._press_tab()
        target = self.page.evaluate("document.activeElement.getAttribute('href')")
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("'#' + document.activeElement.id") == target, self.page.url
        self._look()

    def _reach(self, things: Locator) -> None:
        """Press Tab until one of these has the focus."""
        for _ in range(STOPS):
            if self._is_at(things):
                return
            self._press_tab()
        raise AssertionError((self.page.url, f"Tab never comes to {things}"))

    def _press_tab(self) -> None:
        self.page.keyboard.press("Tab")
        if not self.page.evaluate("document.activeElement === document.body"):
            self._look()

    def _look(self) -> None:
        """Fail unless the focus is seen."""
        assert self.page.evaluate(SHOWS_FOCUS), (self.page.url, "does not show the focus", self._focused())
        assert self.page.evaluate(IS_IN_SIGHT), (self.page.url, "is out of sight", self._focused())

    def _is_at(self, things: Locator) -> bool:
        return bool(things.evaluate_all("found => found.includes(document.activeElement)"))

    def _focused(self) -> Any:
        return self.page.evaluate(
            "(document.activeElement.innerText || document.activeElement.outerHTML).trim().slice(0, 200)"
        )
