"""The audit log."""

from django.db import models


class AuditEvent(models.Model):
    """One thing that happened. Rows are only ever added; the database refuses anything else.

    Each row carries the hash of the row before it, so a changed or missing row shows (see `verify.py`). The log is
    evidence for people: the program never reads it to decide what to do.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # no foreign key: erasing a person leaves the log as it is
    actor_label = models.CharField(max_length=100)  # the capacity somebody acted in, never a name
    action = models.CharField(max_length=60)  # "application.sent"
    competition = models.CharField(max_length=100, blank=True)  # slug
    subject = models.CharField(max_length=100, blank=True)  # a reference, never a name
    details = models.JSONField(default=dict)  # texts, whole numbers, booleans and lists of them
    previous_hash = models.CharField(max_length=64, unique=True)  # unique: the chain cannot fork
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["competition", "subject"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.subject}"
