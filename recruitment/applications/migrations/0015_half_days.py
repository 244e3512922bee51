"""Half-days: a role may have been 2.5 days a week.

While the version before still runs it counts only the whole days of a role that this one kept.
Going back drops the half-days, and makes half a day a week one.
"""

from importlib import import_module

from django.db import migrations, models

from recruitment.records.triggers import Refuse, allow, through_a_rebuild

# What 0014 says of the table takes the place of what 0009 said.
REFUSALS = {
    each.refusal.name: each
    for name in ("0009_sector_roles", "0014_answers_stay")
    for each in import_module(f"recruitment.applications.migrations.{name}").Migration.operations
    if isinstance(each, Refuse) and each.refusal.table == "applications_sectorrole"
}
UPDATE = REFUSALS["applications_sectorrole_fixed_update"]


def make_whole(apps, schema_editor):
    """Make half a day one day, which the columns from before can hold."""
    apps.get_model("applications", "SectorRole").objects.filter(days_a_week=0).update(
        days_a_week=1, half_day=None
    )


class Migration(migrations.Migration):
    dependencies = [("applications", "0014_answers_stay")]
    operations = [
        *through_a_rebuild(
            [
                migrations.RemoveConstraint(model_name="sectorrole", name="sector_role_days_1_to_5"),
                migrations.AddField(
                    model_name="sectorrole",
                    name="half_day",
                    field=models.BooleanField(blank=True, null=True),
                ),
                migrations.AddConstraint(
                    model_name="sectorrole",
                    constraint=models.CheckConstraint(
                        condition=models.Q(days_a_week__range=(1, 5), half_day__isnull=True)
                        | models.Q(days_a_week__range=(0, 4), half_day__isnull=False, half_day=True),
                        name="sector_role_half_a_day_to_5_days",
                    ),
                ),
            ],
            refusals=REFUSALS.values(),
        ),
        # Going back reaches the roles of sent applications too.
        allow(UPDATE),
        migrations.RunPython(migrations.RunPython.noop, make_whole),
        UPDATE,
    ]
