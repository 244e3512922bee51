"""An address may be corrected to none, and from none; the columns stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0017_entering_stays"),
    ]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AlterField(
            model_name="correction",
            name="email_before",
            field=models.EmailField(blank=True, max_length=254),
        ),
    ]
