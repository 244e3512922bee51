"""Members of an assessment panel can leave and be replaced. The version before sees those who left as members still."""

import django.db.models.deletion
from django.db import migrations, models

from recruitment.records.triggers import refuse


def only_one_chair(apps, schema_editor):
    """Going back: whoever left no longer counts as left, so that the chair is the one who chairs now."""
    apps.get_model("competitions", "Assessor").objects.filter(left_at__isnull=False).update(chair=False)


class Migration(migrations.Migration):
    dependencies = [("competitions", "0002_lock_when_published")]
    operations = [
        migrations.RemoveConstraint(
            model_name="assessor",
            name="assessor_one_chair_at_most",
        ),
        migrations.AddField(
            model_name="assessor",
            name="joined_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assessor",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="assessor",
            name="left_why",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="assessor",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="competitions.assessor",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("chair", True), ("left_at", None)),
                fields=("competition",),
                name="assessor_one_chair_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at", None)),
                fields=("place",),
                name="assessor_one_serves_in_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("joined_at", None), ("place", None)),
                    models.Q(("joined_at__isnull", False), ("place__isnull", False)),
                    _connector="OR",
                ),
                name="assessor_joined_in_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at", None), ("left_why", "")),
                    models.Q(("left_at__isnull", False), models.Q(("left_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assessor_left_with_a_reason",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, only_one_chair),
        *(
            refuse(
                name=f"competitions_assessor_left_{event.lower()}",
                table="competitions_assessor",
                event=event,
                message="Who left an assessment panel stays in its record.",
                when="OLD.left_at IS NOT NULL",
            )
            for event in ("UPDATE", "DELETE")
        ),
    ]
