"""Several roles in each sector instead of one.

The role that stood in `SectorExperience` becomes the first of its sector. It counts as full time without a break, which
was not asked before; the years that the person gave stand as their correction of what is counted from now on. In an
application that is not sent yet the page of the role is open again, because it asks more.

The old columns are dropped in the same migration, and the hash of an application that was sent before it no longer fits
the answers, because the portal is not in production yet. Going back keeps the first role of each sector and drops the
others.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from recruitment.records.triggers import allow, refuse

FIXED = [
    each
    for each in import_module("recruitment.applications.migrations.0002_fixed_when_sent").Migration.operations
    if each.refusal.table == "applications_sectorexperience"
]
SAME = ["organisation", "organisation_masked", "role", "role_masked", "started", "summary", "summary_masked"]
REASON = "These are the years that were asked for before roles were told one by one."
SECTION = "sector-experience"


def carry_over(apps, schema_editor):
    """Make the role of each sector the first of its roles."""
    SectorExperience = apps.get_model("applications", "SectorExperience")
    SectorRole = apps.get_model("applications", "SectorRole")
    for row in SectorExperience.objects.exclude(started=None).iterator():
        SectorRole.objects.create(
            application_id=row.application_id,
            sector_id=row.sector_id,
            position=1,
            level="both" if row.level == "none" else row.level,
            ended=row.ended,
            current=row.ended is None,
            days_a_week=5,
            **{name: getattr(row, name) for name in SAME},
        )
        row.another_role = False
        row.corrected_strategic, row.corrected_frontline = row.years_strategic, row.years_frontline
        if row.years_strategic is not None or row.years_frontline is not None:
            row.years_right = False
            row.correction_reason = row.correction_reason_masked = REASON
        row.save()
    _rename_pages(apps, "{key}", "role-1-{key}", accepted=False)


def carry_back(apps, schema_editor):
    """Make the first role of each sector its only one."""
    SectorExperience = apps.get_model("applications", "SectorExperience")
    SectorRole = apps.get_model("applications", "SectorRole")
    for role in SectorRole.objects.filter(position=1).iterator():
        row = SectorExperience.objects.get(application_id=role.application_id, sector_id=role.sector_id)
        for name in (*SAME, "ended", "current"):
            setattr(row, name, getattr(role, name))
        row.years_strategic, row.years_frontline = row.corrected_strategic, row.corrected_frontline
        row.save()
    _rename_pages(apps, "role-1-{key}", "{key}", accepted=False)


def _rename_pages(apps, before, after, **changes):
    for key in set(apps.get_model("competitions", "Sector").objects.values_list("key", flat=True)):
        old, new = (pattern.format(key=key.replace("_", "-")) for pattern in (before, after))
        of_the_page = {"section": SECTION, "step": old}
        apps.get_model("applications", "StepDraft").objects.filter(**of_the_page).update(step=new, **changes)
        apps.get_model("applications", "RefusedSave").objects.filter(**of_the_page).update(step=new)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0008_asked_to_send_at"),
        ("competitions", "0002_lock_when_published"),
    ]

    operations = [
        *map(allow, FIXED),
        migrations.CreateModel(
            name="SectorRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("strategic", "Strategic"),
                            ("frontline", "Frontline"),
                            ("both", "Both strategic and frontline"),
                        ],
                        max_length=10,
                    ),
                ),
                ("organisation", models.CharField(max_length=200)),
                ("organisation_masked", models.CharField(blank=True, max_length=400)),
                ("role", models.CharField(max_length=200)),
                ("role_masked", models.CharField(blank=True, max_length=400)),
                ("started", models.DateField()),
                ("ended", models.DateField(blank=True, null=True)),
                ("current", models.BooleanField()),
                ("days_a_week", models.PositiveSmallIntegerField()),
                ("months_of_break", models.PositiveSmallIntegerField(default=0)),
                ("summary", models.TextField()),
                ("summary_masked", models.TextField(blank=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sector_roles",
                        to="applications.application",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="competitions.sector",
                    ),
                ),
            ],
            options={
                "ordering": ["application_id", "sector__position", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "sector", "position"), name="sector_role_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__range", (1, 8))), name="sector_role_position_1_to_8"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["strategic", "frontline", "both"])),
                        name="sector_role_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("current", True), ("ended__isnull", True)),
                            models.Q(("current", False), ("ended__isnull", False)),
                            _connector="OR",
                        ),
                        name="sector_role_ends_unless_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended__isnull", True), ("ended__gte", models.F("started")), _connector="OR"
                        ),
                        name="sector_role_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days_a_week__range", (1, 5))), name="sector_role_days_1_to_5"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="sectorexperience", name="another_role", field=models.BooleanField(null=True)
        ),
        migrations.AddField(
            model_name="sectorexperience", name="years_right", field=models.BooleanField(null=True)
        ),
        migrations.AddField(
            model_name="sectorexperience",
            name="corrected_strategic",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sectorexperience",
            name="corrected_frontline",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sectorexperience",
            name="correction_reason",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sectorexperience",
            name="correction_reason_masked",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveConstraint(
            model_name="sectorexperience", name="sector_experience_current_has_no_end"
        ),
        migrations.RemoveConstraint(model_name="sectorexperience", name="sector_experience_dates_in_order"),
        migrations.RemoveField(model_name="sectorexperience", name="organisation"),
        migrations.RemoveField(model_name="sectorexperience", name="organisation_masked"),
        migrations.RemoveField(model_name="sectorexperience", name="role"),
        migrations.RemoveField(model_name="sectorexperience", name="role_masked"),
        migrations.RemoveField(model_name="sectorexperience", name="started"),
        migrations.RemoveField(model_name="sectorexperience", name="ended"),
        migrations.RemoveField(model_name="sectorexperience", name="current"),
        migrations.RemoveField(model_name="sectorexperience", name="years_strategic"),
        migrations.RemoveField(model_name="sectorexperience", name="years_frontline"),
        migrations.RemoveField(model_name="sectorexperience", name="summary"),
        migrations.RemoveField(model_name="sectorexperience", name="summary_masked"),
        migrations.AddConstraint(
            model_name="sectorexperience",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrected_frontline__isnull", True), ("corrected_strategic__isnull", True)),
                    models.Q(("correction_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="sector_experience_corrected_with_a_reason",
            ),
        ),
        *FIXED,
        *(
            refuse(
                name=f"applications_sectorrole_fixed_{event.lower()}",
                table="applications_sectorrole",
                event=event,
                message="The answers of a sent application are fixed.",
                when=(
                    "EXISTS (SELECT 1 FROM applications_application a "
                    "WHERE a.id = NEW.application_id AND a.state <> 'draft')"
                ),
            )
            for event in ("INSERT", "UPDATE")
        ),
    ]
