"""Comments on an article, a claim or a mention, as fragments of its page or as a page of their own."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access, access_desk, role_on
from newsdesk.accounts.models import Role
from newsdesk.accounts.requests import Request
from newsdesk.analysis.models import Claim, Mention
from newsdesk.annotation.comments import services
from newsdesk.annotation.comments.models import MAX_CHARS, Comment
from newsdesk.annotation.comments.people import members_of, name_to_write
from newsdesk.annotation.comments.services import CommentRefused, Refusal
from newsdesk.annotation.models import Item, ItemKind, LayerKind
from newsdesk.articles.models import Article
from newsdesk.web.comment_places import address_of
from newsdesk.web.methods import action_view, form_view, page_view
from newsdesk.web.threads import Draft, Panel, Place, Talk, place_of, talk_of

ROWS: Final[dict[str, Any]] = {ItemKind.CLAIM: Claim, ItemKind.MENTION: Mention}


@form_view
@vary_on_headers("HX-Request")
def article_comments(request: Request, pk: int) -> HttpResponse:
    article = access(Article.objects.select_related("desk"), request.user, lowest_role(request), pk=pk)
    return conversation(request, Place(article))


@form_view
@vary_on_headers("HX-Request")
def claim_comments(request: Request, pk: int, key: str) -> HttpResponse:
    return conversation(request, thing(request, ItemKind.CLAIM, pk, key))


@form_view
@vary_on_headers("HX-Request")
def mention_comments(request: Request, pk: int, key: str) -> HttpResponse:
    return conversation(request, thing(request, ItemKind.MENTION, pk, key))


def lowest_role(request: Request) -> Role:
    """Who belongs to the desk reads; writing is the service's to refuse too."""
    return services.LOWEST_ROLE if request.method == "POST" else Role.READER


def thing(request: Request, kind: ItemKind, pk: int, key: str) -> Place:
    """A claim or mention by the id that the reader shows it under: its row's, or its item's in hex."""
    role = lowest_role(request)
    if len(key) == 32:
        return thing_of_item(request, kind, pk, key, role)
    if not key.isascii() or not key.isdecimal():
        raise Http404
    rows = ROWS[kind].objects.select_related("run__text__article__desk")
    row = access(rows, request.user, role, pk=int(key), run__text__article__pk=pk)
    layers = Item.objects.filter(layer__kind=LayerKind.DESK, anchors__run=row.run)
    item = layers.filter(**{f"anchors__{kind}": row}).first()
    return Place(row.run.text.article, kind, key, item, row)


def thing_of_item(request: Request, kind: ItemKind, pk: int, key: str, role: Role) -> Place:
    try:
        uuid = UUID(hex=key)
    except ValueError as error:
        raise Http404 from error
    items = Item.objects.filter(kind=kind, layer__kind=LayerKind.DESK, layer__text__article__pk=pk)
    item = access(items.select_related("layer__text__article__desk"), request.user, role, pk=uuid)
    return Place(item.layer.text.article, kind, key, item)


def conversation(request: Request, place: Place) -> HttpResponse:
    """What is said of a thing; posted to, one comment more."""
    if request.method == "POST":
        return begin(request, place)
    return show(request, panel_on(request, place))


def panel_on(request: Request, place: Place, draft: Draft | None = None) -> Panel:
    role = role_on(request.user, place.article.desk_id)
    return Panel(place, request.user, role, draft or Draft())


def show(request: Request, panel: Panel, status: int = 200) -> HttpResponse:
    template = "comments/_panel.html" if request.htmx else "comments/page.html"
    context = {"panel": panel, "article": panel.place.article, "desk": panel.place.article.desk}
    return render(request, template, context, status=status)


def begin(request: Request, place: Place) -> HttpResponse:
    """A new thread: to htmx the thread, and an empty form after it."""
    draft = draft_of(request)
    try:
        comment = services.write(
            user=request.user,
            article=place.article,
            uuid=draft.uuid,
            text=draft.text,
            item=place.item,
            row=None if place.item else place.row,
        )
    except CommentRefused as refusal:
        panel = panel_on(request, place, refused(draft, refusal))
        if not request.htmx:
            return show(request, panel, status_of(refusal))
        context = {"panel": panel, "talk": stored_before(request, draft), "desk": place.article.desk}
        return render(request, "comments/_added.html", context, status=status_of(refusal))
    if not request.htmx:
        return redirect(f"{place.url}#comment-{comment.pk}")
    talk = talk_of(comment, request.user)
    context = {"panel": panel_on(request, place), "talk": talk, "desk": place.article.desk}
    return render(request, "comments/_added.html", context)


