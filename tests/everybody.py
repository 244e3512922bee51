"""One competition whose sift is decided, with everybody who has to do with it, and others who have not."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.alerts.addresses import confirmation_url
from recruitment.alerts.models import Subscription
from recruitment.applications.models import Milestone
from recruitment.competitions.models import Stage
from scoring.candidate_feedback.models import FeedbackLetter
from scoring.candidate_feedback.writing import save
from scoring.interviews.models import Reply
from scoring.packs.models import Pack
from scoring.packs.requesting import build_for_operator
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import decide
from tests import factories
from tests.scoring.acting import (
    agree_all,
    connect,
    discuss,
    find_on,
    interview,
    let_carry_on,
    recuse,
    score_and_send,
    score_interview,
)
from tests.scoring.interviews.inviting import add, invited_application


@dataclass(frozen=True)
class World:
    """The people by role (None: nobody signed in), and what each address names: its arguments."""

    people: dict[str, User | None]
    arguments: dict[str, dict[str, Any]]


def everybody() -> World:
    """Make them: an application that was sent, scored, agreed, decided and packed, and a draft in an open one."""
    competition = factories.competition(closed=True, assessors=3, interviews=True)
    official = factories.OfficialFactory(competition=competition).user
    application = factories.sent_application(competition=competition)
    chair, assessor, recused = competition.assessors.all()
    connection = connect(assessor, application)
    let_carry_on(connection, by=chair.user)
    for seat in (chair, assessor):
        score_and_send(seat, application)
    recuse(recused, application)
    agree_all(application, by=chair.user)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    told = factories.sent_application(competition=competition)
    for seat in (chair, assessor):
        score_and_send(seat, told)
    recuse(recused, told)
    agree_all(told, by=chair.user)
    decide(application=told, outcome="not_shortlisted", reason="Weak.", by=official)
    met, appointable = (factories.sent_application(competition=competition) for _ in range(2))
    for each in (met, appointable):
        for seat in (chair, assessor):
            score_and_send(seat, each)
        recuse(recused, each)
        agree_all(each, by=chair.user)
        decide(application=each, outcome="shortlisted", reason="Strong.", by=official)
    confirm(competition=competition, by=official)
    for each in (met, appointable):
        interview(each)
    score_and_send(chair, met, stage=Stage.INTERVIEW)
    score_interview(appointable, by=official, E1=3)
    discuss(appointable, by=official)
    find_on(appointable, by=official, despite_unmet=True)
    Milestone.objects.create(application=told, kind=Milestone.Kind.NOT_SHORTLISTED)
    save(application=told, text="Your evidence was clear.", seen=0, by=official)
    withdrawn = factories.withdrawn_application(competition=competition)
    factories.enter(withdrawn, by=official)
    letter = factories.letter(withdrawn)
    [slot, _] = add(competition, by=official)
    pack = build_for_operator(competition=competition, kind=Pack.Kind.SHORTLIST)

    open_competition = factories.competition()
    draft = factories.filled_application(competition=open_competition, applicant=application.applicant)
    waiting = factories.application_being_sent(applicant=application.applicant)
    invited = invited_application(applicant=application.applicant, slots=2)
    Reply.objects.create(application=invited, slot=invited.competition.interview_slots.first())
    FeedbackLetter.objects.create(
        application=invited, text="Clear.", saved_by=official, sent_by=official, sent_at=timezone.now()
    )
    elsewhere = factories.sent_application(competition=factories.competition(closed=True, assessors=1))
    people = {
        "anonymous": None,
        "applicant": application.applicant,
        "other applicant": elsewhere.applicant,
        "assessor": assessor.user,
        "recused": recused.user,
        "chair": chair.user,
        "other assessor": elsewhere.competition.assessors.get().user,
        "official": official,
        "other official": factories.OfficialFactory(competition=elsewhere.competition).user,
    }
    closed, own = {"slug": competition.slug}, {"reference": draft.reference}
    sent = {"reference": application.reference}
    criterion = {"code": competition.criteria.first().code}
    arguments = {
        "competitions:advert": {"slug": open_competition.slug},
        "applications:start": {"slug": open_competition.slug},
        "applications:begin": {"slug": open_competition.slug},
        "applications:step": own | {"section": "about-you", "step": "name"},
        "applications:autosave": own | {"section": "about-you", "step": "name"},
        "applications:versions": own | {"section": "about-you", "step": "name"},
        "applications:waiting": {"reference": waiting.reference},
        "applications:remove-role": own | {"step": "role-1-local-authority"},
        "documents:cv": own,
        "documents:status": own,
        "documents:remove": own,
        "documents:download": sent | {"pk": application.documents.get().pk},
        "assessments:criterion": closed | sent | criterion,
        "assessments:autosave": closed | sent | criterion,
        "assessments:on-criterion": closed | sent | criterion,
        "assessments:by-criterion": closed | criterion,
        "assessments:criteria": closed,
        "assessments:send-all": closed,
        "assessments:reopen": closed | sent | {"assessor": assessor.pk},
        "assessors:rule": closed | {"pk": connection.pk},
        "members:replace": closed | {"assessor": recused.pk},
        "packs:pack": closed | {"pk": pack.pk},
        "packs:status": closed | {"pk": pack.pk},
        "packs:download": closed | {"pk": pack.pk},
    }
    arguments |= {
        f"applications:{page}": own for page in ("tasks", "check", "send", "ruled-out", "answers", "delete")
    }
    arguments |= {f"applications:{page}": sent for page in ("sent", "receipt", "withdraw", "contact")}
    arguments |= {f"equality:{page}": sent for page in ("ask", "questions")}
    interviewed = closed | {"reference": met.reference}
    arguments |= {f"assessments:interview-{page}": interviewed for page in ("application", "cv", "send")}
    arguments |= {
        f"assessments:interview-{page}": interviewed | criterion for page in ("criterion", "autosave")
    }
    arguments["assessments:interview-reopen"] = interviewed | {"assessor": chair.pk}
    arguments["moderation:interview"] = interviewed
    arguments |= {f"findings:{page}": closed for page in ("list", "appointable")}
    after = closed | {"reference": appointable.reference}
    arguments |= {f"findings:{page}": after for page in ("person", "discussion", "finding")}
    with_reference = (
        "assessors:conflict",
        "assessors:conflict-later",
        "assessments:application",
        "assessments:cv",
        "assessments:send",
        "moderation:application",
    )
    arguments |= dict.fromkeys(with_reference, closed | sent)
    arguments |= {f"shortlisting:{page}": closed | sent for page in ("application", "decide")}
    arguments["shortlisting:reinstate"] = closed | {"reference": withdrawn.reference}
    arguments |= {
        f"shortlisting:{page}": closed
        for page in (
            "competition",
            "applications",
            "ranking",
            "below",
            "equals",
            "what-if",
            "confirm",
            "outcomes",
        )
    }
    arguments |= dict.fromkeys(
        (
            "assessors:competition",
            "assessors:connections",
            "assessors:interviews",
            "moderation:interviews",
            "moderation:competition",
            "moderation:agreement",
            "packs:list",
            "members:list",
            "helping:extensions",
            "helping:entered",
            "helping:letters",
        ),
        closed,
    )
    arguments["helping:letter"] = closed | {"pk": letter.pk}
    arguments["helping:correction"] = closed | {"reference": withdrawn.reference}
    arguments |= {f"interviews:{page}": closed for page in ("schedule", "add", "invite")}
    arguments["candidate_feedback:letters"] = closed
    arguments |= {
        f"candidate_feedback:{page}": closed | {"reference": told.reference} for page in ("write", "send")
    }
    arguments["candidate_feedback:read"] = {"reference": invited.reference}
    arguments["interviews:remove"] = closed | {"slot": slot.pk}
    arguments |= {
        f"interviews:{page}": {"reference": invited.reference}
        for page in ("interview", "choose", "needs", "cannot-come")
    }
    arguments["equality:counts"] = closed
    subscription = Subscription.objects.create(email="alerts@example.org", all_bodies=True)
    arguments["alerts:confirm"] = {"signed": confirmation_url(subscription).split("/")[-2]}
    arguments |= {f"alerts:{page}": {"token": subscription.token} for page in ("preferences", "unsubscribe")}
    return World(people=people, arguments=arguments)
