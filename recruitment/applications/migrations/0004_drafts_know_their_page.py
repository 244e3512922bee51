"""Drafts know which opened page saved them; what an out-of-date page sends is kept beside them."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from recruitment.records.triggers import refuse, through_a_rebuild

FIXED = import_module("recruitment.applications.migrations.0002_fixed_when_sent").Migration.operations


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_extended_until"),
    ]

    operations = [
        *through_a_rebuild(
            [
                migrations.AddField(
                    model_name="stepdraft",
                    name="automatic",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="stepdraft",
                    name="page",
                    field=models.CharField(blank=True, db_default="", default="", max_length=40),
                ),
                migrations.AddField(
                    model_name="stepdraft",
                    name="turn",
                    field=models.PositiveIntegerField(db_default=0, default=0),
                ),
            ],
            refusals=[each for each in FIXED if each.refusal.table == "applications_stepdraft"],
        ),
        migrations.CreateModel(
            name="RefusedSave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("step", models.CharField(max_length=60)),
                ("data", models.JSONField()),
                ("page", models.CharField(blank=True, db_default="", default="", max_length=40)),
                ("turn", models.PositiveIntegerField(db_default=0, default=0)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused_saves",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["saved_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "section", "step", "page"), name="refused_save_once_a_page"
                    )
                ],
            },
        ),
        *(
            refuse(
                name=f"applications_refusedsave_fixed_{event.lower()}",
                table="applications_refusedsave",
                event=event,
                message="The answers of a sent application are fixed.",
                when=(
                    "EXISTS (SELECT 1 FROM applications_application a "
                    "WHERE a.id = NEW.application_id AND a.state <> 'draft')"
                ),
            )
            for event in ("INSERT", "UPDATE")
        ),
    ]
