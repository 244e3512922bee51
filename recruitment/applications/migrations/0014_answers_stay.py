"""The database refuses to delete the answers of an application that was sent, and to move them out of it."""

from importlib import import_module

from django.db import migrations

from recruitment.records.triggers import Refuse, allow, refuse

# Those on updates read the row as it would be, and not as it is.
NARROW = [
    each
    for name in ("0002_fixed_when_sent", "0004_drafts_know_their_page", "0009_sector_roles")
    for each in import_module(f"recruitment.applications.migrations.{name}").Migration.operations
    if isinstance(each, Refuse) and each.refusal.event == "UPDATE"
]
# 0009 names the one on sector experience again, after the table is rebuilt.
BY_TABLE = {each.refusal.table: each for each in NARROW}


def fixed(table: str, event: str, rows: str) -> Refuse:
    """Refuse an event on answers where the application of one of these rows is no longer a draft."""
    return refuse(
        name=f"{table}_fixed_{event.lower()}",
        table=table,
        event=event,
        message="The answers of a sent application are fixed.",
        when=(
            f"EXISTS (SELECT 1 FROM applications_application a WHERE a.id IN ({rows}) AND a.state <> 'draft')"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("applications", "0013_invited_to_interview")]
    operations = [
        *map(allow, BY_TABLE.values()),
        *(fixed(table, "UPDATE", "OLD.application_id, NEW.application_id") for table in BY_TABLE),
        *(fixed(table, "DELETE", "OLD.application_id") for table in BY_TABLE),
    ]
