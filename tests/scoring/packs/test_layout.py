"""What stands on the pages of a pack, and where its links lead."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from scoring.packs.contents import AgreedScore, Experience, Role, ShortlistPack
from scoring.packs.layout import LaidOut, lay_out
from tests.pdfs import texts
from tests.scoring.packs import samples


def laid_out(pack: ShortlistPack, *, missing: Sequence[str] = (), **cvs: int | str) -> tuple[bytes, LaidOut]:
    file = BytesIO()
    pages = {person.reference: 2 for person in pack.people} | cvs
    result = lay_out(pack, cv_pages=pages, missing=missing, file=file)
    return file.getvalue(), result


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def file() -> bytes:
    return laid_out(samples.pack(4))[0]


@pytest.fixture(scope="module")
def pages(file: bytes) -> list[str]:
    return [one_line(text) for text in texts(file)]


def test_every_page_says_which_of_how_many_it_is(pages: list[str]) -> None:
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)} " in text


def test_every_page_is_marked_at_head_and_foot(pages: list[str]) -> None:
    assert [text.count("OFFICIAL-SENSITIVE") for text in pages] == [2] * len(pages)


def test_every_page_says_that_criteria_are_examples(pages: list[str]) -> None:
    assert all("are examples. They are not official." in text for text in pages)


def test_no_page_of_a_real_competition_says_so() -> None:
    file, _ = laid_out(samples.pack(1, examples=False))
    assert not any("examples" in text for text in texts(file))


def test_cover_says_what_it_is(pages: list[str]) -> None:
    for said in (
        "Department for Education",
        "Shortlist pack",
        "Members of the Child Safeguarding Practice Review Panel",
        "People shortlisted 4",
        "Opened 6 April 2021, closed 4 May 2021",
        "Contents as at 3:05pm on Thursday 20 May 2021",
        "Complete. Nothing was left out.",
    ):
        assert said in pages[0]


def test_cover_says_who_may_still_send() -> None:
    until = datetime(2021, 5, 21, 11, 30, tzinfo=UTC)
    for number, said in ((1, "1 application, until"), (2, "2 applications, the last until")):
        cover = one_line(texts(laid_out(samples.pack(1, unsent=number, unsent_until=until))[0])[0])
        assert f"Given longer, not sent {said} 12:30pm on Friday 21 May 2021" in cover
    assert "Given longer" not in texts(laid_out(samples.pack(1))[0])[0]


def test_cover_names_what_could_not_be_included() -> None:
    missing = ["The CV of Chloë. The file is empty."]
    cover = one_line(texts(laid_out(samples.pack(2), missing=missing)[0])[0])
    assert "Not complete. 1 thing could not be included: The CV of Chloë. The file is empty." in cover
    assert "Nothing was left out" not in cover


def test_what_does_not_fit_on_the_cover_has_a_page_of_its_own() -> None:
    missing = [f"The CV of number {number}. The file is empty." for number in range(9)]
    pages = [one_line(text) for text in texts(laid_out(samples.pack(9), missing=missing)[0])]
    assert "And 4 more, listed after the contents." in pages[0]
    assert "What could not be included 3" in pages[1]
    assert all(sentence in pages[2] for sentence in missing)


def test_people_are_shown_in_full(pages: list[str]) -> None:
    whole = " ".join(pages)
    for said in (
        "Local authority: strategic and frontline",
        "Director of children’s services, Example Borough Council",
        "Frontline work: 3 years; by the candidate’s own count 4 years",
        "Why the candidate’s own count differs: I began on the frontline a year before",
        "May 2012 to March 2018, full time · Strategic",
        "Team manager, Example County Council May 2009 to April 2012, 3 days a week · Frontline",
        "Acceptable demonstration",
        "E2 Frontline child protection experience, or recent knowledge of practice",
        "I still sit in on visits each month",
        "E-mail address someone@example.org",
        "Telephone Not provided",
        "CV supplied by Abena Mensah-Boateng, page 2 of 2. Not part of the Department's text.",
    ):
        assert said in whole


def test_a_cv_that_is_not_included_is_explained_in_its_place() -> None:
    pack = samples.pack(2)
    first, second = (person.reference for person in pack.people)
    file, result = laid_out(pack, **{second: "The file is empty."})
    assert {slot.reference for slot in result.slots} == {first}
    assert "CV Not included. The file is empty." in one_line(texts(file)[-1])


def test_slots_are_where_the_frames_are() -> None:
    file, result = laid_out(samples.pack(2))
    assert result.pages == len(texts(file))
    assert [(slot.cv_page) for slot in result.slots] == [1, 2, 1, 2]
    for slot in result.slots:
        assert f"page {slot.cv_page} of 2. Not part of" in one_line(texts(file)[slot.page - 1])
        assert slot.width > 500
        assert slot.height > 680


def test_reserves_have_a_part_of_their_own() -> None:
    first, second = samples.pack(2).people
    pages = [
        one_line(text)
        for text in texts(laid_out(samples.pack(2, people=(first, replace(second, is_reserve=True))))[0])
    ]
    assert "People shortlisted 1 Reserves 1" in pages[0]
    [shortlist] = [page for page in pages if "The shortlist 1 person" in page]
    [reserves] = [page for page in pages if "The reserves 1 person" in page]
    assert (first.reference in shortlist, second.reference in shortlist) == (True, False)
    assert (first.reference in reserves, second.reference in reserves) == (False, True)
    assert any("Shortlisted person 1 of 1" in page for page in pages)
    assert any("Reserve 1 of 1" in page and "Why a reserve" in page for page in pages)


def test_a_pack_of_a_reserve_alone_can_be_laid_out() -> None:
    """So are people tried one by one when the layout failed."""
    [person] = samples.pack(1).people
    file, _ = laid_out(samples.pack(1, people=(replace(person, is_reserve=True),), coverage=()))
    assert any("Reserve 1 of 1" in one_line(text) for text in texts(file))


def test_without_reserves_no_page_speaks_of_any(file: bytes) -> None:
    assert not any("The reserves" in text or "Reserve 1" in text for text in texts(file))


def test_outline_leads_to_the_parts_and_the_people(file: bytes) -> None:
    with pikepdf.open(BytesIO(file)) as document:
        page_of = {page.objgen: number for number, page in enumerate(document.pages)}
        pages = texts(file)
        with document.open_outline() as outline:
            entries = [(0, item) for item in outline.root]
            [people] = [item for item in outline.root if item.title == "Shortlisted people"]
            entries += [(1, item) for item in people.children]
            assert [item.title for _, item in entries] == [
                "Cover",
                "Contents",
                "How applications were assessed",
                "The field in figures",
                "The shortlist",
                "Coverage of sectors",
                "Shortlisted people",
                *samples.NAMES[:4],
            ]
            assert [item.title for item in people.children[0].children] == [
                "Sector experience",
                "Agreed scores",
                "Evidence",
                "About you",
                "Interests",
                "CV",
            ]
            where = page_of[people.children[1].destination[0].objgen]
        assert samples.NAMES[1] in pages[where]


def test_contents_give_the_right_page_and_lead_there(file: bytes, pages: list[str]) -> None:
    for title in (
        "How applications were assessed",
        "The field in figures",
        "The shortlist",
        *samples.NAMES[:4],
    ):
        found = re.search(re.escape(title) + r" (\d+)", pages[1])
        assert found, title
        assert title in pages[int(found.group(1)) - 1]
    with pikepdf.open(BytesIO(file)) as document:
        page_of = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        links = [annotation for annotation in document.pages[1].Annots if annotation.Subtype == "/Link"]
        assert len(links) == 5 + 4
        led_to = [page_of[link.Dest[0].objgen] for link in links]
        printed = [int(number) for number in re.findall(r" (\d+)(?= |$)", pages[1].split("Contents", 1)[1])]
        assert led_to == printed


def test_file_has_language_title_and_outline_on_opening(file: bytes) -> None:
    with pikepdf.open(BytesIO(file)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.PageMode == "/UseOutlines"
        title = "Shortlist pack: Members of the Child Safeguarding Practice Review Panel"
        assert str(document.docinfo.Title) == title
        assert str(document.docinfo.Subject) == "Members of the Child Safeguarding Practice Review Panel"
        moments = [str(document.docinfo[name]) for name in ("/CreationDate", "/ModDate")]
        assert moments == ["D:20210520140500+00'00'"] * 2


def test_every_font_is_embedded_with_a_map_to_unicode(file: bytes) -> None:
    with pikepdf.open(BytesIO(file)) as document:
        fonts = [found for found in document.objects if _is_font(found)]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def _is_font(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"


def test_same_contents_give_the_same_bytes_in_another_process(file: bytes) -> None:
    program = (
        "import hashlib; from tests.scoring.packs import samples, test_layout;"
        "print(hashlib.sha256(test_layout.laid_out(samples.pack(4))[0]).hexdigest())"
    )
    root = Path(__file__).parents[3]
    other = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {program}"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(file).hexdigest()


def test_a_reason_longer_than_a_page_breaks_over_pages() -> None:
    reason = "\n".join(f"Line {number} of the reason." for number in range(150))
    person = samples.person(0)
    scores = (replace(person.scores[0], reason=reason), *person.scores[1:])
    file, _ = laid_out(samples.pack(1, people=(replace(person, scores=scores),)))
    whole = " ".join(one_line(text) for text in texts(file))
    assert [f"Line {number} of the reason." in whole for number in range(150)] == [True] * 150


def test_words_without_a_space_stay_on_the_page() -> None:
    long = "Ж" * 4000
    experience = Experience("Police", True, True, (), "", (Role(long, long, "Strategic", "", long),))
    person = samples.person(0, name="A" * 200, experience=(experience,), decision_reason=long)
    file, _ = laid_out(samples.pack(1, people=(person,)))
    assert "".join(texts(file)).count("Ж") == 4 * 4000


def test_a_score_that_is_missing_or_too_low_is_said() -> None:
    person = samples.person(0)
    low = AgreedScore(samples.CRITERIA[0], samples.LEVELS[2], meets=False, reason="Little evidence.")
    none = AgreedScore(samples.CRITERIA[1], None, meets=False, reason="No agreed score.")
    changed = replace(person, scores=(low, none, *person.scores[2:]))
    pages = [one_line(text) for text in texts(laid_out(samples.pack(1, people=(changed,)))[0])]
    shortlist = next(text for text in pages if "alphabetical order" in text)
    assert "3* – 6 7 4 5" in shortlist
    assert "Below the acceptable level Little evidence." in " ".join(pages)
    assert "No score No agreed score." in " ".join(pages)


def test_many_criteria_are_shown_in_several_tables() -> None:
    criteria = tuple(replace(samples.CRITERIA[0], code=f"C{number}") for number in range(1, 13))
    scores = tuple(AgreedScore(criterion, samples.LEVELS[4], True, "Good.") for criterion in criteria)
    people = (samples.person(0, scores=scores, evidence=()),)
    pages = texts(laid_out(samples.pack(1, criteria=criteria, people=people))[0])
    shortlist = next(one_line(text) for text in pages if "alphabetical order" in text)
    assert "Name Sectors C1 C2 C3 C4 C5 C6 C7 C8 Abena" in shortlist
    assert "Name C9 C10 C11 C12 Abena" in shortlist


def test_posts_are_named_where_there_are_several() -> None:
    people = (samples.person(0, posts=("Health member",)), samples.person(1, posts=("Police member",)))
    pages = texts(laid_out(samples.pack(2, people=people))[0])
    shortlist = next(one_line(text) for text in pages if "alphabetical order" in text)
    assert "K7Q0-3XPR Health member" in shortlist
