"""Letters to people without an application, which can be unsubscribed from with one click."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0011_extension"),
        ("correspondence", "0002_about"),
    ]

    operations = [
        migrations.AddField(
            model_name="email",
            name="unsubscribe_url",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AlterField(
            model_name="email",
            name="application",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="emails",
                to="applications.application",
            ),
        ),
        migrations.AddConstraint(
            model_name="email",
            constraint=models.UniqueConstraint(
                condition=models.Q(("application", None)),
                fields=("kind", "about"),
                name="letter_once_of_a_kind",
            ),
        ),
    ]
