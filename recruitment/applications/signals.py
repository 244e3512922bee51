"""What this room tells and asks the rooms above it, in the transaction of what happened."""

from django.dispatch import Signal

# An application was withdrawn: `application`, `by`.
withdrawn = Signal()
# A person takes away what is held about them: `application_ids`. A room that keeps something about applications returns
# it as plain values by the application's primary key, in a fixed number of queries.
taken_away = Signal()
