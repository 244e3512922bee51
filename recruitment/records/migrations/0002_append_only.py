"""The database refuses to change or delete an event of the audit log."""

from django.db import migrations

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        refuse(
            name=f"audit_no_{event.lower()}",
            table="records_auditevent",
            event=event,
            message="The audit log is append-only.",
        )
        for event in ("UPDATE", "DELETE")
    ]
