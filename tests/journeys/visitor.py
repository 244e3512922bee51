"""Somebody at a browser. Every page they come to is checked for accessibility."""

import re
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Download,
    FilePayload,
    Locator,
    Page,
)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Visitor:
    """A person with a browser of their own: its cookies, its window, its scripts on or off."""

    def __init__(
        self, browser: Browser, site: str, *, javascript: bool, context: BrowserContext | None = None
    ) -> None:
        self.site = site
        self.javascript = javascript
        self._browser = browser
        self._context = context or browser.new_context(java_script_enabled=javascript, accept_downloads=True)
        self._checker = browser.new_context()
        self.page: Page = self._context.new_page()
        self._copy = self._checker.new_page()
        self._checked: set[str] = set()
        self.console: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    def go(self, path: str) -> None:
        """Open an address of the site and check the page."""
        self.page.goto(self.site + path)
        self.check()

    def click(self, name: str, role: str = "link") -> None:
        """Click a link, or another thing with a role, by its exact name, and check the page it leads to."""
        self.follow(self.page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]

    def follow(self, thing: Locator) -> None:
        """Click the first of these, and check the page it leads to."""
        with self.page.expect_navigation():
            thing.first.click()
        self.check()

    def press(self, name: str) -> None:
        """Press a button and check the page it leads to."""
        self.click(name, "button")

    def type(self, label: str, text: str, *, group: str = "") -> None:
        """Type into the field with this label, in the group with this legend if one is named."""
        self._place(group).get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, *, group: str | re.Pattern[str] = "") -> None:
        """Choose a radio or a checkbox, in the group with this legend if one is named."""
        self._place(group).get_by_label(label, exact=True).first.check()

    def attach(self, file: FilePayload) -> None:
        """Choose a file in the page's file input."""
        self.page.set_input_files("input[type=file]", file)

    def download(self, name: str) -> bytes:
        """Click a button-like link that downloads, and return the file."""
        with self.page.expect_download() as waiting:
            self.page.locator("a", has_text=name).first.click()
        file: Download = waiting.value
        return Path(file.path()).read_bytes()

    @property
    def heading(self) -> str:
        """The page's one h1."""
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """The text of the page's main part."""
        return self.page.locator("main").inner_text()

    def check(self) -> None:
        """Fail unless the page is accessible and well-formed, whether its scripts run or not."""
        html = self.page.content()
        assert self.page.locator("h1").count() == 1, (
            self.page.url,
            self.page.locator("h1").all_inner_texts(),
        )
        assert self.console == [], (self.page.url, self.console)
        if html in self._checked:
            return
        self._checked.add(html)
        # A browser without scripts cannot run the checker: what it shows is opened, scripts blocked, in one that can.
        page = self.page if self.javascript else self._copied(html)
        page.evaluate(AXE)
        violations = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
            ".then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)]))",
            RULES,
        )
        assert violations == [], (self.page.url, violations)
        self._check_narrow(page)

    def another_window(self) -> "Visitor":
        """Return the same person, signed in as they are, at a second window."""
        return Visitor(self._browser, self.site, javascript=self.javascript, context=self._context)

    def leave(self) -> None:
        """Close the browser’s windows; what a page would still save when it is left goes nowhere."""
        self._context.set_offline(True)
        self._context.close()
        self._checker.close()

    def _place(self, group: str | re.Pattern[str]) -> Page | Locator:
        return self.page.get_by_role("group", name=group) if group else self.page

    def _check_narrow(self, page: Page) -> None:
        """Fail if the page scrolls sideways at 320 pixels (WCAG 1.4.10)."""
        before = page.viewport_size
        page.set_viewport_size({"width": 320, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        if before:
            page.set_viewport_size(before)
        assert width <= 320, (self.page.url, width)

    def _copied(self, html: str) -> Page:
        address = f"{self.site}/copy-of-the-page/"
        self._copy.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
        self._copy.route("**/*.js", lambda route: route.abort())
        self._copy.goto(address)
        self._copy.unroute(address)
        return self._copy

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.console.append(message.text)
