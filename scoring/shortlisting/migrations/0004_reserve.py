"""A candidate can be a reserve. The constraint only becomes wider, so the version before goes on working beside it."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

from recruitment.records.triggers import through_a_rebuild

append_only = import_module("scoring.shortlisting.migrations.0002_append_only")


class Migration(migrations.Migration):
    dependencies = [("shortlisting", "0003_precedence")]
    operations = through_a_rebuild(
        [
            migrations.AlterField(
                model_name="siftdecision",
                name="outcome",
                field=models.CharField(
                    choices=[
                        ("shortlisted", "Shortlisted"),
                        ("reserve", "Reserve"),
                        ("not_shortlisted", "Not shortlisted"),
                    ],
                    max_length=20,
                ),
            ),
            migrations.RemoveConstraint(model_name="siftdecision", name="sift_decision_outcome_known"),
            migrations.AddConstraint(
                model_name="siftdecision",
                constraint=models.CheckConstraint(
                    condition=Q(outcome__in=["shortlisted", "reserve", "not_shortlisted"]),
                    name="sift_decision_outcome_known",
                ),
            ),
        ],
        refusals=append_only.Migration.operations,
    )
