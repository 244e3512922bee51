"""Officials enter applications that came on paper or by telephone; how one came is never changed afterwards."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0011_extension"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entering",
                        to="applications.application",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "how",
                    models.CharField(
                        choices=[("paper", "On paper"), ("telephone", "By telephone")], max_length=10
                    ),
                ),
                ("received_on", models.DateField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="entering_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["paper", "telephone"])), name="entering_how_is_known"
                    ),
                ],
            },
        ),
        refuse(
            name="applications_entering_append_only_update",
            table="applications_entering",
            event="UPDATE",
            message="How an application came is not changed.",
        ),
    ]
