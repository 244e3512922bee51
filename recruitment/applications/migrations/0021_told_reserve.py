"""The status page says that somebody is a reserve."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0020_withdrawn_by"),
    ]

    operations = [
        migrations.AlterField(
            model_name="milestone",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sift_started", "The sift of this application began"),
                    ("shortlisted", "Told: shortlisted"),
                    ("reserve", "Told: reserve"),
                    ("not_shortlisted", "Told: not shortlisted"),
                    ("invited_to_interview", "Invited to an interview"),
                ],
                max_length=40,
            ),
        ),
    ]
