"""A conflict that is noticed later is a row of its own, beside the first answer.

Backwards, the version before knows one row for each assessor and application: as long as a conflict was noticed later,
there is no way back, because what was declared is never lost.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

from recruitment.records.triggers import through_a_rebuild

FIXED = [
    operation
    for name in ("0002_append_only", "0003_connections_and_rulings")
    for operation in import_module(f"scoring.assessors.migrations.{name}").Migration.operations
]


class Migration(migrations.Migration):
    dependencies = [("assessors", "0003_connections_and_rulings")]

    operations = through_a_rebuild(
        [
            migrations.AddField(
                model_name="conflictdeclaration",
                name="noticed_later",
                field=models.BooleanField(db_default=False, default=False),
            ),
            migrations.RemoveConstraint(model_name="conflictdeclaration", name="conflict_declared_once"),
            migrations.AddConstraint(
                model_name="conflictdeclaration",
                constraint=models.UniqueConstraint(
                    fields=["assessor", "application"],
                    condition=Q(noticed_later=False),
                    name="conflict_declared_once_first",
                ),
            ),
            migrations.AddConstraint(
                model_name="conflictdeclaration",
                constraint=models.CheckConstraint(
                    condition=Q(noticed_later=False) | Q(kind="conflict"),
                    name="conflict_noticed_later_is_one",
                ),
            ),
        ],
        refusals=FIXED,
    )
