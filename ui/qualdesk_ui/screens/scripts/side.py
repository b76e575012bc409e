"""The right of the page: the preview, or the versions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk_ui.screens.scripts.preview import Preview
from qualdesk_ui.screens.scripts.versions_pane import VersionsPane
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import SIDE_MARGIN
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.surface import Ground, Surface

PREVIEW, VERSIONS = "preview", "versions"
_HEAD = 61


class Side(Surface):
    """Two views, one of them on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PAGE, parent)
        self.preview, self.versions = Preview(), VersionsPane()
        self.views = Segment(
            "At the right", (Option(PREVIEW, "Preview"), Option(VERSIONS, "Versions"))
        )
        self.again = QuietButton("Start again", "rotate-cw")
        self.again.clicked.connect(self.preview.start_again)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.versions)
        self.views.chosen.connect(self.show_view)
        self._lay_out()

    def show_view(self, view: str) -> None:
        """Switch to the preview or the versions."""
        self.views.set_value(view)
        shown = self.preview if view == PREVIEW else self.versions
        self._stack.setCurrentWidget(shown)
        self.again.setVisible(view == PREVIEW)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE_MARGIN, 0, SIDE_MARGIN, 0)
        head.addWidget(self.views)
        head.addStretch(1)
        head.addWidget(self.again)
        top = QWidget()
        top.setLayout(head)
        top.setFixedHeight(current().scaled(_HEAD))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(Hairline())
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
