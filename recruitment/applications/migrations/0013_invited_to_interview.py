"""The status page says that somebody was invited to an interview."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0012_entering"),
    ]

    operations = [
        migrations.AlterField(
            model_name="milestone",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sift_started", "The sift of this application began"),
                    ("shortlisted", "Told: shortlisted"),
                    ("not_shortlisted", "Told: not shortlisted"),
                    ("invited_to_interview", "Invited to an interview"),
                ],
                max_length=40,
            ),
        ),
    ]
