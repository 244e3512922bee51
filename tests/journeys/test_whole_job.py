"""The whole job in a real browser: apply, score, agree, decide, download; then the pack is read."""

import re

import pypdfium2
import pytest
from django.core.management import call_command
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.competitions.models import Competition, Stage
from recruitment.records.verify import verify_chain
from scoring.demo.preparing import FILES
from tests.pdfs import pdf

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

APPLICANT = "amina.rahman@example.org"
NAME = "Amina Rahman-Świątek"


@pytest.fixture
def competition():
    """Return the competition of 2021, loaded as an operator would load it, with an official."""
    call_command("load_competition", FILES / "panel-members-2021.toml", open_now=True)
    call_command("grant_official", "panel-members-2021", "official@example.org", name="Ruth Adeyemi")
    return Competition.objects.get()


def sign_in(visitor, address, code_sent_to):
    visitor.type("Email address", address)
    visitor.press("Continue")
    visitor.type("6-digit code", code_sent_to(address))
    visitor.press("Continue")


def apply(visitor, competition, code_sent_to, run_tasks):
    visitor.go("/")
    visitor.click(competition.title)
    visitor.press("Apply")
    visitor.press("Start now")
    sign_in(visitor, APPLICANT, code_sent_to)
    visitor.press("Confirm and start")
    assert visitor.heading == "Whether you can be considered"
    eligibility(visitor)
    assert visitor.heading == "Your application"
    about_you(visitor)
    sector_experience(visitor, competition)
    evidence(visitor, competition)
    cv(visitor)
    interests(visitor)
    referees(visitor)
    support_and_declaration(visitor)
    visitor.press("Check your answers")
    change_an_answer_from_check(visitor)
    visitor.press("Send application")
    assert visitor.heading == "We are still checking your CV"
    run_tasks()
    if visitor.javascript:
        visitor.page.wait_for_url("**/sent/")  # the page finds out by itself
        visitor.check()
    else:
        visitor.click("Refresh this page")
    visitor.click("Answer or skip the equality questions")
    equality_questions(visitor)
    assert visitor.heading == "Application sent"


def about_you(visitor):
    visitor.click("About you")
    visitor.press("Continue")
    assert "Enter your full name" in visitor.text
    visitor.type("What is your full name?", "Amina")
    visitor.press("Continue")
    for label, text in {
        "Phone number": "07700 900 982",
        "Address line 1": "2 Mill Lane",
        "Town or city": "Bradford",
        "Postcode": "BD1 1AA",
    }.items():
        visitor.type(label, text)
    visitor.press("Continue")


def eligibility(visitor):
    for question in ("disqualified from acting", "unspent criminal", "sequestrated in Scotland"):
        choose(visitor, question, "No")
    choose(visitor, "right to work", "Yes")
    visitor.press("Continue")
    choose(visitor, "ever been bankrupt", "No")
    choose(visitor, "police investigation", "No")
    visitor.press("Continue")


def choose(visitor, question, answer):
    visitor.choose(answer, group=re.compile(question))


def sector_experience(visitor, competition):
    visitor.click("Sector experience")
    levels = {"Local authority": "Both strategic and frontline", "Police": "Strategic"}
    for sector in competition.sectors.all():
        visitor.choose(levels.get(sector.label, "None"), group=sector.label)
    visitor.press("Continue")
    for organisation in ("Bradford Council", "West Yorkshire Police"):
        visitor.type("Organisation", organisation)
        visitor.type("Your role", "Director")
        visitor.type("Month", "Sept", group="When did you start")
        visitor.type("Year", "2011", group="When did you start")
        visitor.choose("I am still in this role")
        if organisation == "Bradford Council":
            visitor.choose("Both strategic and frontline")
        visitor.type("How many days a week did you work?", "5")
        visitor.type("What you did", f"I, {NAME}, led child protection at {organisation}.")
        choose(visitor, "another role in this sector", "No")
        visitor.press("Continue")
        choose(visitor, "Is this right?", "Yes")
        visitor.press("Continue")


def evidence(visitor, competition):
    visitor.click("Your evidence")
    for criterion in competition.criteria.exclude(word_limit=0):
        assert visitor.heading == criterion.text
        visitor.type(criterion.text, f"Evidence of Amina for {criterion.code}.\n\nA second paragraph.")
        visitor.press("Continue")


def cv(visitor):
    visitor.click("CV")
    visitor.attach({"name": "cv.txt", "mimeType": "text/plain", "buffer": b"text"})
    visitor.press("Upload")
    assert "must be a PDF" in visitor.text
    file = {
        "name": "my cv.pdf",
        "mimeType": "application/pdf",
        "buffer": pdf(pages=3, text="Career of Amina"),
    }
    visitor.attach(file)
    visitor.press("Upload")
    assert "my cv.pdf" in visitor.text
    visitor.press("Continue")


def interests(visitor):
    visitor.click("Interests and political activity")
    choose(visitor, "interest that could conflict", "Yes")
    choose(visitor, "other public appointments", "No")
    choose(visitor, "in your past", "No")
    visitor.press("Continue")
    visitor.type("What interests could conflict with the role?", "I advise a charity.")
    visitor.press("Continue")
    visitor.choose("None of these")
    visitor.press("Continue")


def referees(visitor):
    visitor.click("Referees")
    for name in ("Jo Field", "Sam Hill"):
        visitor.type("Full name", name)
        visitor.type("How they know you", "Line manager")
        visitor.type("Email address", "referee@example.org")
        visitor.press("Continue")


