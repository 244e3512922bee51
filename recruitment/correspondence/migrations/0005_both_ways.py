"""Each message is kept as an e-mail and as a letter, for an address that comes or goes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0004_paper_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="email",
            name="as_letter",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="paperletter",
            name="as_email",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
