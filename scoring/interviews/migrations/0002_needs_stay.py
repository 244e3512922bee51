"""What a person needs stays while they cannot come. Going back drops it there."""

from django.db import migrations, models


def drop(apps, schema_editor):
    """Drop what the constraint from before does not allow."""
    apps.get_model("interviews", "Reply").objects.filter(cannot_come=True).update(needs="")


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_initial")]
    operations = [
        migrations.RemoveConstraint(model_name="reply", name="reply_is_a_time_or_cannot_come"),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(cannot_come=False, slot__isnull=False, reason="")
                | models.Q(cannot_come=True, slot__isnull=True),
                name="reply_is_a_time_or_cannot_come",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, drop),
    ]
