"""People who can sign in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Find and make people by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this address; raises User.DoesNotExist."""
        return self.get(email__iexact=username or "")

    def for_email(self, email: str) -> "User":
        """Return the person with this address; make one, without a password, if there is none."""
        address = email.strip().lower()
        user, created = self.get_or_create(email=address)
        if created:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user

    def without_address(self) -> "User":
        """Make a person who has no e-mail address, and so can never sign in."""
        user = User(email=None)
        user.set_unusable_password()
        user.save()
        return user


class User(AbstractBaseUser):
    """A person, known by an e-mail address. What they may do follows from what they hold, not from flags here.

    Somebody who has none (NULL) applied on paper or by telephone.
    """

    email = models.EmailField(max_length=254, unique=True, null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case")]

    def __str__(self) -> str:
        return self.email or f"Person {self.pk}, without an email address"


class SignInCode(models.Model):
    """A code that somebody asked for, without the code itself: how often it was sent and guessed at.

    The code stands in the session of the browser that asked. What is counted stands here, because requests that come at
    the same moment overwrite each other's session.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="codes")
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    emails = models.PositiveSmallIntegerField(default=1)
    guesses = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user}, {self.asked_at}"


class Official(models.Model):
    """A person who runs one competition for the Department."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="officials")
    competition = models.ForeignKey(
        "competitions.Competition", on_delete=models.CASCADE, related_name="officials"
    )
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "competition"], name="official_once")]

    def __str__(self) -> str:
        return self.name
