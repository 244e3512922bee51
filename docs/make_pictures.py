"""Take the pictures of the docs, from a demo of its own: `make pictures`.

Needs Chromium. Starts `manage.py demo` on a free port with a database in a temporary folder, signs in as people do, and
writes PNG files into docs/pictures/.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def demo() -> Iterator[str]:
    """Run a demo with nothing of the real one's in it; return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "EMAIL_URL": f"filemail:///{folder}/mail",
        }
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        process = subprocess.Popen(command, cwd=DOCS.parent, env=environment)  # noqa: S603 - our own command
        try:
            wait_for(f"http://localhost:{port}/", process)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the demo answers."""
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("The demo did not start.")
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - loopback
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The demo did not answer within five minutes.")


def signed_in(browser: Browser, site: str, address: str) -> Page:
    """Return a page of a browser in which this person has signed in."""
    page = browser.new_context(viewport={"width": 1100, "height": 900}).new_page()
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/code/**")
    emails = urllib.request.urlopen(f"{site}/demo/emails/", timeout=10).read().decode()  # noqa: S310 - loopback
    found = re.search(r"\b(\d{6})\b", emails)
    if not found:
        raise SystemExit("No sign-in code was sent.")
    page.get_by_label("6-digit code").fill(found.group(1))
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def keep(name: str, content: bytes) -> None:
    """Write one picture with few colours, so that the repository stays small."""
    image = Image.open(BytesIO(content)).convert("RGB")
    image.quantize(colors=64, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    print(f"docs/pictures/{name}.png")  # noqa: T201 - a script tells what it does


def task_list(browser: Browser, site: str) -> None:
    """Take the applicant's task list, with two sections done."""
    page = signed_in(browser, site, "applicant@example.org")
    page.goto(f"{site}/applications/begin/panel-members-2021/")
    page.get_by_role("button", name="Confirm and start").click()
    for question in ("company director", "criminal conviction", "sequestrated in Scotland"):
        page.get_by_role("group", name=re.compile(question)).get_by_label("No", exact=True).check()
    page.get_by_role("group", name=re.compile("right to work")).get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    for question in ("bankrupt", "police investigation"):
        page.get_by_role("group", name=re.compile(question)).get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="About you").click()
    page.get_by_label("What is your full name?").fill("Amina Rahman")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Back", exact=True).click()
    keep("task-list", page.screenshot())


def keeping(browser: Browser, site: str) -> None:
    """Take a page that has saved itself, and the choice between two versions of it, from two devices."""
    laptop, phone = (signed_in(browser, site, "applicant@example.org") for _ in range(2))
    laptop.goto(f"{site}/applications/begin/panel-members-2021/")
    laptop.get_by_role("link", name="Your evidence").click()
    phone.goto(laptop.url)
    laptop.locator("textarea").fill("I chaired the local safeguarding partnership for four years.")
    laptop.get_by_text("Saved at").wait_for()
    keep("saved", laptop.screenshot())
    phone.locator("textarea").fill("As director I led two reviews after serious incidents.")
    phone.get_by_role("button", name="Continue").click()
    keep("versions", phone.screenshot())


def years(browser: Browser, site: str) -> None:
    """Take the years that the portal counted from two roles that overlap."""
    page = signed_in(browser, site, "applicant@example.org")
    page.goto(f"{site}/applications/begin/panel-members-2021/")
    page.get_by_role("link", name="Sector experience").click()
    for group in page.get_by_role("group").all():
        held = "Both strategic and frontline" if "Police" in group.inner_text() else "None"
        group.get_by_label(held, exact=True).check()
    page.get_by_role("button", name="Continue").click()
    role(page, "West Yorkshire Police", "Chief superintendent", ("9 2011", "3 2019"), another="Yes")
    role(page, "College of Policing", "Lead for vulnerable people", ("1 2018", ""), another="No")
    keep("years", page.screenshot())


def role(page: Page, organisation: str, title: str, months: tuple[str, str], *, another: str) -> None:
    """Fill in one role and continue."""
    page.get_by_label("Organisation").fill(organisation)
    page.get_by_label("Your role").fill(title)
    for question, text in zip(("When did you start", "When did you leave"), months, strict=True):
        for part, number in zip(("Month", "Year"), text.split(), strict=False):
            page.get_by_role("group", name=question).get_by_label(part).fill(number)
    if not months[1]:
        page.get_by_label("I am still in this role").check()
    page.get_by_label("Both strategic and frontline").check()
    page.get_by_label("How many days a week did you work?").fill("5")
    page.get_by_label("What you did").fill("Led the protection of children across the force.")
    page.get_by_role("group", name=re.compile("another role")).get_by_label(another, exact=True).check()
    page.get_by_role("button", name="Continue").click()


