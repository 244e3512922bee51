"""A competition: what is advertised, by which criteria it is assessed, and who assesses it.

Criteria, scale, posts and sectors are locked from the moment of publication, by triggers in the database.
"""

from datetime import datetime

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class CompetitionQuerySet(models.QuerySet["Competition"]):
    """The words in which screens ask for competitions."""

    def published(self) -> "CompetitionQuerySet":
        """Those that the public may read."""
        return self.filter(published_at__lte=timezone.now())

    def run_by(self, user: object) -> "CompetitionQuerySet":
        """Those that this person runs as an official."""
        return self.filter(officials__user=user)

    def assessed_by(self, user: object) -> "CompetitionQuerySet":
        """Those whose assessment panel this person sits on."""
        return self.filter(assessors__user=user, assessors__left_at=None)


class Competition(models.Model):
    """One advertised recruitment to a body."""

    class GovernanceCode(models.IntegerChoices):
        """Editions of the Governance Code on Public Appointments, by the year they came into force."""

        CODE_2016 = 2016, "2016 (in force from 1 January 2017)"
        CODE_2024 = 2024, "2024 (in force from 8 February 2024)"
        CODE_2025 = 2025, "2025 (in force from 30 October 2025)"

    slug = models.CharField(
        max_length=100, unique=True, validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    )
    title = models.CharField(max_length=200)
    department = models.CharField(max_length=200)
    governance_code = models.PositiveSmallIntegerField(choices=GovernanceCode.choices)
    opens = models.DateTimeField()
    closes = models.DateTimeField()  # an application sent at or after this moment is late
    sift = models.DateField()
    interviews_first = models.DateField()
    interviews_last = models.DateField()
    blind_sift = models.BooleanField()
    examples = models.BooleanField()  # criteria, limits and dates are examples: every page and pack says so
    summary = models.TextField()
    role = models.TextField()  # Markdown
    # Empty is shown as "To be confirmed".
    commitment = models.CharField(max_length=500, blank=True)
    remuneration = models.CharField(max_length=500, blank=True)
    tenure = models.CharField(max_length=500, blank=True)
    location = models.CharField(max_length=500, blank=True)
    contact = models.EmailField()
    acceptable_level = models.IntegerField()  # this level or above meets a criterion
    # From this moment the public reads the advert, and criteria, scale, posts and sectors are locked.
    published_at = models.DateTimeField(null=True, blank=True)

    objects = CompetitionQuerySet.as_manager()

    class Meta:
        ordering = ["closes", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="competition_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(interviews_last__gte=F("interviews_first")),
                name="competition_interviews_in_order",
            ),
            models.CheckConstraint(
                condition=Q(interviews_first__gte=F("sift")), name="competition_sift_before_interviews"
            ),
            models.CheckConstraint(
                condition=Q(governance_code__in=[2016, 2024, 2025]), name="competition_governance_code_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_published(self, now: datetime | None = None) -> bool:
        """Say whether the public may read the advert."""
        return self.published_at is not None and self.published_at <= (now or timezone.now())

    def is_open(self, now: datetime | None = None) -> bool:
        """Say whether an application can be written and sent at this moment."""
        moment = now or timezone.now()
        return self.is_published(moment) and self.opens <= moment < self.closes

    def is_closed(self, now: datetime | None = None) -> bool:
        """Say whether the closing moment has come."""
        return (now or timezone.now()) >= self.closes


class Listed(models.Model):
    """Something a competition file lists, in its order."""

    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["competition_id", "position"]


class Sector(Listed):
    """A field that experience can come from."""

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="sectors")
    key = models.CharField(max_length=50, validators=[RegexValidator(r"^[a-z0-9_]+$")])
    label = models.CharField(max_length=100)
    safeguarding_partner = models.BooleanField()  # one of the three statutory partners

    class Meta(Listed.Meta):
        constraints = [models.UniqueConstraint(fields=["competition", "key"], name="sector_key_once")]

    def __str__(self) -> str:
        return self.label


class Post(Listed):
    """A vacancy, or several alike, with the backgrounds that it wants."""

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="posts")
    key = models.CharField(max_length=50, validators=[RegexValidator(r"^[a-z0-9_-]+$")])
    title = models.CharField(max_length=200)
    vacancies = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    sectors = models.ManyToManyField(Sector, related_name="posts", blank=True)  # none: any background

    class Meta(Listed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["competition", "key"], name="post_key_once"),
            models.CheckConstraint(condition=Q(vacancies__gte=1), name="post_has_a_vacancy"),
        ]

    def __str__(self) -> str:
        return self.title


