"""The database refuses to delete how a sent application came."""

from django.db import migrations

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("applications", "0016_correction")]
    operations = [
        refuse(
            name="applications_entering_stays_delete",
            table="applications_entering",
            event="DELETE",
            message="How a sent application came stays on record.",
            when=(
                "EXISTS (SELECT 1 FROM applications_application a "
                "WHERE a.id = OLD.application_id AND a.state <> 'draft')"
            ),
        ),
    ]
