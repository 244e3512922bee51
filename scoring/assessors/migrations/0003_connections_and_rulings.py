"""Connections on which the chair rules.

To the version before, a connection is a conflict: it keeps its assessor away. Backwards it stays one, whatever was
ruled.
"""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from recruitment.records.triggers import refuse, through_a_rebuild

FIXED = import_module("scoring.assessors.migrations.0002_append_only").Migration.operations


class Migration(migrations.Migration):
    dependencies = [
        ("assessors", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *through_a_rebuild(
            [
                migrations.AddField(
                    model_name="conflictdeclaration",
                    name="left_to_chair",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="conflictdeclaration",
                    name="details_masked",
                    field=models.TextField(blank=True, db_default="", default=""),
                ),
                migrations.RemoveConstraint(
                    model_name="conflictdeclaration",
                    name="conflict_has_details",
                ),
                migrations.AddConstraint(
                    model_name="conflictdeclaration",
                    constraint=models.CheckConstraint(
                        condition=Q(kind="none", details="", left_to_chair=False)
                        | (Q(kind="conflict") & ~Q(details="")),
                        name="conflict_has_details",
                    ),
                ),
            ],
            refusals=FIXED,
        ),
        migrations.CreateModel(
            name="Ruling",
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
                        choices=[("carries_on", "Carries on"), ("recused", "Recused")], max_length=10
                    ),
                ),
                ("reason", models.TextField()),
                ("ruled_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "declaration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ruling",
                        to="assessors.conflictdeclaration",
                    ),
                ),
                (
                    "ruled_by",
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
                        condition=Q(outcome__in=["carries_on", "recused"]) & ~Q(reason=""),
                        name="ruling_known_with_reason",
                    )
                ],
            },
        ),
        *(
            refuse(
                name=f"ruling_fixed_{event.lower()}",
                table="assessors_ruling",
                event=event,
                message="What was ruled stays as it was.",
            )
            for event in ("UPDATE", "DELETE")
        ),
    ]
