"""The database refuses to change or delete what was recorded."""

from django.db import migrations

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        refuse(
            name=f"agreed_score_fixed_{event.lower()}",
            table="moderation_agreedscore",
            event=event,
            message="An agreed score stays: record a new one.",
        )
        for event in ("UPDATE", "DELETE")
    ]
