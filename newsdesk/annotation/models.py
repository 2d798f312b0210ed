"""Layers, the items in them, and the decisions on each item: appended by people, held by the database."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsdesk.accounts.models import Desk, User
from newsdesk.analysis.models import Claim, Mention, PipelineRun
from newsdesk.annotation.comments import models as comments  # noqa: F401  (they belong to this app)
from newsdesk.articles.models import Article, ArticleText


class LayerKind(models.TextChoices):
    """Whose reading it is; the machine's has no layer, its rows hang on runs."""

    DESK = "desk", _("the desk's")
    ANNOTATOR = "annotator", _("one person's")
    GOLD = "gold", _("adjudicated")


class LayerQuerySet(models.QuerySet["Layer"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(text__article__desk__in=Desk.objects.visible_to(user))


class Layer(models.Model):
    """One reading of one text by people. Only an annotator's has a user.

    `run` is the run whose rows its items are bound to.
    """

    text = models.ForeignKey(ArticleText, models.CASCADE, related_name="layers", verbose_name=_("text"))
    kind = models.CharField(_("kind"), max_length=10, choices=LayerKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="layers",
        null=True,
        blank=True,
        verbose_name=_("user"),
    )
    run = models.ForeignKey(
        PipelineRun,
        models.RESTRICT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("bound to the run"),
    )

    objects: ClassVar[models.Manager[Layer]] = models.Manager.from_queryset(LayerQuerySet)()

    class Meta:
        verbose_name = _("layer")
        verbose_name_plural = _("layers")
        constraints = [
            models.UniqueConstraint(
                fields=["text", "kind"], condition=Q(user__isnull=True), name="one_shared_layer_a_kind"
            ),
            models.UniqueConstraint(
                fields=["text", "user"], condition=Q(user__isnull=False), name="one_layer_a_person"
            ),
            models.CheckConstraint(
                condition=Q(kind=LayerKind.ANNOTATOR, user__isnull=False)
                | Q(user__isnull=True) & ~Q(kind=LayerKind.ANNOTATOR),
                name="annotator_layers_have_users",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.text_id}"

    @property
    def desk_id(self) -> int:
        return self.text.desk_id


class ItemKind(models.TextChoices):
    MENTION = "mention", _("mention")
    CLAIM = "claim", _("claim")
    PARAGRAPH = "paragraph", _("paragraph")
    ARTICLE = "article", _("article")


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(desk__in=Desk.objects.visible_to(user))


class Item(models.Model):
    """What decisions are about: a mention, a claim, a paragraph or the article, in one layer.

    `head` is the newest decision, `holds` the one that is in force, None while the item is open, and `redo`
    the undo that could be taken back next: all three are projections of the chain of its decisions.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="items", verbose_name=_("desk"))
    layer = models.ForeignKey(Layer, models.CASCADE, related_name="items", verbose_name=_("layer"))
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind.choices)
    head = models.ForeignKey(
        "Decision", models.PROTECT, related_name="+", null=True, verbose_name=_("newest decision")
    )
    holds = models.ForeignKey(
        "Decision", models.PROTECT, related_name="+", null=True, verbose_name=_("decision in force")
    )
    redo = models.ForeignKey(
        "Decision", models.PROTECT, related_name="+", null=True, verbose_name=_("could be redone")
    )

    objects: ClassVar[models.Manager[Item]] = models.Manager.from_queryset(ItemQuerySet)()

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.uuid}"


class DecisionKind(models.TextChoices):
    ACCEPT = "accept", pgettext_lazy("decision", "accepted")
    REJECT = "reject", pgettext_lazy("decision", "rejected")
    CORRECT = "correct", pgettext_lazy("decision", "corrected")
    ADD = "add", pgettext_lazy("decision", "added")
    NOTHING_HERE = "nothing_here", pgettext_lazy("decision", "nothing here")
    UNDO = "undo", pgettext_lazy("decision", "undone")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(item__desk__in=Desk.objects.visible_to(user))


class Decision(models.Model):
    """What somebody decided about an item, after `previous`. Never changed, never deleted alone.

    `uuid` is made by whoever sends it: sent twice, it is stored once. `value` is the whole value after it,
    None where there is none (a rejection, an undo). `basis_mention` or `basis_claim` is the machine row
    that it was taken on. Decisions of one act share a `batch_id`. `guideline` is the version of the rules
    that it was taken under, empty as long as the desk has none.
    """

    uuid = models.UUIDField(primary_key=True, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="decisions", verbose_name=_("item"))
    previous = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, verbose_name=_("taken after")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DecisionKind.choices)
    value = models.JSONField(_("value"), null=True)
    undoes = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, verbose_name=_("takes back")
    )
    batch_id = models.UUIDField(_("act"), null=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions", verbose_name=_("user")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    guideline = models.CharField(_("guideline"), max_length=40, blank=True)
    basis_mention = models.ForeignKey(
        Mention, models.PROTECT, related_name="+", null=True, verbose_name=_("taken on the mention")
    )
    basis_claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="+", null=True, verbose_name=_("taken on the claim")
    )

    objects: ClassVar[models.Manager[Decision]] = models.Manager.from_queryset(DecisionQuerySet)()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "previous"], condition=Q(previous__isnull=False), name="no_fork"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(previous__isnull=True), name="one_first_decision"
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.UNDO, undoes__isnull=False)
                | Q(undoes__isnull=True) & ~Q(kind=DecisionKind.UNDO),
                name="undos_name_what_they_undo",
            ),
            models.CheckConstraint(
                condition=Q(basis_mention__isnull=True) | Q(basis_claim__isnull=True), name="one_basis"
            ),
        ]
        indexes = [models.Index(fields=["item", "at"], name="decision_history")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.uuid}"

    @property
    def desk_id(self) -> int:
        return self.item.desk_id


class Match(models.TextChoices):
    """How a machine row was recognised as the one that an item is about."""

    EXACT = "exact", _("the same")
    MOVED = "moved", _("moved")


class AnchorQuerySet(models.QuerySet["Anchor"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(item__desk__in=Desk.objects.visible_to(user))


class Anchor(models.Model):
    """The machine row of one run that an item is about. `layer` is the item's: a row has one item in each."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="anchors", verbose_name=_("item"))
    layer = models.ForeignKey(Layer, models.CASCADE, related_name="anchors", verbose_name=_("layer"))
    run = models.ForeignKey(PipelineRun, models.PROTECT, related_name="anchors", verbose_name=_("run"))
    mention = models.ForeignKey(
        Mention, models.PROTECT, related_name="+", null=True, verbose_name=_("mention")
    )
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+", null=True, verbose_name=_("claim"))
    match = models.CharField(_("match"), max_length=10, choices=Match.choices, default=Match.EXACT)

    objects: ClassVar[models.Manager[Anchor]] = models.Manager.from_queryset(AnchorQuerySet)()

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        constraints = [
            models.UniqueConstraint(fields=["item", "run"], name="one_anchor_a_run"),
            models.UniqueConstraint(
                fields=["layer", "mention"], condition=Q(mention__isnull=False), name="one_item_a_mention"
            ),
            models.UniqueConstraint(
                fields=["layer", "claim"], condition=Q(claim__isnull=False), name="one_item_a_claim"
            ),
            models.CheckConstraint(
                condition=Q(mention__isnull=True, claim__isnull=False)
                | Q(mention__isnull=False, claim__isnull=True),
                name="an_anchor_holds_one_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} #{self.run_id}"

    @property
    def desk_id(self) -> int:
        return self.item.desk_id


class ArticleStateQuerySet(models.QuerySet["ArticleState"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(layer__text__article__desk__in=Desk.objects.visible_to(user))


class ArticleState(models.Model):
    """How far the desk is with a text: a projection of the decisions on its layer.

    `open_*` counts the rows of the layer's run that nothing has been decided about, the others the items by
    what holds. `decided_at` is the moment of the newest decision. `is_done` says that the whole article was
    accepted, or read with nothing to find in it.
    """

    layer = models.OneToOneField(
        Layer, models.CASCADE, primary_key=True, related_name="state", verbose_name=_("layer")
    )
    open_mentions = models.PositiveIntegerField(_("open mentions"), default=0)
    open_claims = models.PositiveIntegerField(_("open claims"), default=0)
    accepted = models.PositiveIntegerField(_("accepted"), default=0)
    corrected = models.PositiveIntegerField(_("corrected"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    is_done = models.BooleanField(_("done"), default=False)
    decided_at = models.DateTimeField(_("last decision"), null=True)

    objects: ClassVar[models.Manager[ArticleState]] = models.Manager.from_queryset(ArticleStateQuerySet)()

    class Meta:
        verbose_name = _("state of an article")
        verbose_name_plural = _("states of articles")

    def __str__(self) -> str:
        return f"#{self.layer_id}"

    @property
    def desk_id(self) -> int:
        return self.layer.desk_id


class PresenceQuerySet(models.QuerySet["Presence"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(article__desk__in=Desk.objects.visible_to(user))


class Presence(models.Model):
    """That somebody had an article open at `seen_at`; there for a while, then dropped."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="presences", verbose_name=_("article"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    seen_at = models.DateTimeField(_("seen"), db_index=True)

    objects: ClassVar[models.Manager[Presence]] = models.Manager.from_queryset(PresenceQuerySet)()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="one_presence_a_person")]

    def __str__(self) -> str:
        return f"{self.user} #{self.article_id}"

    @property
    def desk_id(self) -> int:
        return self.article.desk_id
