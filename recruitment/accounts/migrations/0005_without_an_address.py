"""Somebody who applied on paper or by telephone may have no e-mail address."""

from typing import Any

from django.db import migrations, models


def give_addresses(apps: Any, schema_editor: Any) -> None:
    """Backwards: give those without an address one that nobody can read, because the version before needs one."""
    User = apps.get_model("accounts", "User")
    for pk in User.objects.filter(email=None).values_list("pk", flat=True):
        User.objects.filter(pk=pk).update(email=f"nobody-{pk}@no-address.invalid")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_emails_of_a_code")]
    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(max_length=254, null=True, unique=True),
        ),
        migrations.RunPython(migrations.RunPython.noop, give_addresses),
    ]
