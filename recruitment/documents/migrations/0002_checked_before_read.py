"""Documents are checked before anybody but their owner reads them."""

from django.conf import settings
from django.db import migrations, models

import recruitment.documents.models
from recruitment.documents.tasks import prepare


def check_what_is_there(apps, schema_editor):
    """Have the worker check the documents that were taken before there was a check."""
    for pk in (
        apps.get_model("documents", "Document").objects.filter(removed_at=None).values_list("pk", flat=True)
    ):
        prepare.enqueue(pk, attempt=1)


def forget_that_pages_are_unknown(apps, schema_editor):
    apps.get_model("documents", "Document").objects.filter(pages=None).update(pages=0)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0008_asked_to_send_at"),
        ("documents", "0001_initial"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="attempts",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="document",
            name="checked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="clean_copy",
            field=models.FileField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                storage=recruitment.documents.models._document_storage,
                upload_to="",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="clean_sha256",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="document",
            name="format",
            field=models.CharField(
                choices=[("pdf", "PDF"), ("docx", "DOCX"), ("odt", "ODT")],
                db_default="pdf",
                default="pdf",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="problem",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="document",
            name="scanner",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="document",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Being checked"),
                    ("clean", "Checked"),
                    ("infected", "Contains a virus"),
                    ("failed", "Could not be taken"),
                ],
                db_default="pending",
                default="pending",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="pages",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("checked_at", None),
                        ("clean_copy", ""),
                        ("clean_sha256", ""),
                        ("problem", ""),
                        ("state", "pending"),
                    ),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("pages__gt", 0),
                        ("problem", ""),
                        ("state", "clean"),
                        models.Q(("clean_copy", ""), _negated=True),
                        models.Q(("clean_sha256", ""), _negated=True),
                    ),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("clean_copy", ""),
                        ("clean_sha256", ""),
                        ("state__in", ["infected", "failed"]),
                        models.Q(("problem", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="document_state_has_its_columns",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("scanner", ""), ("state", "infected"), _negated=True),
                name="document_infected_says_who_found_it",
            ),
        ),
        migrations.RunPython(check_what_is_there, forget_that_pages_are_unknown),
    ]
