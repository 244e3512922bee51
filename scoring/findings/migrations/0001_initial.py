"""What the assessment panel found at interviews; the database keeps what was recorded."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0021_told_reserve"),
        ("competitions", "0002_lock_when_published"),
        ("records", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("appointable", "Appointable"), ("not_appointable", "Not appointable")],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="applications.application",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CriterionFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("strengths", models.TextField(blank=True)),
                ("weaknesses", models.TextField(blank=True)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="competitions.criterion",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="on_criteria",
                        to="findings.finding",
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__position"],
            },
        ),
        migrations.CreateModel(
            name="ConflictDiscussion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("none", "The panel asked, and there is no conflict of interest"),
                            ("discussed", "A conflict of interest was discussed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("discussed_on", models.DateField()),
                ("discussed", models.TextField(blank=True)),
                ("view", models.TextField(blank=True)),
                ("mitigation", models.TextField(blank=True)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflict_discussions",
                        to="applications.application",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "version"), name="conflict_discussion_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="conflict_discussion_versions_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("discussed", ""), ("kind", "none"), ("mitigation", ""), ("view", "")),
                            models.Q(
                                ("kind", "discussed"),
                                models.Q(("discussed", ""), _negated=True),
                                models.Q(("view", ""), _negated=True),
                                models.Q(("mitigation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="conflict_discussion_says_all_or_that_there_is_none",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("application", "version"), name="finding_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="finding_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="finding_versions_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["appointable", "not_appointable"])),
                name="finding_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterionfinding",
            constraint=models.UniqueConstraint(
                fields=("finding", "criterion"), name="criterion_finding_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterionfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("strengths", ""), ("weaknesses", ""), _negated=True),
                name="criterion_finding_says_something",
            ),
        ),
        *(
            refuse(
                name=f"{name}_fixed_{event.lower()}",
                table=f"findings_{name}",
                event=event,
                message="What was found at an interview stays: record it anew.",
            )
            for name in ("conflictdiscussion", "finding", "criterionfinding")
            for event in ("UPDATE", "DELETE")
        ),
    ]
