"""Which official withdrew an application for somebody. NULL: the person did, or it was before this was kept."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from recruitment.records.triggers import Refuse, allow, refuse, through_a_rebuild

REFUSALS = {
    each.refusal.event: each
    for each in import_module("recruitment.applications.migrations.0007_withdrawal").Migration.operations
    if isinstance(each, Refuse)
}


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0019_contact_corrected_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *through_a_rebuild(
            [
                migrations.AddField(
                    model_name="withdrawal",
                    name="withdrawn_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            refusals=REFUSALS.values(),
        ),
        # The same refusal, which knows the column too.
        allow(REFUSALS["UPDATE"]),
        refuse(
            name="withdrawal_fixed_update",
            table="applications_withdrawal",
            event="UPDATE",
            message="A withdrawal can only be undone, once.",
            when=(
                "OLD.undone_at IS NOT NULL OR NEW.application_id <> OLD.application_id OR NEW.at <> OLD.at "
                "OR NEW.reason <> OLD.reason OR NEW.details <> OLD.details "
                "OR COALESCE(NEW.withdrawn_by_id, 0) <> COALESCE(OLD.withdrawn_by_id, 0)"
            ),
        ),
    ]
