"""Handing in texts, and watching what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from newsdesk.accounts.access import access, access_desk, role_on
from newsdesk.accounts.models import Desk, Role
from newsdesk.accounts.ratelimit import is_allowed
from newsdesk.accounts.requests import Request
from newsdesk.analysis import services
from newsdesk.articles.models import Upload, UploadItem
from newsdesk.web.forms import BatchForm, UploadForm
from newsdesk.web.methods import action_view, form_view, page_view
from newsdesk.web.polling import next_poll
from newsdesk.web.sentences import readable_size
from newsdesk.web.upload_progress import Progress, progress_of

RECENT_UPLOADS = 5
JUST_HANDED_IN = timedelta(seconds=5)
POLL_ALONE = {"HX-Retarget": "#upload-poll", "HX-Reswap": "outerHTML"}


# --- Handing in -----------------------------------------------------------------------------------


@form_view
@vary_on_headers("HX-Request")
def upload_new(request: Request, slug: str) -> HttpResponse:
    desk = access_desk(request.user, slug, Role.ANNOTATOR)
    if request.method != "POST":
        return upload_page(request, desk, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not is_allowed(request, "upload"):
        form.add_error(None, too_often())
        return refused(request, desk, form, status=429)
    if not form.is_valid():
        return refused(request, desk, form, status=422)
    upload = services.submit_upload(
        user=request.user, desk=desk, files=form.incoming_files(), token=form.cleaned_data["token"]
    )
    if wants_json(request):
        return JsonResponse(addresses(upload), status=201)
    return redirect(address(upload))


@action_view
def upload_extend(request: Request, pk: int) -> HttpResponse:
    """A further batch of a large upload, from the script that cut it; always answers with data."""
    upload: Upload = access(Upload.objects, request.user, Role.ANNOTATOR, pk=pk)
    form = BatchForm(request.POST, request.FILES)
    if not is_allowed(request, "upload"):
        return JsonResponse({"error": too_often()}, status=429)
    if not form.is_valid():
        return JsonResponse({"error": first_error(form)}, status=422)
    try:
        upload = services.extend_upload(
            user=request.user,
            upload=upload,
            files=form.incoming_files(),
            position=form.cleaned_data["position"],
        )
    except services.OutOfStep as out_of_step:
        return JsonResponse({"item_count": out_of_step.item_count}, status=409)
    return JsonResponse({"item_count": upload.item_count})


def refused(request: Request, desk: Desk, form: UploadForm, *, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": first_error(form)}, status=status)
    return upload_page(request, desk, form, status=status)


def upload_page(request: Request, desk: Desk, form: UploadForm, *, status: int = 200) -> HttpResponse:
    largest = readable_size(settings.MAX_FILE_BYTES)
    context = {"desk": desk, "form": form, "limits": limits(), "largest_file": largest, "token": uuid4()}
    if request.htmx:
        return render(request, "uploads/new.html#form", context, status=status)
    context["recent_uploads"] = desk.uploads.filter(user=request.user).order_by("-pk")[:RECENT_UPLOADS]
    return render(request, "uploads/new.html", context, status=status)


def limits() -> dict[str, int]:
    """What the script cuts a large set of files to."""
    return {
        "files": settings.MAX_FILES_PER_UPLOAD,
        "bytes": settings.MAX_REQUEST_BYTES // 2,
        "file_bytes": settings.MAX_FILE_BYTES,
    }


def too_often() -> str:
    return _("You have sent a lot in a short time. Wait a minute, then send this again.")


def first_error(form: UploadForm | BatchForm) -> str:
    return next(str(errors[0]) for errors in form.errors.values())


def wants_json(request: Request) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def addresses(upload: Upload) -> dict[str, str | int]:
    """What the script needs to send more files."""
    return {
        "page": address(upload),
        "extend": reverse("upload-extend", args=[upload.pk]),
        "item_count": upload.item_count,
    }


def address(upload: Upload) -> str:
    return reverse("upload-detail", args=[upload.pk])


# --- Watching -------------------------------------------------------------------------------------


@page_view
@vary_on_headers("HX-Request")
def upload_detail(request: Request, pk: int) -> HttpResponse:
    """The page of an upload; the same address answers its polls, which write nothing."""
    upload: Upload = access(Upload.objects.select_related("desk", "user"), request.user, pk=pk)
    progress = progress_of(upload, page=request.GET.get("page", ""), only=request.GET.get("only", ""))
    seen = request.GET.get("seen")
    if progress.is_finished and progress.article_to_follow and is_waited_for(request, upload):
        return redirect("article-detail", progress.article_to_follow)
    if request.htmx and seen == progress.signature and not progress.is_finished:
        fragment = render(request, "uploads/detail.html#poll", progress_context(request, progress))
        for name, value in POLL_ALONE.items():
            fragment[name] = value
        return fragment
    return progress_page(request, progress)


def is_waited_for(request: Request, upload: Upload) -> bool:
    """Whether somebody has just handed it in or watches it: later, and on the way back, the page stays."""
    if request.htmx:
        return bool(request.GET.get("seen"))
    return timezone.now() - upload.created_at < JUST_HANDED_IN


@action_view
def upload_cancel(request: Request, pk: int) -> HttpResponse:
    upload: Upload = access(Upload.objects.select_related("desk", "user"), request.user, pk=pk)
    if not services.cancel_upload(user=request.user, upload=upload):
        return conflict(request, upload, _("There was nothing left to stop: every file had been dealt with."))
    return back(request, upload)


@action_view
def upload_retry(request: Request, pk: int) -> HttpResponse:
    upload: Upload = access(Upload.objects.select_related("desk", "user"), request.user, pk=pk)
    if not services.retry_upload(user=request.user, upload=upload):
        return conflict(request, upload, _("There was nothing to try again."))
    return back(request, upload)


@action_view
def upload_item_retry(request: Request, pk: int) -> HttpResponse:
    item = accessible_item(request, pk)
    if not services.retry_item(user=request.user, item=item):
        return conflict(request, item.upload, _("“%(name)s” does not need another try.") % {"name": item})
    return back(request, item.upload)


@action_view
def upload_item_keep(request: Request, pk: int) -> HttpResponse:
    return decide(request, pk, services.keep_duplicate)


@action_view
def upload_item_drop(request: Request, pk: int) -> HttpResponse:
    return decide(request, pk, services.drop_duplicate)


def decide(request: Request, pk: int, choice: Callable[..., None]) -> HttpResponse:
    """Takes one of the two choices about a duplicate; 409 if somebody has taken one already."""
    item = accessible_item(request, pk)
    try:
        choice(user=request.user, item=item)
    except services.NotADuplicate:
        sentence = _("Somebody has decided about “%(name)s” already.") % {"name": item}
        return conflict(request, item.upload, sentence)
    return back(request, item.upload)


def accessible_item(request: Request, pk: int) -> UploadItem:
    rows = UploadItem.objects.select_related("upload__desk", "upload__user")
    item: UploadItem = access(rows, request.user, Role.ANNOTATOR, pk=pk)
    return item


def back(request: Request, upload: Upload) -> HttpResponse:
    """The progress after something was done: as a fragment, or by way of the page."""
    if request.htmx:
        return progress_page(request, progress_after(request, upload))
    query = urlencode({name: request.POST[name] for name in ("page", "only") if request.POST.get(name)})
    return redirect(f"{address(upload)}?{query}" if query else address(upload))


def conflict(request: Request, upload: Upload, sentence: str) -> HttpResponse:
    """409, with what is the case instead."""
    return progress_page(request, progress_after(request, upload), conflict=sentence, status=409)


def progress_after(request: Request, upload: Upload) -> Progress:
    return progress_of(upload, page=request.POST.get("page", ""), only=request.POST.get("only", ""))


def progress_page(
    request: Request, progress: Progress, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    context = progress_context(request, progress) | {"conflict": conflict}
    template = "uploads/detail.html#progress" if request.htmx else "uploads/detail.html"
    return render(request, template, context, status=status)


def progress_context(request: Request, progress: Progress) -> dict[str, Any]:
    upload = progress.upload
    role = role_on(request.user, upload.desk_id) or Role.READER
    return {
        "desk": upload.desk,
        "upload": upload,
        "progress": progress,
        "poll": next_poll(request.GET, progress.signature, upload.created_at),
        "can_choose": role >= Role.ANNOTATOR,
        "can_control": role >= (Role.ANNOTATOR if upload.user_id == request.user.pk else Role.CURATOR),
    }
