"""Machine rows: pipeline runs and the mentions and claims that they found. Written once, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsdesk.accounts.models import Desk, User
from newsdesk.articles.models import Article, ArticleText
from newsdesk.common.work import LeasedWork, LeasedWorkQuerySet, WorkState
from newsdesk.nlp import has_rules

_Row = TypeVar("_Row", bound=models.Model)


class Stage(models.TextChoices):
    """Where a running run is; the stages are those that `analyse` reports, and the writing after it."""

    TOKENS = "tokens", _("splitting into words")
    MENTIONS = "mentions", _("finding names")
    CLAIMS = "claims", _("finding claims")
    WRITING = "writing", _("writing")


class PipelineRunQuerySet(LeasedWorkQuerySet["PipelineRun"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(text__article__desk__in=Desk.objects.visible_to(user))

    def succeeded(self) -> Self:
        return self.filter(state=WorkState.SUCCEEDED)


class PipelineRun(LeasedWork):
    """One pass of one pipeline over one text. `fingerprint` covers its code, weights and lexicons.

    `language` is what it was asked to read the text as, empty to have that detected; once it has succeeded,
    what it read the text as. `unread` are the paragraphs that it left out as being in another language:
    pairs of code points.
    """

    text = models.ForeignKey(ArticleText, models.CASCADE, related_name="runs", verbose_name=_("text"))
    pipeline = models.CharField(_("pipeline"), max_length=100)
    version = models.CharField(_("version"), max_length=40)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    published_at = models.DateField(_("date that relative dates count from"), null=True, blank=True)
    mention_count = models.PositiveIntegerField(_("mentions"), default=0)
    claim_count = models.PositiveIntegerField(_("claims"), default=0)
    language = models.CharField(_("language"), max_length=8, blank=True)
    unread = models.JSONField(_("paragraphs in another language"), default=list, blank=True)
    analysis_seconds = models.FloatField(_("seconds of analysis"), null=True, blank=True)

    objects: ClassVar[models.Manager[PipelineRun]] = models.Manager.from_queryset(PipelineRunQuerySet)()

    class Meta(LeasedWork.Meta):
        abstract = False
        verbose_name = _("pipeline run")
        verbose_name_plural = _("pipeline runs")
        constraints = [
            models.UniqueConstraint(
                fields=["text", "fingerprint", "published_at"],
                condition=Q(state=WorkState.SUCCEEDED, published_at__isnull=False),
                name="one_success_with_date",
            ),
            models.UniqueConstraint(
                fields=["text", "fingerprint"],
                condition=Q(state=WorkState.SUCCEEDED, published_at__isnull=True),
                name="one_success_without_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pipeline} {self.version} #{self.pk}"

    @property
    def desk_id(self) -> int:
        return self.text.article.desk_id

    @property
    def is_hidden(self) -> bool:
        """Whether people may not see yet what it found: its article is to be submitted first."""
        return self.text.article.hides_suggestions

    @property
    def has_read(self) -> bool:
        """Whether it looked for anything: a text in a language without rules is only noted."""
        return self.state == WorkState.SUCCEEDED and has_rules(self.language)


class MachineRowQuerySet(models.QuerySet[_Row]):
    """What runs found, as people ask for it: nothing of articles that hide it until they are submitted.

    Pages ask by one of these three; the rest is for what no page shows.
    """

    run_path: ClassVar[str] = "run"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.shown().filter(
            **{f"{self.run_path}__text__article__desk__in": Desk.objects.visible_to(user)}
        )

    def shown(self) -> Self:
        articles = Article.objects.filter(hides_suggestions=True)
        texts = ArticleText.objects.filter(article__in=articles.values("pk"))  # few: no join over all runs
        runs = PipelineRun.objects.filter(text__in=texts.values("pk"))
        return self.exclude(**{f"{self.run_path}__in": runs.values("pk")})

    def shown_of(self, run: PipelineRun) -> Self:
        return self.none() if run.is_hidden else self.filter(**{self.run_path: run})


class Label(models.TextChoices):
    PER = "PER", _("person")
    ORG = "ORG", _("organisation")
    LOC = "LOC", _("place")
    NORP = "NORP", _("nationality or group")
    WEAPON = "WEAPON", _("weapon")
    EVENT = "EVENT", _("event")
    LAW = "LAW", _("law")
    WORK = "WORK", _("work")
    DATE = "DATE", pgettext_lazy("mention", "date")
    QUANTITY = "QUANTITY", _("quantity")
    MONEY = "MONEY", _("money")


class MentionQuerySet(MachineRowQuerySet["Mention"]):
    pass


class Mention(models.Model):
    """A stretch of text that names something: code points `[start_char, end_char)` of the run's text."""

    run = models.ForeignKey(PipelineRun, models.CASCADE, related_name="mentions", verbose_name=_("run"))
    start_char = models.PositiveIntegerField(_("start"))
    end_char = models.PositiveIntegerField(_("end"))
    label = models.CharField(_("label"), max_length=10, choices=Label.choices)
    subtype = models.CharField(_("subtype"), max_length=30, blank=True)
    canonical = models.CharField(_("canonical name"), max_length=300, blank=True)
    title = models.CharField(_("title or office"), max_length=300, blank=True)
    value = models.JSONField(_("value"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    comparator = models.CharField(_("comparator"), max_length=10, blank=True)
    vague = models.BooleanField(_("vague"), default=False)
    nested = models.BooleanField(_("nested"), default=False)
    inside_token = models.BooleanField(_("part of a word"), default=False)
    confidence = models.FloatField(_("confidence"), null=True, blank=True)

    objects: ClassVar[models.Manager[Mention]] = models.Manager.from_queryset(MentionQuerySet)()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.CheckConstraint(condition=Q(end_char__gt=models.F("start_char")), name="mention_not_empty")
        ]

    def __str__(self) -> str:
        return f"{self.label} [{self.start_char}, {self.end_char})"

    @property
    def desk_id(self) -> int:
        return self.run.desk_id


class ClaimType(models.TextChoices):
    """The quotation corpus' names; the words are those that people see."""

    DIRECT = "Direct", _("word for word")
    INDIRECT = "Indirect", _("in other words")
    FREE_INDIRECT = "FreeIndirect", _("in the speaker's voice")
    INDIRECT_FREE_INDIRECT = "IndirectFreeIndirect", _("continued report")
    REPORTED = "Reported", _("summed up")


class Certainty(models.TextChoices):
    CERTAIN = "certain", _("asserted")
    PROBABLE = "probable", _("probable")
    POSSIBLE = "possible", _("possible")
    UNKNOWN = "unknown", _("hearsay")


class Polarity(models.TextChoices):
    AFFIRMED = "affirmed", _("affirmed")
    NEGATED = "negated", _("negated")


class Tense(models.TextChoices):
    PAST = "past", _("past")
    PRESENT = "present", pgettext_lazy("tense", "present")
    FUTURE = "future", _("future")


class SpeakerKind(models.TextChoices):
    NAMED = "named", _("named")
    OFFICE = "office", _("by office")
    GROUP = "group", _("a group")
    DOCUMENT = "document", _("a document")
    ANONYMOUS = "anonymous", _("left unnamed")
    NONE = "none", _("nobody named")


class ClaimQuerySet(MachineRowQuerySet["Claim"]):
    pass


class Claim(models.Model):
    """A statement that the text attributes to somebody, or marks as hearsay."""

    run = models.ForeignKey(PipelineRun, models.CASCADE, related_name="claims", verbose_name=_("run"))
    ordinal = models.PositiveIntegerField(_("number"))
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("stands inside"),
    )
    type = models.CharField(_("type"), max_length=20, choices=ClaimType.choices)
    medium = models.CharField(_("medium"), max_length=10, blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty.choices)
    polarity = models.CharField(_("polarity"), max_length=10, choices=Polarity.choices)
    tense = models.CharField(_("tense"), max_length=10, choices=Tense.choices)
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    speaker_entity = models.CharField(_("speaker"), max_length=300, blank=True, db_index=True)
    speaker_kind = models.CharField(
        _("how the speaker is named"), max_length=10, choices=SpeakerKind.choices, default=SpeakerKind.NONE
    )
    start_char = models.PositiveIntegerField(_("start"))

    objects: ClassVar[models.Manager[Claim]] = models.Manager.from_queryset(ClaimQuerySet)()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["run", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["run", "ordinal"], name="one_claim_an_ordinal")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def desk_id(self) -> int:
        return self.run.desk_id


