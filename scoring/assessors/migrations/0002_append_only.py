"""The database refuses to change or delete what was recorded."""

from django.db import migrations

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("assessors", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        refuse(
            name=f"conflict_declaration_fixed_{event.lower()}",
            table="assessors_conflictdeclaration",
            event=event,
            message="What was declared stays as it was.",
        )
        for event in ("UPDATE", "DELETE")
    ]
