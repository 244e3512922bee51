"""From publication on the database refuses changes to criteria, scale, posts and sectors."""

from django.db import migrations

from recruitment.records.triggers import Refuse, refuse

MESSAGE = "Criteria, scale, posts and sectors are locked when a competition is published."


def _published(competition: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM competitions_competition c WHERE c.id = "
        + competition
        + " AND c.published_at IS NOT NULL AND c.published_at <= {now})"
    )


# Where to find the competition of a row, for each locked table.
OWNER = {
    "competitions_sector": "{row}.competition_id",
    "competitions_post": "{row}.competition_id",
    "competitions_scalelevel": "{row}.competition_id",
    "competitions_criterion": "{row}.competition_id",
    "competitions_post_sectors": "(SELECT competition_id FROM competitions_post WHERE id = {row}.post_id)",
    "competitions_criterion_posts": (
        "(SELECT competition_id FROM competitions_criterion WHERE id = {row}.criterion_id)"
    ),
}


def _operations() -> list[Refuse]:
    operations = [
        refuse(
            name=f"{table}_locked_{event.lower()}",
            table=table,
            event=event,
            message=MESSAGE,
            when=_published(owner.replace("{row}", "NEW" if event == "INSERT" else "OLD")),
        )
        for table, owner in OWNER.items()
        for event in ("INSERT", "UPDATE", "DELETE")
    ]
    operations.append(
        refuse(
            name="competitions_acceptable_level_locked",
            table="competitions_competition",
            event="UPDATE",
            message=MESSAGE,
            when=(
                "OLD.published_at IS NOT NULL AND OLD.published_at <= {now} "
                "AND OLD.acceptable_level <> NEW.acceptable_level"
            ),
        )
    )
    return operations


class Migration(migrations.Migration):
    dependencies = [("competitions", "0001_initial"), ("records", "0002_append_only")]
    operations = _operations()
