"""A sent application keeps the hash of what was sent, for good.

The pairing with the state is a trigger and not a constraint: for a constraint SQLite would make the table anew, which
the triggers that read it do not allow.
"""

from django.db import migrations, models

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_milestone")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="sent_hash",
            field=models.CharField(blank=True, max_length=67, null=True),
        ),
        refuse(
            name="applications_sent_hash_fixed",
            table="applications_application",
            event="UPDATE",
            message="The hash of a sent application is fixed.",
            when=(
                "(OLD.sent_hash IS NOT NULL AND (NEW.sent_hash IS NULL OR NEW.sent_hash <> OLD.sent_hash)) "
                "OR (NEW.sent_hash IS NOT NULL AND NEW.state = 'draft')"
            ),
        ),
    ]
