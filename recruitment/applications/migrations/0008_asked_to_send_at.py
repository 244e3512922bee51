"""When the person pressed Send while the CV was still being checked."""

from django.db import migrations, models

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("applications", "0007_withdrawal")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="asked_to_send_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        # Not a check constraint: SQLite would rebuild the table, which the triggers of many others read.
        refuse(
            name="applications_only_a_draft_waits",
            table="applications_application",
            event="UPDATE",
            message="Only a draft waits to be sent.",
            when="NEW.asked_to_send_at IS NOT NULL AND NEW.state <> 'draft'",
        ),
    ]
