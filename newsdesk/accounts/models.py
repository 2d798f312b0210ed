"""Users, desks, members and roles: the only place that knows who belongs where."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user; without a password, one who cannot log in. Addresses are kept in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Deactivated, never deleted: decisions name the people who took them."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    @property
    def is_staff(self) -> bool:
        """May enter the admin: the operator, and whoever curates some desk."""
        return self.is_superuser or self.memberships.filter(role__gte=Role.CURATOR).exists()


class Role(models.IntegerChoices):
    """What a member may do on a desk; each role includes the ones below it."""

    READER = 10, _("reader")
    ANNOTATOR = 20, _("annotator")
    REVIEWER = 30, _("reviewer")
    CURATOR = 40, _("curator")
    OWNER = 50, _("owner")


class DeskQuerySet(models.QuerySet["Desk"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The desks that `user` belongs to."""
        return self.filter(memberships__user_id=user.pk) if user.pk else self.none()

    def with_role(self, user: User | AnonymousUser, role: Role) -> Self:
        """The desks on which `user` has at least `role`."""
        if not user.pk:
            return self.none()
        return self.filter(memberships__user_id=user.pk, memberships__role__gte=role)


class Desk(models.Model):
    """A team and its material.

    On `hidden_share` per cent of its new articles people read before they see what the machine suggests.
    """

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("short name"), unique=True, max_length=60)
    hidden_share = models.PositiveSmallIntegerField(
        _("articles with hidden suggestions, in per cent"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Drawn at random when an article is added. Nobody sees what the machine suggests for it until a "
            "reviewer has submitted the article. Articles that are on the desk already stay as they are."
        ),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    objects: ClassVar[models.Manager[Desk]] = models.Manager.from_queryset(DeskQuerySet)()

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(hidden_share__lte=100), name="hidden_share_is_a_share")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def desk_id(self) -> int:
        return self.pk


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(user))


class Membership(models.Model):
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="memberships", verbose_name=_("desk"))
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    role = models.PositiveSmallIntegerField(_("role"), choices=Role.choices, default=Role.READER)
    created_at = models.DateTimeField(_("member since"), default=timezone.now)

    objects: ClassVar[models.Manager[Membership]] = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [models.UniqueConstraint(fields=["desk", "user"], name="one_membership_a_desk")]

    def __str__(self) -> str:
        return f"{self.user} · {self.desk}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def in_two_weeks() -> datetime:
    return timezone.now() + timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(desk__in=Desk.objects.with_role(user, Role.OWNER))

    def usable(self) -> Self:
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link that makes its holder a member: for one person, once, for two weeks."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="invitations", verbose_name=_("desk"))
    role = models.PositiveSmallIntegerField(_("role"), choices=Role.choices, default=Role.READER)
    email = models.EmailField(_("email address"), blank=True)
    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("invited by"))
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), default=in_two_weeks)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("accepted by")
    )

    objects: ClassVar[models.Manager[Invitation]] = models.Manager.from_queryset(InvitationQuerySet)()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email or str(self.desk)

    @property
    def is_usable(self) -> bool:
        """As `usable()`, of this row as it was read."""
        return self.accepted_at is None and self.expires_at > timezone.now()