def scoring(browser: Browser, site: str) -> None:
    """Take the meeting on one application of the decided competition."""
    page = signed_in(browser, site, "chair@example.org")
    page.goto(f"{site}/moderation/river-safety-council/")
    page.locator(".govuk-task-list__link").first.click()
    page.wait_for_url("**/river-safety-council/*/")
    keep("agreeing", page.screenshot())


def ranking(browser: Browser, site: str) -> Page:
    """Take the officials' ranking."""
    page = signed_in(browser, site, "official@example.org")
    page.goto(f"{site}/officials/river-safety-council/ranking/")
    page.locator("table").first.evaluate("table => table.scrollIntoView()")
    keep("ranking", page.screenshot())
    return page


def pack(page: Page, site: str) -> None:
    """Ask for a pack, wait for it, and take its cover and the first page of a person side by side."""
    page.goto(f"{site}/officials/river-safety-council/packs/")
    page.get_by_role("button", name="Make a shortlist pack").click()
    link = page.locator("a", has_text="Download the pack")
    link.wait_for(timeout=120_000)
    with page.expect_download() as waiting:
        link.click()
    document = pypdfium2.PdfDocument(waiting.value.path())
    texts = [each.get_textpage().get_text_bounded() for each in document]
    person = next(number for number, text in enumerate(texts) if "Agreed scores" in text)
    pages = [document[number].render(scale=1.1).to_pil() for number in (0, person)]
    sheet = Image.new("RGB", (sum(each.width for each in pages) + 60, pages[0].height + 40), "#d8dde0")
    for number, each in enumerate(pages):
        sheet.paste(each, (20 + number * (each.width + 20), 20))
    buffer = BytesIO()
    sheet.save(buffer, "PNG")
    keep("pack", buffer.getvalue())


def interview(official: Page, browser: Browser, site: str) -> None:
    """Tell the outcomes, add times and invite; take the page on which the first of the invited chooses a time."""
    competition = f"{site}/officials/river-safety-council"
    official.goto(f"{competition}/outcomes/")
    official.get_by_role("button", name="Tell applicants").click()
    official.goto(f"{competition}/interviews/add/")
    fill_day(official, in_days(21))
    official.get_by_label("When does the first interview start?").fill("9:30am")
    official.get_by_label("How many minutes").fill("45")
    official.get_by_label("How many interviews").fill("9")
    official.get_by_label("Where is it").fill("Room 4, 1 Bridge Street, Leeds")
    official.get_by_role("button", name="Add times").click()
    official.goto(f"{competition}/interviews/invite/")
    fill_day(official, in_days(7))
    official.get_by_role("button", name="Invite").click()
    official.get_by_role("heading", name="Invited, without a time").wait_for()
    reference = official.locator("dt", has_text=re.compile(r"\w{4}-\w{4}")).first.inner_text().split()[-1]
    invited = signed_in(browser, site, invited_address(site, reference))
    invited.goto(f"{site}/applications/{reference}/interview/time/")
    invited.get_by_role("radio").nth(2).check()
    keep("interview", invited.screenshot())


def in_days(number: int) -> date:
    """Return the day in so many days."""
    return (datetime.now(UTC) + timedelta(days=number)).date()


def fill_day(page: Page, day: date) -> None:
    """Fill in the only date of a page."""
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(part, exact=True).fill(str(number))


def invited_address(site: str, reference: str) -> str:
    """Return where the invitation of this application went, as soon as it was sent."""
    for _ in range(120):
        emails = urllib.request.urlopen(f"{site}/demo/emails/", timeout=10).read().decode()  # noqa: S310 - loopback
        found = re.search(rf"{reference}: choose a time[^<]*</h2>\s*<p[^>]*>To ([^,]+),", emails)
        if found:
            return found.group(1)
        time.sleep(0.5)
    raise SystemExit("The invitation was not sent within a minute.")


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        task_list(browser, site)
        keeping(browser, site)
        years(browser, site)
        scoring(browser, site)
        official = ranking(browser, site)
        pack(official, site)
        interview(official, browser, site)
        browser.close()


if __name__ == "__main__":
    main()
