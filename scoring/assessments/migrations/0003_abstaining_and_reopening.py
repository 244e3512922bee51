"""Scores without a level; assessments that were reopened stay as they were sent."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruitment.records.triggers import allow, refuse, through_a_rebuild

BEFORE = import_module("scoring.assessments.migrations.0002_fixed_when_sent")
[UPDATE] = [
    each for each in BEFORE.Migration.operations if each.refusal.name == "assessments_assessment_fixed_update"
]
OTHERWISE_AS_BEFORE = (
    "NEW.sent_at = OLD.sent_at AND NEW.stage = OLD.stage "
    "AND NEW.assessor_id = OLD.assessor_id AND NEW.application_id = OLD.application_id"
)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0011_extension"),
        ("assessments", "0002_fixed_when_sent"),
        ("competitions", "0002_lock_when_published"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *through_a_rebuild(
            [
                migrations.RemoveConstraint(
                    model_name="assessment",
                    name="assessment_once",
                ),
                migrations.RemoveConstraint(
                    model_name="score",
                    name="score_complete_has_level_and_reason",
                ),
                migrations.AddField(
                    model_name="assessment",
                    name="reopened_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="assessment",
                    name="reopened_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="assessment",
                    name="reopened_why",
                    field=models.TextField(blank=True, db_default="", default=""),
                ),
                migrations.AddField(
                    model_name="score",
                    name="no_level",
                    field=models.CharField(
                        blank=True,
                        choices=[("abstained", "Abstained"), ("not_applicable", "Not applicable")],
                        db_default="",
                        default="",
                        max_length=20,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("reopened_at", None)),
                        fields=("assessor", "application", "stage"),
                        name="assessment_one_in_force",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reopened_at", None), ("reopened_by", None), ("reopened_why", "")),
                            models.Q(
                                ("reopened_at__isnull", False),
                                ("reopened_by__isnull", False),
                                ("sent_at__isnull", False),
                                models.Q(("reopened_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_reopened_by_somebody_and_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_complete", False),
                            models.Q(
                                models.Q(
                                    ("level__isnull", False),
                                    models.Q(("no_level", ""), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="score_complete_has_choice_and_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="score",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("no_level", ""),
                            models.Q(
                                ("level__isnull", True), ("no_level__in", ["abstained", "not_applicable"])
                            ),
                            _connector="OR",
                        ),
                        name="score_level_or_why_none",
                    ),
                ),
            ],
            refusals=BEFORE.Migration.operations,
        ),
        allow(UPDATE),
        # What was sent may be reopened, once; nothing else of it changes.
        refuse(
            name=UPDATE.refusal.name,
            table=UPDATE.refusal.table,
            event="UPDATE",
            message=UPDATE.refusal.message,
            when=(
                "OLD.sent_at IS NOT NULL AND (OLD.reopened_at IS NOT NULL OR NEW.reopened_at IS NULL "
                f"OR NEW.sent_at IS NULL OR NOT ({OTHERWISE_AS_BEFORE}))"
            ),
        ),
    ]
