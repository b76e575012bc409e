"""A bot that holds the windows of a test until Qt's plugin has closed them.

The plugin itself holds them weakly. A window that only its test held is garbage in a circle when
that ends, and the collector then took it away in the midst of its own layout.
"""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


class HoldingBot(QtBot):
    """Holds what it is given."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._held: list[QWidget] = []

    def addWidget(  # noqa: N802 - the plugin's name
        self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        """Close the widget when the test is over, and hold it until then."""
        self._held.append(widget)
        super().addWidget(widget, before_close_func=before_close_func)
