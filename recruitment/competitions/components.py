"""What an advert says, as options of the Design System's components."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from recruitment.competitions.models import Assessor, Competition, Criterion, Post
from recruitment.govuk.templatetags.moments import day, moment, to_day

TO_BE_CONFIRMED = "To be confirmed"


def facts(competition: Competition) -> dict[str, Any]:
    """Return the terms of the appointment."""
    return _summary_list(
        [
            ("Time commitment", competition.commitment or TO_BE_CONFIRMED),
            ("Remuneration", competition.remuneration or TO_BE_CONFIRMED),
            ("Length of term", competition.tenure or TO_BE_CONFIRMED),
            ("Location", competition.location or TO_BE_CONFIRMED),
        ]
    )


def timetable(competition: Competition) -> dict[str, Any]:
    """Return the dates of the competition."""
    return _summary_list(
        [
            ("Opens", moment(competition.opens)),
            ("Closes", moment(competition.closes)),
            ("Sift", day(competition.sift)),
            ("Interviews", to_day(competition.interviews_first, competition.interviews_last)),
        ]
    )


def posts(competition: Competition) -> dict[str, Any]:
    """Return the posts: how many people each wants, and with which background."""
    return _summary_list([(post.title, _lines(_about_post(post))) for post in competition.posts.all()])


def _about_post(post: Post) -> list[str]:
    backgrounds = [sector.label for sector in post.sectors.all()]
    return [
        "1 vacancy" if post.vacancies == 1 else f"{post.vacancies} vacancies",
        f"Background wanted: {_any_of(backgrounds)}" if backgrounds else "Any relevant background",
    ]


def criteria(competition: Competition, kind: str) -> dict[str, Any]:
    """Return the criteria of one kind: what each asks, when it is assessed and how it is answered."""
    all_posts = len(competition.posts.all())
    return _summary_list(
        [
            (each.code, _lines([each.text, _handling(each, all_posts)]))
            for each in competition.criteria.all()
            if each.kind == kind
        ]
    )


def _handling(criterion: Criterion, all_posts: int) -> str:
    stages = {(True, True): "at the sift and at interview", (True, False): "at the sift"}
    words = [f"Assessed {stages.get((criterion.at_sift, criterion.at_interview), 'at interview')}."]
    if criterion.word_limit:
        words.append(f"You answer it in {criterion.word_limit:,} words or fewer.")
    else:
        words.append("You do not answer it in writing.")
    if criterion.lead:
        words.append("It is the first to be looked at where candidates are otherwise equal.")
    wanted_for = [post.title for post in criterion.posts.all()]
    if wanted_for and len(wanted_for) < all_posts:
        words.append(f"For: {_any_of(wanted_for)}.")
    return " ".join(words)


def scale(competition: Competition) -> dict[str, Any]:
    """Return the levels of the scale with their meaning."""
    return _summary_list([(str(level), level.meaning) for level in competition.scale_levels.all()])


def acceptable(competition: Competition) -> str:
    """Return the level that meets a criterion, with its label."""
    levels = competition.scale_levels.all()
    return next(
        (str(level) for level in levels if level.value == competition.acceptable_level),
        str(competition.acceptable_level),
    )


def assessors(competition: Competition) -> dict[str, Any]:
    """Return who sits on the assessment panel, on whose behalf, and their political activity."""
    return _summary_list(
        [(assessor.name, _lines(_about_assessor(assessor))) for assessor in competition.assessors.all()]
    )


def _about_assessor(assessor: Assessor) -> list[str]:
    capacity = assessor.get_capacity_display()
    return [
        f"{capacity}, chairs the assessment panel" if assessor.chair else capacity,
        f"Political activity in the last five years: {assessor.political_activity or TO_BE_CONFIRMED}",
    ]


def _lines(lines: Iterable[str]) -> SafeString:
    return format_html_join("", '<p class="govuk-body">{}</p>', ((line,) for line in lines))


def _any_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _summary_list(rows: list[tuple[str, str]]) -> dict[str, Any]:
    """Return a summary list; the component escapes what is not marked as safe."""
    return {"rows": [{"key": {"text": key}, "value": {"html": value}} for key, value in rows]}