def support_and_declaration(visitor):
    visitor.click("Support you need")
    choose(visitor, "adjustments or support", "No")
    choose(visitor, "Disability Confident", "Yes")
    visitor.press("Continue")
    visitor.click("Declaration")
    visitor.choose("What I have written is complete and correct as far as I know")
    visitor.choose("I will tell the Department if any of it changes before a decision is made")
    visitor.press("Continue")


def change_an_answer_from_check(visitor):
    visitor.follow(visitor.page.get_by_role("link", name="Change Full name"))
    visitor.type("What is your full name?", NAME)
    visitor.press("Continue")
    assert visitor.heading == "Check your answers before you send"
    assert NAME in visitor.text


def equality_questions(visitor):
    """Answer some, go back once, and keep the code."""
    assert visitor.heading == "Equality questions"
    visitor.choose("Yes, answer the equality questions (takes 2 minutes)")
    visitor.press("Continue")
    visitor.choose("40 to 49")
    visitor.press("Continue")
    visitor.press("Back")
    assert visitor.page.get_by_label("40 to 49").is_checked()
    for _ in range(2):
        visitor.press("Continue")
    visitor.choose("White")
    visitor.press("Continue")
    assert visitor.heading == "Which of the following best describes your White background?"
    while visitor.heading != "Keep your code":
        visitor.press("Continue")
    visitor.press("Continue")


def score(visitor, competition, assessor, application, level, code_sent_to):
    visitor.go("/assessing/")
    sign_in(visitor, assessor.user.email, code_sent_to)
    visitor.click(competition.title)
    visitor.press("Next to score")
    assert NAME not in visitor.page.content()
    visitor.choose("No, I have no conflict of interest")
    visitor.press("Continue")
    criteria = list(competition.criteria.at(Stage.SIFT))
    visitor.follow(visitor.page.get_by_role("link", name=re.compile(rf"^\s*{criteria[0].code}")))
    for criterion in criteria:
        assert criterion.code in visitor.heading
        assert NAME not in visitor.page.content()
        visitor.page.get_by_label(re.compile(rf"^\s*{level} – ")).check()
        visitor.type("Reason", f"{assessor.name} on {criterion.code}: clear evidence.")
        visitor.press("Save and continue")
    visitor.press("Send scores")
    assert "They cannot be changed" in visitor.text


def recuse(visitor, competition, assessor, application, code_sent_to):
    visitor.go("/assessing/")
    sign_in(visitor, assessor.user.email, code_sent_to)
    visitor.click(competition.title)
    visitor.press("Next to score")
    visitor.choose("Yes, I have a conflict of interest")
    visitor.type("If yes, details of your connection or conflict of interest", "We worked together.")
    visitor.press("Continue")
    visitor.go(f"/assessing/{competition.slug}/")
    assert application.reference not in visitor.text
    visitor.page.goto(f"{visitor.site}/assessing/{competition.slug}/{application.reference}/")
    assert visitor.heading == "Page not found"


def agree(visitor, competition, application):
    visitor.go(f"/moderation/{competition.slug}/{application.reference}/")
    for criterion in competition.criteria.at(Stage.SIFT):
        section = visitor.page.locator(f"#{criterion.code}")
        section.get_by_label(re.compile(r"^\s*5 – ")).check()
        visitor.type(
            f"Reason for the agreed level for {criterion.code}",
            f"Agreed on {criterion.code}: strong throughout.",
        )
        visitor.follow(section.get_by_role("button", name="Save agreed scores"))


def shortlist(visitor, competition, application, official, code_sent_to):
    visitor.go("/officials/")
    sign_in(visitor, official.user.email, code_sent_to)
    visitor.click(competition.title)
    visitor.click("Ranking")
    visitor.click(NAME)
    visitor.press("Record a decision")
    visitor.choose("Shortlisted")
    visitor.type("Reason for the decision", "Meets every criterion with room to spare.")
    visitor.press("Record decision")
    visitor.go(f"/officials/{competition.slug}/")


def test_from_advert_to_pack(visit, competition, code_sent_to, run_tasks):
    applicant = visit()
    apply(applicant, competition, code_sent_to, run_tasks)
    application = Application.objects.get()
    assert application.state == Application.State.SENT

    Competition.objects.update(closes=timezone.now())
    chair, second, third = competition.assessors.all()
    chair_at_work = visit()
    score(chair_at_work, competition, chair, application, 6, code_sent_to)
    score(visit(), competition, second, application, 3, code_sent_to)
    recuse(visit(), competition, third, application, code_sent_to)
    agree(chair_at_work, competition, application)

    official = visit()
    shortlist(official, competition, application, competition.officials.get(), code_sent_to)
    official.click("Confirm 1 decision")
    official.press("Confirm the decisions")
    official.click("Ask for the shortlist pack")
    official.press("Make a shortlist pack")
    run_tasks()
    official.page.reload()
    official.check()
    pack = read(official.download("Download the pack"))
    official.page.reload()
    assert competition.officials.get().name in official.text

    assert NAME in pack
    for criterion in competition.criteria.at(Stage.SIFT):
        assert f"Agreed on {criterion.code}: strong throughout." in pack
    for text in ("Local authority", "Police", "Bradford Council", "West Yorkshire Police"):
        assert text in pack
    for page in (1, 2, 3):
        assert f"Career of Amina, page {page}" in pack
    assert third.name not in pack.split("Agreed scores")[-1]
    assert verify_chain().whole


def read(content):
    """Return the text of a PDF file."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())
