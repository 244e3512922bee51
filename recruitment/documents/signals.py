"""What this room tells the rooms above it, in the transaction of what happened."""

from django.dispatch import Signal

# A file was checked: `document`, which is now clean, infected or failed.
checked = Signal()
# Somebody put another file in the place of one, or removed it: `application`, `by`.
changed = Signal()
