from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "newsdesk.common"
    label = "common"

    def ready(self) -> None:
        from newsdesk.common import checks  # noqa: F401  (registers itself)
