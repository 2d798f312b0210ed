from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AnalysisConfig(AppConfig):
    name = "newsdesk.analysis"
    label = "analysis"
    verbose_name = _("Machine reading")

    def ready(self) -> None:
        from newsdesk import nlp
        from newsdesk.analysis import checks  # noqa: F401  (registers itself)

        nlp.configure(
            pipeline=settings.NEWSDESK_PIPELINE or None, languages=tuple(settings.NEWSDESK_LANGUAGES)
        )
