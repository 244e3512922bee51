"""The database refuses to change, add or delete the current files of an application that was sent.

A file that was removed before may still get the result of its check.
"""

from django.db import migrations

from recruitment.records.triggers import refuse


def fixed(event: str, rows: str, also: str = "") -> migrations.RunPython:
    """Refuse an event on files where the application of one of these rows is no longer a draft."""
    return refuse(
        name=f"documents_document_fixed_{event.lower()}",
        table="documents_document",
        event=event,
        message="The files of a sent application are fixed.",
        when=(
            f"EXISTS (SELECT 1 FROM applications_application a WHERE a.id IN ({rows}) AND a.state <> 'draft')"
            + also
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
        ("documents", "0002_checked_before_read"),
    ]
    operations = [
        fixed("INSERT", "NEW.application_id"),
        fixed(
            "UPDATE",
            "OLD.application_id, NEW.application_id",
            also=(
                " AND (OLD.removed_at IS NULL OR NEW.removed_at IS NULL"
                " OR OLD.application_id <> NEW.application_id)"
            ),
        ),
        fixed("DELETE", "OLD.application_id"),
    ]
