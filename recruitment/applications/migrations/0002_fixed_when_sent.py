"""The database refuses to add to or change the answers of an application that is no longer a draft."""

from django.db import migrations

from recruitment.records.triggers import refuse

TABLES = [
    "aboutyou",
    "postchoice",
    "eligibility",
    "sectorexperience",
    "evidenceanswer",
    "interests",
    "referee",
    "support",
    "declaration",
    "stepdraft",
]


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        refuse(
            name=f"applications_{table}_fixed_{event.lower()}",
            table=f"applications_{table}",
            event=event,
            message="The answers of a sent application are fixed.",
            when=(
                "EXISTS (SELECT 1 FROM applications_application a "
                "WHERE a.id = NEW.application_id AND a.state <> 'draft')"
            ),
        )
        for table in TABLES
        for event in ("INSERT", "UPDATE")
    ]
