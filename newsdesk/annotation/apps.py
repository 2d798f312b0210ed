from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnotationConfig(AppConfig):
    name = "newsdesk.annotation"
    label = "annotation"
    verbose_name = _("Review")

    def ready(self) -> None:
        from newsdesk.analysis.signals import run_succeeded
        from newsdesk.annotation.anchoring import follow_run

        run_succeeded.connect(follow_run, dispatch_uid="annotation.follow_run")
