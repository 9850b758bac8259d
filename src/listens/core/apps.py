from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "listens.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from listens.core.rooms import load_rooms

        load_rooms()
