"""The database refuses changes to an assessment that its assessor has sent."""

from django.db import migrations

from recruitment.records.triggers import refuse

MESSAGE = "Scores are fixed once their assessor has sent them."


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("records", "0002_append_only")]
    operations = [
        refuse(
            name=f"assessments_score_fixed_{event.lower()}",
            table="assessments_score",
            event=event,
            message=MESSAGE,
            when=(
                "EXISTS (SELECT 1 FROM assessments_assessment a "
                f"WHERE a.id = {'NEW' if event == 'INSERT' else 'OLD'}.assessment_id "
                "AND a.sent_at IS NOT NULL)"
            ),
        )
        for event in ("INSERT", "UPDATE", "DELETE")
    ] + [
        refuse(
            name=f"assessments_assessment_fixed_{event.lower()}",
            table="assessments_assessment",
            event=event,
            message=MESSAGE,
            when="OLD.sent_at IS NOT NULL",
        )
        for event in ("UPDATE", "DELETE")
    ]
