"""Whether an official recorded an answer for the person. The version before leaves it out, which counts as no."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interviews", "0002_needs_stay")]
    operations = [
        migrations.AddField(
            model_name="reply",
            name="by_official",
            field=models.BooleanField(db_default=False, default=False),
        )
    ]
