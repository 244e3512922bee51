"""What this room tells the rooms above it, in the transaction of what happened."""

from django.dispatch import Signal

# A competition was loaded or changed, so when it opens is known: `competition`.
scheduled = Signal()
