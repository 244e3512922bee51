"""The database refuses to change or delete what was recorded."""

from django.db import migrations

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("shortlisting", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        refuse(
            name=f"sift_decision_fixed_{event.lower()}",
            table="shortlisting_siftdecision",
            event=event,
            message="A decision stays: record a new one.",
        )
        for event in ("UPDATE", "DELETE")
    ]
