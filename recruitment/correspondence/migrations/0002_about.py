"""Several e-mails of a kind to one application, each about another thing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
        ("correspondence", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="email",
            name="email_once_of_a_kind",
        ),
        migrations.AddField(
            model_name="email",
            name="about",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddConstraint(
            model_name="email",
            constraint=models.UniqueConstraint(
                fields=("application", "kind", "about"), name="email_once_of_a_kind"
            ),
        ),
    ]