def stored_before(request: Request, draft: Draft) -> Talk | None:
    """The thread of a comment of this name that the person sent before, in other words."""
    earlier = Comment.objects.visible_to(request.user).filter(pk=draft.uuid, author=request.user).first()
    return talk_of(earlier, request.user, is_changed=False) if earlier else None


@page_view
def comment_detail(request: Request, uuid: UUID) -> HttpResponse:
    """The permanent link of a comment: leads to where it stands in the newest reading."""
    comments = Comment.objects.select_related("article__desk", "item__layer__text", "item__holds")
    comment: Comment = access(comments, request.user, pk=uuid)
    return redirect(f"{address_of(comment)}#comment-{comment.pk}")


@action_view
def comment_reply(request: Request, uuid: UUID) -> HttpResponse:
    comment = comment_of(request, uuid, services.LOWEST_ROLE)
    draft = draft_of(request)
    try:
        reply = services.write(
            user=request.user,
            article=comment.article,
            uuid=draft.uuid,
            text=draft.text,
            reply_to=comment,
        )
    except CommentRefused as refusal:
        talk = talk_of(comment, request.user, refused(draft, refusal), is_changed=False)
        return show_talk(request, comment, talk, status_of(refusal))
    return show_talk(request, reply, talk_of(reply, request.user))


@action_view
def comment_resolve(request: Request, uuid: UUID) -> HttpResponse:
    comment = comment_of(request, uuid, services.LOWEST_ROLE)
    is_resolved = request.POST.get("resolved") == "1"
    services.set_resolved(user=request.user, comment=comment, is_resolved=is_resolved)
    return show_talk(request, comment, talk_of(comment, request.user))


@action_view
def comment_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    comment = comment_of(request, uuid)
    services.withdraw(user=request.user, comment=comment)
    return show_talk(request, comment, talk_of(comment, request.user))


@action_view
def comment_seen(request: Request, uuid: UUID) -> HttpResponse:
    """The person has looked at the threads where this comment stands: nothing is left to be said of it."""
    comment = comment_of(request, uuid)
    services.mark_seen(user=request.user, article=comment.article, item=comment.item)
    return HttpResponse() if request.htmx else redirect(place_of(comment).url)


@page_view
def desk_people(request: Request, slug: str) -> HttpResponse:
    """The other members, whom a comment can mention, as the options of a list."""
    desk = access_desk(request.user, slug, services.LOWEST_ROLE)
    members = members_of(desk.pk)
    others = [member for member in members if member != request.user]
    people = [(member, name_to_write(member, members)) for member in others]
    return render(request, "comments/_people.html", {"people": people})


def comment_of(request: Request, uuid: UUID, role: Role = Role.READER) -> Comment:
    comments = Comment.objects.select_related("article__desk", "item", "reply_to")
    comment: Comment = access(comments, request.user, role, pk=uuid)
    return comment


def show_talk(request: Request, comment: Comment, talk: Talk, status: int = 200) -> HttpResponse:
    """The thread to htmx; otherwise the page that it stands on."""
    context = {"talk": talk, "article": comment.article, "desk": comment.article.desk}
    if request.htmx:
        return render(request, "comments/_talk.html", context, status=status)
    if status == 200:
        return redirect(f"{place_of(comment).url}#comment-{comment.pk}")
    return render(request, "comments/page.html", context, status=status)


def draft_of(request: Request) -> Draft:
    """What was sent. A name that is none is replaced: what people write is stored, whatever sends it."""
    try:
        uuid = UUID(request.POST.get("uuid", ""))
    except ValueError:
        uuid = uuid4()
    return Draft(uuid, request.POST.get("text", ""))


def refused(draft: Draft, refusal: CommentRefused) -> Draft:
    """The draft with what is wrong with it; under a new name where the old one is taken."""
    is_taken = refusal.reason == Refusal.OTHER_TEXT
    return Draft(uuid4() if is_taken else draft.uuid, draft.text, sentence_of(refusal.reason, draft.text))


def status_of(refusal: CommentRefused) -> int:
    return 409 if refusal.reason == Refusal.OTHER_TEXT else 422


def sentence_of(reason: Refusal, text: str) -> str:
    """Why a comment is not stored."""
    match reason:
        case Refusal.EMPTY:
            return _("Write something first.")
        case Refusal.TOO_LONG:
            sentence = _("A comment may have %(limit)s characters; this one has %(count)s.")
            counts = {"limit": number_format(MAX_CHARS), "count": number_format(len(text.strip()))}
            return sentence % counts
        case Refusal.UNREADABLE:
            return _("There are characters in it that cannot be stored.")
        case Refusal.ELSEWHERE:
            return _("This belongs to an older reading: comment on the newest one.")
        case Refusal.OTHER_TEXT:
            return _("It was stored as you sent it before. What you have changed since is still here.")
