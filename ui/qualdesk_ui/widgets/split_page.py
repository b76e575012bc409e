"""A page with a pane at its right that folds away where the window is narrow."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import GAP_20
from qualdesk_ui.widgets.surface import Ground, Surface


class SidePane(Surface):
    """A pane on the side's ground: a body that scrolls, and a foot that stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.SIDE, parent)
        self.body = QVBoxLayout()
        self.foot = QVBoxLayout()
        content = QWidget()
        content.setLayout(self.body)
        self.body.setContentsMargins(GAP_20, 16, GAP_20, 16)
        self.body.setSpacing(8)
        self.foot.setSpacing(8)
        self.foot.setContentsMargins(GAP_20, 8, GAP_20, 16)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(self.foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, 1, self.height(), current().tokens.line)


class SplitPage(QWidget):
    """Below `folds_below` pixels the pane lies over the page and only when it was asked for."""

    def __init__(
        self,
        page: QWidget,
        pane: QWidget,
        *,
        pane_width: int,
        folds_below: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._pane = page, pane
        self._pane_width, self._folds_below = pane_width, folds_below
        self._is_wanted = True
        self._is_asked = False
        for one in (page, pane):
            one.setParent(self)
        current().changed.connect(self._place)

    @property
    def is_folded(self) -> bool:
        """Whether the page is too narrow to stand beside its pane."""
        return self.width() < current().scaled(self._folds_below)

    @property
    def is_open(self) -> bool:
        """Whether the pane is seen."""
        return self._is_wanted and (self._is_asked or not self.is_folded)

    def set_pane_width(self, width: int) -> None:
        """Give the pane another width, as it is at the usual text size."""
        if width != self._pane_width:
            self._pane_width = width
            self._place()

    def want_pane(self, wanted: bool) -> None:
        """Give the pane its room where there is some, or take it away."""
        self._is_wanted = wanted
        self._is_asked = False
        self._place()

    def open_pane(self) -> None:
        """Show the pane, over the page where it is narrow."""
        self._is_wanted = self._is_asked = True
        self._place()

    def fold_pane(self) -> bool:
        """Take away a pane that lies over the page; False when none does."""
        if not (self._is_asked and self.is_folded):
            return False
        self._is_asked = False
        self._place()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = min(current().scaled(self._pane_width), self.width())
        beside = self.width() - width if self.is_open and not self.is_folded else self.width()
        self._page.setGeometry(QRect(0, 0, beside, self.height()))
        self._pane.setGeometry(QRect(self.width() - width, 0, width, self.height()))
        self._pane.setVisible(self.is_open)
        self._pane.raise_()
