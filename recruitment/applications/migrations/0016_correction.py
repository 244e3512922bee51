"""Officials correct for whom they entered an application; what was corrected stays on record."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0015_half_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_before", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("email_before", models.EmailField(max_length=254)),
                ("email", models.EmailField(max_length=254)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="applications.application",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="correction_has_a_name"
                    )
                ],
            },
        ),
        refuse(
            name="applications_correction_append_only_update",
            table="applications_correction",
            event="UPDATE",
            message="A correction stays on record: make another one.",
        ),
        refuse(
            name="applications_correction_stays_delete",
            table="applications_correction",
            event="DELETE",
            message="A correction of a sent application stays on record.",
            when=(
                "EXISTS (SELECT 1 FROM applications_application a "
                "WHERE a.id = OLD.application_id AND a.state <> 'draft')"
            ),
        ),
    ]
