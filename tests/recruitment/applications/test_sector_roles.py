"""Several roles in a sector: told one by one, counted, corrected, changed and removed."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from recruitment.applications.errors import NotOpen
from recruitment.applications.models import (
    Application,
    RefusedSave,
    SectorExperience,
    SectorRole,
    StepDraft,
)
from recruitment.applications.reading import Reader, candidate_files
from recruitment.applications.roles import remove_role
from tests import factories
from tests.filling import ROLE, post_step, step_url

pytestmark = pytest.mark.django_db

SECTION = "sector-experience"
LEVELS = {"local_authority": "both", "police": "none", "health": "none"}


@pytest.fixture
def application():
    return factories.ApplicationFactory()


@pytest.fixture
def client(application, sign_in):
    client = sign_in(application.applicant)
    post_step(client, application, SECTION, "levels", LEVELS)
    return client


def tell(client, application, position, *, version=0, **changes):
    """Tell of a role of the first sector; return the response."""
    step = f"role-{position}-local-authority"
    return post_step(client, application, SECTION, step, ROLE | changes, version=version)


def ended(year, month="5"):
    return {"current": "", "ended-month": month, "ended-year": str(year)}


def page(client, application, step):
    return client.get(step_url(application, SECTION, f"{step}-local-authority")).content.decode()


def roles(application):
    return list(SectorRole.objects.filter(application=application).values_list("position", "role"))


def leads_to(application, step):
    return step_url(application, SECTION, f"{step}-local-authority")


def test_yes_to_another_role_opens_the_next_page_and_no_shows_the_years(client, application):
    first = tell(client, application, 1, another="yes", **ended(2014))
    assert first.headers["Location"] == leads_to(application, "role-2")
    second = tell(client, application, 2, **ended(2015))
    assert second.headers["Location"] == leads_to(application, "years")
    shown = page(client, application, "years")
    assert "Your years in local authority" in shown
    assert "Strategic work: <strong>3 years and 3 months</strong>" in shown


def test_another_role_is_asked_after_the_last_one_only(client, application):
    tell(client, application, 1, another="yes")
    tell(client, application, 2)
    asked = "Do you have another role in this sector"
    assert [asked in page(client, application, f"role-{number}") for number in (1, 2)] == [False, True]


def test_eighth_role_is_the_last(client, application):
    for position in range(1, 8):
        tell(client, application, position, another="yes")
    last = tell(client, application, 8)
    assert last.headers["Location"] == leads_to(application, "years")
    assert "Do you have another role" not in page(client, application, "role-8")
    assert client.get(leads_to(application, "role-9")).headers["Location"] == step_url(
        application, SECTION, "levels"
    )


def test_role_that_turned_out_not_to_be_there_is_taken_back_on_the_page_before(client, application):
    tell(client, application, 1, another="yes")
    assert "../role-1-local-authority/" in page(client, application, "role-2")
    tell(client, application, 1, another="no", version=1)
    assert client.get(leads_to(application, "role-2")).status_code == 302


def test_part_time_and_breaks_are_counted(client, application):
    tell(
        client, application, 1, days_a_week="2", months_of_break="7", **ended(2013, "2")
    )  # 12 months, less 7
    assert "<strong>5 months (2 months as full-time work)</strong>" in page(client, application, "years")


@pytest.mark.parametrize(
    ("typed", "columns", "said"),
    [
        ("2.5", (2, True), "2.5 days a week"),
        ("2½", (2, True), "2.5 days a week"),
        ("4,5", (4, True), "4.5 days a week"),
        (".5", (0, True), "Half a day a week"),
        ("1.0", (1, None), "1 day a week"),
        ("5", (5, None), "Full time"),
    ],
)
def test_half_days_are_kept_and_said(client, application, typed, columns, said):
    tell(client, application, 1, days_a_week=typed)
    role = SectorRole.objects.get()
    assert (role.days_a_week, role.half_day) == columns
    assert sector_held(application).roles[0].days == said
    assert f'value="{typed}"' in page(client, application, "role-1")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (ended(2012, "2"), "The month you left this role must be the same as or after the month you started"),
        (ended(2013) | {"current": "yes"}, "Leave the month you left this role blank if you are still in it"),
        ({"current": ""}, "Enter the month you left this role, or select that you are still in it"),
        (
            ended(2012, "5") | {"months_of_break": "3"},
            "must be fewer than the months in this role, which are 3",
        ),
        ({"days_a_week": "6"}, "Days a week that you worked must be 5 or less"),
        ({"days_a_week": "0"}, "Days a week that you worked must be 0.5 or more"),
        ({"days_a_week": "2.3"}, "Days a week that you worked must be a whole number, or a half like 2.5"),
        ({"days_a_week": "two"}, "Days a week that you worked must be a number, with a half as .5"),
        ({"days_a_week": "1e400"}, "Days a week that you worked must be 5 or less"),
        ({"days_a_week": "1E1000000"}, "Days a week that you worked must be 5 or less"),
        (
            {"days_a_week": "2.0000000001"},
            "Days a week that you worked must be a whole number, or a half like 2.5",
        ),
        ({"days_a_week": "NaN"}, "Days a week that you worked must be a number, with a half as .5"),
        ({"days_a_week": ""}, "Enter the days a week that you worked"),
        ({"level": ""}, "Select what kind of work it was"),
        ({"another": ""}, "Select yes if you have another role in this sector to tell us about"),
    ],
)
def test_role_that_cannot_be_is_refused_with_what_to_do(client, application, changes, message):
    response = tell(client, application, 1, **changes)
    assert message in response.content.decode()
    assert roles(application) == []


def test_level_of_a_role_is_asked_only_where_the_sector_has_both(client, application):
    post_step(client, application, SECTION, "levels", LEVELS | {"local_authority": "frontline"}, version=1)
    assert "What kind of work was it?" not in page(client, application, "role-1")
    tell(client, application, 1)
    assert SectorRole.objects.get().level == "frontline"
    assert "Strategic work" not in page(client, application, "years")


def test_new_level_of_the_sector_asks_each_role_and_the_years_again(client, application):
    post_step(client, application, SECTION, "levels", LEVELS | {"local_authority": "frontline"}, version=1)
    tell(client, application, 1)
    post_step(client, application, SECTION, "years-local-authority", {"years_right": "yes"})
    back = post_step(
        client, application, SECTION, "levels", LEVELS, version=2, query="?return=check"
    ).headers["Location"]
    assert back == leads_to(application, "role-1") + "?return=check"
    assert SectorExperience.objects.get(sector__key="local_authority").years_right is None
    post_step(client, application, SECTION, "levels", LEVELS | {"local_authority": "strategic"}, version=3)
    assert SectorRole.objects.get().level == "strategic"


def test_years_that_are_not_right_are_corrected_with_a_reason_on_the_next_page(client, application):
    tell(client, application, 1)
    answer = post_step(client, application, SECTION, "years-local-authority", {"years_right": "no"})
    assert answer.headers["Location"] == leads_to(application, "correct")
    correction = {"corrected_strategic": "12", "corrected_frontline": "15", "correction_reason": ""}
    refused = post_step(client, application, SECTION, "correct-local-authority", correction)
    assert "Enter why this differs from what we counted" in refused.content.decode()
    correction |= {"correction_reason": "I was seconded before."}
    post_step(client, application, SECTION, "correct-local-authority", correction, version=1)
    row = SectorExperience.objects.get(sector__key="local_authority")
    assert (row.corrected_strategic, row.corrected_frontline, row.correction_reason) == (
        12,
        15,
        "I was seconded before.",
    )
    shown = client.get(f"/applications/{application.reference}/check/").content.decode()
    assert ("Own count of strategic work" in shown, "12 years" in shown) == (True, True)


def test_role_that_changes_what_is_counted_asks_again_whether_it_is_right(client, application):
    tell(client, application, 1)
    post_step(client, application, SECTION, "years-local-authority", {"years_right": "yes"})
    tell(client, application, 1, version=1, summary="Better words.")
    assert SectorExperience.objects.get(sector__key="local_authority").years_right is True
    tell(client, application, 1, version=2, **ended(2018))
    assert SectorExperience.objects.get(sector__key="local_authority").years_right is None
    assert not StepDraft.objects.get(step="years-local-authority").accepted


def three_roles(client, application):
    for position, name in enumerate(("Director", "Manager", "Visitor"), start=1):
        tell(client, application, position, role=name, another="yes" if position < 3 else "no")


def remove_url(application, position, query=""):
    return f"/applications/{application.reference}/{SECTION}/role-{position}-local-authority/remove/{query}"


def test_removing_asks_first_and_moves_the_later_roles_up(client, application):
    three_roles(client, application)
    RefusedSave.objects.create(
        application=application, section=SECTION, step="role-3-local-authority", data={"role": ["Seer"]}
    )
    asked = client.get(remove_url(application, 2))
    assert "Manager" in asked.content.decode()
    assert len(roles(application)) == 3
    pk = SectorRole.objects.get(role="Manager").pk
    for _ in range(2):  # a second click removes no other
        done = client.post(remove_url(application, 2, "?return=check"), {"role": str(pk)})
        assert done.headers["Location"] == f"/applications/{application.reference}/check/"
    assert roles(application) == [(1, "Director"), (2, "Visitor")]
    assert RefusedSave.objects.get().step == "role-2-local-authority"
    RefusedSave.objects.all().delete()
    assert 'value="Visitor"' in page(client, application, "role-2")


def test_page_opened_before_a_removal_overwrites_nothing(client, application):
    three_roles(client, application)
    client.post(remove_url(application, 2), {"role": str(SectorRole.objects.get(role="Manager").pk)})
    tell(client, application, 2, role="Manager, longer", version=1)
    assert roles(application) == [(1, "Director"), (2, "Visitor")]


def test_removing_the_last_role_leaves_the_page_before_complete(client, application):
    three_roles(client, application)
    for name in ("Visitor", "Manager"):
        client.post(remove_url(application, 3), {"role": str(SectorRole.objects.get(role=name).pk)})
    shown = page(client, application, "role-1")
    assert "There is a problem" not in shown
    assert client.get(leads_to(application, "role-2")).status_code == 302
    response = client.post(remove_url(application, 1), {"role": str(SectorRole.objects.get().pk)})
    assert response.headers["Location"] == leads_to(application, "role-1")
    assert roles(application) == []


def test_removing_keeps_the_role_that_is_only_begun(client, application):
    tell(client, application, 1, another="yes")
    tell(client, application, 2, another="yes", role="Manager")
    tell(client, application, 3, role="Half a r", organisation="")
    client.post(remove_url(application, 1), {"role": str(SectorRole.objects.get(position=1).pk)})
    assert 'value="Half a r"' in page(client, application, "role-2")


@pytest.mark.parametrize("role", ["", "x", "9" * 30, "0"])
def test_removing_what_is_not_there_changes_nothing(client, application, role):
    tell(client, application, 1)
    other = factories.filled_application()
    assert client.post(remove_url(application, 1), {"role": role}).status_code == 302
    client.post(remove_url(application, 1), {"role": str(other.sector_roles.first().pk)})
    assert (SectorRole.objects.filter(application=application).count(), other.sector_roles.count()) == (1, 3)


@pytest.mark.parametrize("step", ["levels", "years-local-authority", "role-9-local-authority"])
def test_only_a_role_can_be_removed(client, application, step):
    assert client.get(f"/applications/{application.reference}/{SECTION}/{step}/remove/").status_code == 404


def test_role_of_a_sent_application_stays(sign_in):
    sent = factories.sent_application()
    client = sign_in(sent.applicant)
    step = f"/applications/{sent.reference}/{SECTION}/role-1-local-authority/remove/"
    assert client.get(step).status_code == 302
    assert client.post(step, {"role": str(sent.sector_roles.first().pk)}).status_code == 302
    assert sent.sector_roles.count() == 3


def test_check_answers_shows_each_role_as_a_card_of_its_own(client, application):
    three_roles(client, application)
    shown = client.get(f"/applications/{application.reference}/check/").content.decode()
    titles = [f"Local authority: role {number}" for number in (1, 2, 3)]
    headings = [f'<h3 class="govuk-summary-card__title">{title}</h3>' for title in titles]
    assert [
        " ".join(shown.split()).replace("> ", ">").replace(" <", "<").count(each) for each in headings
    ] == [1, 1, 1]
    assert f'href="{remove_url(application, 2, "?return=check")}"' in shown


@pytest.mark.parametrize("count", [1, 3, 8])
def test_cost_of_a_role_does_not_grow_with_roles(client, application, count, django_assert_num_queries):
    for position in range(1, count + 1):
        tell(client, application, position, another="no" if position == count else "yes")
    with django_assert_num_queries(8):
        page(client, application, "role-1")
    with django_assert_num_queries(8):
        page(client, application, "years")


def sector_held(application, reader=Reader.OFFICIAL):
    [file] = candidate_files(
        Application.objects.filter(pk=application.pk), competition=application.competition, reader=reader
    )
    return file.experience[0]


def test_readers_see_roles_latest_first_and_both_counts():
    application = factories.filled_application(roles=0)
    sector = application.competition.sectors.first()
    common = {
        "application": application,
        "sector": sector,
        "level": "both",
        "organisation": "O",
        "summary": "S",
    }
    for position, (role, started, end) in enumerate(
        [("First", 2000, 2005), ("Now", 2010, None), ("Second", 2004, 2012)], start=1
    ):
        SectorRole.objects.create(
            **common,
            position=position,
            role=role,
            started=date(started, 1, 1),
            ended=date(end, 1, 1) if end else None,
            current=end is None,
            days_a_week=3,
            months_of_break=6,
        )
    held = sector_held(application)
    assert [role.role for role in held.roles] == ["Now", "Second", "First"]
    assert held.roles[1].when == "January 2004 to January 2012, 3 days a week, career breaks of 6 months"
    assert [years.corrected for years in held.years] == ["5 years", "10 years"]
    assert held.correction_reason


def test_years_do_not_grow_after_sending():
    application = factories.sent_application(sent_at=datetime(2015, 2, 28, tzinfo=UTC))
    assert [years.counted for years in sector_held(application).years] == ["3 years", "3 years"]


def test_years_that_were_said_to_be_right_have_no_correction():
    application = factories.filled_application()
    SectorExperience.objects.filter(application=application).update(years_right=True)
    held = sector_held(application)
    assert ([years.corrected for years in held.years], held.correction_reason) == (["", ""], "")


def row(**columns):
    application = factories.ApplicationFactory()
    values = {
        "application": application,
        "sector": application.competition.sectors.first(),
        "position": 1,
        "level": "both",
        "organisation": "O",
        "role": "R",
        "started": date(2012, 3, 1),
        "ended": date(2013, 3, 1),
        "current": False,
        "days_a_week": 5,
        "summary": "S",
    }
    return SectorRole(**values | columns)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"position": 0}, "position_1_to_8"),
        ({"position": 9}, "position_1_to_8"),
        ({"level": "none"}, "level_known"),
        ({"days_a_week": 0}, "half_a_day_to_5_days"),
        ({"days_a_week": 6}, "half_a_day_to_5_days"),
        ({"days_a_week": 5, "half_day": True}, "half_a_day_to_5_days"),
        ({"half_day": False}, "half_a_day_to_5_days"),
        ({"current": True}, "ends_unless_current"),
        ({"ended": None}, "ends_unless_current"),
        ({"ended": date(2012, 2, 1)}, "dates_in_order"),
    ],
)
def test_database_refuses_a_role_that_cannot_be(columns, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(**columns).save()


def test_database_refuses_a_correction_without_a_reason_and_a_second_role_at_a_position():
    role = row()
    role.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        SectorRole.objects.create(
            **{name: getattr(role, name) for name in ("application", "sector", "position", "level")},
            organisation="O", role="R", started=role.started, current=True, days_a_week=5, summary="S",
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="with_a_reason"), transaction.atomic():
        SectorExperience.objects.create(
            application=role.application, sector=role.sector, level="both", corrected_strategic=3
        )


def test_remove_after_closing_is_refused(application):
    filled = factories.filled_application()
    filled.competition.closes = timezone.now()
    filled.competition.save()
    with pytest.raises(NotOpen):
        remove_role(application=filled, role_id=filled.sector_roles.first().pk, by=filled.applicant)


def test_page_of_a_removed_role_never_writes_over_the_one_told_instead(client, application):
    tell(client, application, 1, organisation="Old")
    old = draft_version(application)
    remove_role(application=application, role_id=SectorRole.objects.get().pk, by=application.applicant)
    fresh = draft_version(application)
    assert fresh > old
    tell(client, application, 1, version=fresh, organisation="New, on another device")
    tell(client, application, 1, version=old, organisation="Old, changed")
    assert SectorRole.objects.get().organisation == "New, on another device"
    assert RefusedSave.objects.get().data["organisation"] == ["Old, changed"]


def test_page_after_the_removed_role_keeps_what_was_typed_on_it(client, application):
    tell(client, application, 1, organisation="First", another="yes")
    tell(client, application, 2, organisation="Second", days_a_week="")
    remove_role(application=application, role_id=SectorRole.objects.get().pk, by=application.applicant)
    assert "Second" in page(client, application, "role-1")


def draft_version(application):
    return StepDraft.objects.get(application=application, step="role-1-local-authority").version
