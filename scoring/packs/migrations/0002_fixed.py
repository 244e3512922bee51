"""The database refuses to change a pack that is ready, and to change or delete what is recorded of downloads."""

from django.db import migrations

from recruitment.records.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("packs", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        refuse(
            name="pack_fixed_when_ready",
            table="packs_pack",
            event="UPDATE",
            when="OLD.state = 'ready'",
            message="A pack that is ready stays as it is: ask for a new one.",
        ),
        *(
            refuse(
                name=f"pack_download_fixed_{event.lower()}",
                table="packs_packdownload",
                event=event,
                message="A download stays on record.",
            )
            for event in ("UPDATE", "DELETE")
        ),
    ]
