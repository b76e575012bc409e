"""What a person has set, for all that follows it while the program runs."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from qualdesk.settings import Settings


class Choices(QObject):
    """Holds the settings; `changed` says that some are others now."""

    changed = Signal()

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()

    def put(self, **values: Any) -> None:
        """Set some of them, by their names in `Settings`."""
        settings = replace(self.settings, **values)
        if settings != self.settings:
            self.settings = settings
            self.changed.emit()