class ScaleLevel(models.Model):
    """One level of the competition's scale, with its meaning."""

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="scale_levels")
    value = models.IntegerField()
    label = models.CharField(max_length=100)
    meaning = models.CharField(max_length=500)

    class Meta:
        ordering = ["competition_id", "value"]
        constraints = [models.UniqueConstraint(fields=["competition", "value"], name="scale_level_once")]

    def __str__(self) -> str:
        return f"{self.value} – {self.label}"


class Stage(models.TextChoices):
    """When a criterion is assessed."""

    SIFT = "sift", "Sift"
    INTERVIEW = "interview", "Interview"


class CriterionQuerySet(models.QuerySet["Criterion"]):
    """The words in which screens ask for criteria."""

    def at(self, stage: str) -> "CriterionQuerySet":
        """Those assessed at this stage."""
        return self.filter(at_sift=True) if stage == Stage.SIFT else self.filter(at_interview=True)


class Criterion(Listed):
    """What candidates are assessed against."""

    class Kind(models.TextChoices):
        """Whether every candidate must meet it."""

        ESSENTIAL = "essential", "Essential"
        DESIRABLE = "desirable", "Desirable"

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=10, validators=[RegexValidator(r"^[A-Za-z0-9]+$")])
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=1000)
    at_sift = models.BooleanField()
    at_interview = models.BooleanField()
    lead = models.BooleanField()  # first to break a tie
    word_limit = models.PositiveIntegerField()  # 0: not answered in words
    posts = models.ManyToManyField(Post, related_name="criteria", blank=True)  # none: all posts

    objects = CriterionQuerySet.as_manager()

    class Meta(Listed.Meta):
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["competition", "code"], name="criterion_code_once"),
            models.UniqueConstraint(
                fields=["competition"], condition=Q(lead=True), name="criterion_one_lead_at_most"
            ),
            models.CheckConstraint(
                condition=Q(at_sift=True) | Q(at_interview=True), name="criterion_assessed_at_some_stage"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["essential", "desirable"]), name="criterion_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.text}"


class AssessorQuerySet(models.QuerySet["Assessor"]):
    """The words in which screens ask for members of assessment panels."""

    def serving(self) -> "AssessorQuerySet":
        """Those who have not left: the assessment panel as it is now."""
        return self.filter(left_at=None)


class Assessor(Listed):
    """A member of the assessment panel, as published with the advert, or who took over from one.

    Whoever leaves stays in the record with what they scored. `place` leads to the first member whose place this one
    has; that one's own is empty.
    """

    class Capacity(models.TextChoices):
        """On whose behalf an assessor sits."""

        DEPARTMENTAL = "departmental", "Departmental official"
        INDEPENDENT = "independent", "Independent member"
        BODY = "body", "Representative of the body"

    competition = models.ForeignKey(Competition, on_delete=models.CASCADE, related_name="assessors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessors")
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    chair = models.BooleanField()
    political_activity = models.TextField()  # published beside the name
    place = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="successors", null=True, blank=True
    )
    joined_at = models.DateTimeField(null=True, blank=True)  # empty: from the beginning
    left_at = models.DateTimeField(null=True, blank=True)
    left_why = models.TextField(blank=True, default="", db_default="")

    objects = AssessorQuerySet.as_manager()

    class Meta(Listed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["competition", "user"], name="assessor_once"),
            models.UniqueConstraint(
                fields=["competition"],
                condition=Q(chair=True, left_at=None),
                name="assessor_one_chair_at_most",
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(left_at=None), name="assessor_one_serves_in_a_place"
            ),
            models.CheckConstraint(
                condition=Q(place=None, joined_at=None) | Q(place__isnull=False, joined_at__isnull=False),
                name="assessor_joined_in_a_place",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None, left_why="") | (Q(left_at__isnull=False) & ~Q(left_why="")),
                name="assessor_left_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["departmental", "independent", "body"]),
                name="assessor_capacity_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """The public body that a competition appoints to, as it sits when the competition is prepared."""

    competition = models.OneToOneField(Competition, on_delete=models.CASCADE, related_name="body")
    name = models.CharField(max_length=200)
    size = models.PositiveSmallIntegerField()  # members today
    target = models.PositiveSmallIntegerField()  # members wanted

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class SittingMember(models.Model):
    """Somebody who sits on the body today."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    sectors = models.ManyToManyField(Sector, related_name="sitting_members", blank=True)
    strategic = models.BooleanField()
    frontline = models.BooleanField()
    term = models.PositiveSmallIntegerField()  # first or second
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["body_id", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="sitting_member_term_in_order"),
            models.CheckConstraint(condition=Q(term__in=[1, 2]), name="sitting_member_first_or_second_term"),
        ]

    def __str__(self) -> str:
        return self.name
