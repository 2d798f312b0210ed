"""Forms: what people may type, in which shape it reaches the services."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from newsdesk.analysis.readings import ReadingState
from newsdesk.annotation.queue import ReviewState
from newsdesk.articles.models import Article
from newsdesk.articles.services import METADATA_FIELDS, IncomingFile, detected_language
from newsdesk.nlp.detection import UNDETERMINED
from newsdesk.web.languages import language_name, locale

LANGUAGES: Final = (
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "ru",
    "tr",
    "uk",
    "zh",
)


STATES: Final[tuple[ReadingState | ReviewState, ...]] = (
    ReadingState.WAITING,
    ReadingState.READING,
    ReadingState.READ,
    ReviewState.OPEN,
    ReviewState.DONE,
    ReadingState.FAILED,
    ReadingState.STOPPED,
)


def language_choices(*, further: str = "", detected: str = "") -> list[tuple[str, str]]:
    """Languages that an article may be in, named in the reader's own, and `further` if it is another.

    Where none is chosen it is detected; `detected` is what that has come to, if it has.
    """
    names = locale().languages
    codes = [*LANGUAGES, *([further] if further and further not in LANGUAGES else [])]
    named = sorted(((code, names.get(code, code)) for code in codes), key=lambda choice: choice[1].casefold())
    return [("", as_detected(detected)), *named]


def as_detected(language: str) -> str:
    if not language or language == UNDETERMINED:
        return str(_("as the text shows"))
    return str(_("as the text shows: %(language)s")) % {"language": language_name(language)}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MetadataForm(forms.Form):
    """What is known of an article beside its text. Every field may stay empty."""

    metadata_names = METADATA_FIELDS
    field_order = ("title", "outlet", "author", "published_at", "language", "url")

    title = forms.CharField(label=_("Title"), required=False, max_length=500)
    outlet = forms.CharField(label=_("Outlet"), required=False, max_length=200)
    author = forms.CharField(label=_("Author"), required=False, max_length=300)
    published_at = forms.DateField(
        label=_("Date of publication"),
        required=False,
        widget=DateInput(),
        input_formats=["%Y-%m-%d"],
        help_text=_("Relative dates in the text, such as “last Tuesday”, count from it."),
    )
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[
            URLValidator(
                schemes=["http", "https"],
                message=_("Enter a web address that begins with http:// or https://."),
            )
        ],
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    @classmethod
    def of_article(cls, article: Article, data: Any = None) -> MetadataForm:
        """The form that corrects an article's metadata; a rare language of the article can be chosen too."""
        form = cls(data, initial={name: getattr(article, name) for name in METADATA_FIELDS})
        form.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            required=False,
            choices=lambda: language_choices(further=article.language, detected=detected_language(article)),
        )
        return form

    def fields_to_save(self) -> dict[str, object]:
        """The cleaned values by METADATA_FIELDS."""
        return {name: self.cleaned_data[name] for name in METADATA_FIELDS}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, empty ones too: what is wrong with a file is said of that file, later."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Sequence[UploadedFile[Any]] | None, initial: Any = None) -> list[UploadedFile[Any]]:
        if self.required and not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(file, initial) for file in data or []]


class PastedText(forms.CharField):
    """A text as it was pasted, but for NULs: readers drop all control characters, Django refuses this one."""

    widget = forms.Textarea(attrs={"rows": 9})

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\x00", "")


class UploadForm(MetadataForm):
    """A pasted text with its metadata, files, or both.

    `token` is made anew each time the form is shown: sent twice, it is the same upload.
    """

    token = forms.UUIDField(required=False, widget=forms.HiddenInput())
    text = PastedText(label=_("Paste a text"), required=False, strip=False)
    documents = FilesField(
        label=_("Choose files"),
        required=False,
        widget=FilesInput(attrs={"accept": ".txt,.md,.markdown,.html,.htm,text/plain,text/html"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["documents"] and not cleaned["text"].strip():
            raise forms.ValidationError(_("Choose files or paste a text first."), code="empty")
        return cleaned

    @property
    def has_metadata_errors(self) -> bool:
        return any(name in self.errors for name in METADATA_FIELDS)

    def incoming_files(self) -> list[IncomingFile]:
        """What was handed in, the pasted text first; its metadata goes with it alone."""
        files = [IncomingFile(file.name or "", file) for file in self.cleaned_data["documents"]]
        text = self.cleaned_data["text"]
        return [IncomingFile.pasted(text, self.stated_metadata()), *files] if text.strip() else files

    def stated_metadata(self) -> dict[str, str]:
        stated = {name: self.cleaned_data[name] for name in METADATA_FIELDS if self.cleaned_data[name]}
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in stated.items()
        }


class BatchForm(forms.Form):
    """Further files of an upload; `position` is how many the sender knows to be there."""

    position = forms.IntegerField(min_value=0)
    documents = FilesField(label=_("Choose files"))

    def incoming_files(self) -> list[IncomingFile]:
        return [IncomingFile(file.name or "", file) for file in self.cleaned_data["documents"]]


class InboxFilterForm(forms.Form):
    """Which articles of the inbox are shown; a value that makes no sense is as good as none."""

    q = forms.CharField(
        label=_("Search title and outlet"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), *((state.value, state.label) for state in STATES)],
    )

    def words(self) -> list[str]:
        """The words searched for, composed as texts are stored."""
        return unicodedata.normalize("NFC", self.cleaned_data.get("q", "")).split()

    def reading_wanted(self) -> ReadingState | None:
        state = self.cleaned_data.get("state", "")
        return ReadingState(state) if state in ReadingState.values else None

    def review_wanted(self) -> ReviewState | None:
        state = self.cleaned_data.get("state", "")
        return ReviewState(state) if state in ReviewState.values else None
