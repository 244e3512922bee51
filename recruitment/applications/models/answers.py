"""The accepted answers, one model for each section, in typed columns.

A column `<name>_masked` holds the text of `<name>` with the person's own name, e-mail address, telephone number and
postcode masked. It is written when the application is sent, and it is what a blind sift reads.
"""

from django.db import models
from django.db.models import Q

from recruitment.applications.models.application import Application


class AboutYou(models.Model):
    """Who the person is and how to reach them."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="about_you")
    full_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    address_line_1 = models.CharField(max_length=200, blank=True)
    address_line_2 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.full_name


class PostChoice(models.Model):
    """A post that the person wants to be considered for."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="post_choices")
    post = models.ForeignKey("competitions.Post", on_delete=models.PROTECT, related_name="choices")

    class Meta:
        ordering = ["application_id", "post__position"]
        constraints = [models.UniqueConstraint(fields=["application", "post"], name="post_chosen_once")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.post_id}"


class Eligibility(models.Model):
    """The hard stops, and the matters to declare. NULL: not answered yet."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="eligibility")
    disqualified_director = models.BooleanField(null=True)
    unspent_conviction = models.BooleanField(null=True)
    insolvency_scotland = models.BooleanField(null=True)
    right_to_work = models.BooleanField(null=True)
    bankruptcy = models.BooleanField(null=True)
    bankruptcy_details = models.TextField(blank=True)
    police_investigation = models.BooleanField(null=True)
    police_investigation_details = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Eligibility of {self.application_id}"


class SectorExperience(models.Model):
    """At which levels the person worked in one sector, and whether the years counted from their roles are right."""

    class Level(models.TextChoices):
        """How somebody worked in a sector."""

        NONE = "none", "None"
        STRATEGIC = "strategic", "Strategic"
        FRONTLINE = "frontline", "Frontline"
        BOTH = "both", "Both strategic and frontline"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sector_experience")
    sector = models.ForeignKey("competitions.Sector", on_delete=models.PROTECT, related_name="experience")
    level = models.CharField(max_length=10, choices=Level.choices)
    another_role = models.BooleanField(null=True)  # said on the page of the last role that there is one more
    years_right = models.BooleanField(null=True)  # NULL: not asked since the roles last changed
    corrected_strategic = models.PositiveSmallIntegerField(null=True, blank=True)  # whole years
    corrected_frontline = models.PositiveSmallIntegerField(null=True, blank=True)  # whole years
    correction_reason = models.TextField(blank=True)
    correction_reason_masked = models.TextField(blank=True)

    class Meta:
        ordering = ["application_id", "sector__position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "sector"], name="sector_experience_once"),
            models.CheckConstraint(
                condition=Q(level__in=["none", "strategic", "frontline", "both"]),
                name="sector_experience_level_known",
            ),
            models.CheckConstraint(
                condition=Q(corrected_strategic__isnull=True, corrected_frontline__isnull=True)
                | ~Q(correction_reason=""),
                name="sector_experience_corrected_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector_id} ({self.level}) of {self.application_id}"


class SectorRole(models.Model):
    """One role in one sector. Positions run from 1 without a gap, in the order in which the roles were told."""

    MOST = 8  # roles in one sector

    class Level(models.TextChoices):
        """What kind of work a role was."""

        STRATEGIC = "strategic", "Strategic"
        FRONTLINE = "frontline", "Frontline"
        BOTH = "both", "Both strategic and frontline"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="sector_roles")
    sector = models.ForeignKey("competitions.Sector", on_delete=models.PROTECT, related_name="roles")
    position = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, choices=Level.choices)
    organisation = models.CharField(max_length=200)
    organisation_masked = models.CharField(max_length=400, blank=True)
    role = models.CharField(max_length=200)
    role_masked = models.CharField(max_length=400, blank=True)
    started = models.DateField()  # first day of the month
    ended = models.DateField(null=True, blank=True)  # first day of the month; NULL: to the present
    current = models.BooleanField()
    days_a_week = models.PositiveSmallIntegerField()  # whole days; 5: full time
    # True: and half a day more. Never False, so that what was sent before this was asked keeps its hash.
    half_day = models.BooleanField(null=True, blank=True)
    months_of_break = models.PositiveSmallIntegerField(default=0)
    summary = models.TextField()
    summary_masked = models.TextField(blank=True)

    class Meta:
        ordering = ["application_id", "sector__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "sector", "position"], name="sector_role_once"),
            models.CheckConstraint(condition=Q(position__range=(1, 8)), name="sector_role_position_1_to_8"),
            models.CheckConstraint(
                condition=Q(level__in=["strategic", "frontline", "both"]), name="sector_role_level_known"
            ),
            models.CheckConstraint(
                condition=Q(current=True, ended__isnull=True) | Q(current=False, ended__isnull=False),
                name="sector_role_ends_unless_current",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=models.F("started")),
                name="sector_role_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(days_a_week__range=(1, 5), half_day__isnull=True)
                | Q(days_a_week__range=(0, 4), half_day__isnull=False, half_day=True),
                name="sector_role_half_a_day_to_5_days",
            ),
        ]

    def __str__(self) -> str:
        return f"Role {self.position} in {self.sector_id} of {self.application_id}"


class EvidenceAnswer(models.Model):
    """The answer to one criterion."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="evidence")
    criterion = models.ForeignKey("competitions.Criterion", on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    text_masked = models.TextField(blank=True)

    class Meta:
        ordering = ["application_id", "criterion__position"]
        constraints = [models.UniqueConstraint(fields=["application", "criterion"], name="evidence_once")]

    def __str__(self) -> str:
        return f"Evidence for {self.criterion_id} of {self.application_id}"


class Interests(models.Model):
    """Conflicts, appointments, conduct and political activity. NULL: not answered yet."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="interests")
    has_conflict = models.BooleanField(null=True)
    conflict_details = models.TextField(blank=True)
    has_appointments = models.BooleanField(null=True)
    appointments_details = models.TextField(blank=True)
    has_conduct = models.BooleanField(null=True)
    conduct_details = models.TextField(blank=True)
    # What a person did for a party or candidate in the last five years; several may hold, or none.
    held_office = models.BooleanField(null=True)
    public_speaking = models.BooleanField(null=True)
    recordable_donation = models.BooleanField(null=True)
    candidate = models.BooleanField(null=True)
    political_details = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "interests"

    def __str__(self) -> str:
        return f"Interests of {self.application_id}"


class Referee(models.Model):
    """Somebody who can be asked about the person."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="referees")
    position = models.PositiveSmallIntegerField()  # 1 or 2
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["application_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="referee_once"),
            models.CheckConstraint(condition=Q(position__in=[1, 2]), name="referee_first_or_second"),
        ]

    def __str__(self) -> str:
        return self.name


class Support(models.Model):
    """What the person needs at an interview, and Disability Confident. NULL: not answered yet."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="support")
    adjustments_needed = models.BooleanField(null=True)
    adjustments_details = models.TextField(blank=True)
    disability_confident = models.BooleanField(null=True)

    class Meta:
        verbose_name_plural = "support"

    def __str__(self) -> str:
        return f"Support for {self.application_id}"


class Declaration(models.Model):
    """What the person confirms."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="declaration")
    complete_and_correct = models.BooleanField(default=False)
    will_report_changes = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Declaration of {self.application_id}"