class SpanRole(models.TextChoices):
    QUOTE = "quote", _("what is claimed")
    SPEAKER = "speaker", _("speaker")
    CUE = "cue", _("cue")
    FRAME = "frame", _("reporting clause")
    ADDRESSEE = "addressee", _("addressee")
    EVIDENCE = "evidence", _("authority relied on")
    HEDGE = "hedge", _("word of certainty")


class ClaimSpanQuerySet(MachineRowQuerySet["ClaimSpan"]):
    run_path = "claim__run"


class ClaimSpan(models.Model):
    """One stretch of one role of a claim: code points `[start_char, end_char)` of the run's text."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="spans", verbose_name=_("claim"))
    role = models.CharField(_("role"), max_length=10, choices=SpanRole.choices)
    ordinal = models.PositiveSmallIntegerField(_("number"))
    start_char = models.PositiveIntegerField(_("start"))
    end_char = models.PositiveIntegerField(_("end"))

    objects: ClassVar[models.Manager[ClaimSpan]] = models.Manager.from_queryset(ClaimSpanQuerySet)()

    class Meta:
        verbose_name = _("claim span")
        verbose_name_plural = _("claim spans")
        constraints = [
            models.UniqueConstraint(fields=["claim", "role", "ordinal"], name="one_span_an_ordinal"),
            models.CheckConstraint(condition=Q(end_char__gt=models.F("start_char")), name="span_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.role} [{self.start_char}, {self.end_char})"

    @property
    def desk_id(self) -> int:
        return self.claim.desk_id


class BoundariesQuerySet(models.QuerySet["Boundaries"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(run__text__article__desk__in=Desk.objects.visible_to(user))


class Boundaries(models.Model):
    """Where the sentences and the clauses of a run's text begin: code points, in order.

    Each reaches to where the next one begins. Apart from the run, which lists fetch with every row of it.
    """

    run = models.OneToOneField(
        PipelineRun, models.CASCADE, primary_key=True, related_name="boundaries", verbose_name=_("run")
    )
    sentences = models.JSONField(_("beginnings of sentences"), default=list)
    clauses = models.JSONField(_("beginnings of clauses"), default=list)

    objects: ClassVar[models.Manager[Boundaries]] = models.Manager.from_queryset(BoundariesQuerySet)()

    class Meta:
        verbose_name = _("boundaries")
        verbose_name_plural = _("boundaries")

    def __str__(self) -> str:
        return f"#{self.run_id}"

    @property
    def desk_id(self) -> int:
        return self.run.desk_id


class SweeperState(models.Model):
    """The one row that the sweepers of all workers share: who sweeps, and what the beacons have shown.

    A beacon is a message at the tail of the queue. When a worker gets it, every message sent before
    `beacon_returned` has been taken from the broker or is lost.
    """

    holder = models.CharField(_("holder"), max_length=100, blank=True)
    locked_until = models.DateTimeField(_("locked until"), null=True)
    beacon_sent = models.DateTimeField(_("beacon sent"), null=True)
    beacon_returned = models.DateTimeField(_("beacon returned"), null=True)
    leftovers_removed = models.DateTimeField(_("leftover files removed"), null=True)

    class Meta:
        verbose_name = _("sweeper")
        verbose_name_plural = _("sweepers")

    def __str__(self) -> str:
        return self.holder

    @classmethod
    def shared(cls) -> SweeperState:
        return cls._base_manager.get_or_create(pk=1)[0]

    @classmethod
    def try_lock(cls, holder: str, now: datetime, until: datetime) -> bool:
        """Takes or extends the lock; False while another holder has it."""
        free = Q(locked_until__isnull=True) | Q(locked_until__lt=now) | Q(holder=holder)
        return cls._base_manager.filter(free, pk=1).update(holder=holder, locked_until=until) == 1

    @classmethod
    def note_beacon(cls, sent: datetime) -> None:
        """A beacon sent at `sent` has come through."""
        older = Q(beacon_returned__isnull=True) | Q(beacon_returned__lt=sent)
        cls._base_manager.filter(older, pk=1).update(beacon_returned=sent)
