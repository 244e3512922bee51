"""What a view raises when somebody does something too often; the person gets a page that says how long to wait."""

from datetime import timedelta


class TooManyRequests(Exception):
    """Somebody did something too often. `wait` is how long until it can be done again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"Too many requests: wait {wait}.")
        self.wait = wait
