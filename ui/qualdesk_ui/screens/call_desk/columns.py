"""The three columns of the desk: how wide each is, and what folds away where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.details import DetailsPane
from qualdesk_ui.screens.call_desk.up_next import UpNextPane
from qualdesk_ui.theme.space import RAIL_WIDTH

_SLIDE_WIDTH = 336
_WIDTHS = (
    (1600, 304, 368),
    (1400, 280, 336),
    (1280, 252, 300),
    (0, 252, 0),
)
"""(window width from which, Up next, details); no details means that they are folded away."""


class Columns:
    """Details stand beside the call, or slide over it where there is no room."""

    def __init__(
        self, desk: QWidget, up_next: UpNextPane, centre: Centre, details: DetailsPane
    ) -> None:
        self._desk = desk
        self._up_next, self._centre, self._details = up_next, centre, details
        self._are_details_wanted = True
        self._are_details_folded = False
        self._row = QHBoxLayout(desk)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        # The columns fold by themselves; their sum must not keep the window from getting small.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(up_next)
        self._row.addWidget(centre, 1)
        self._row.addWidget(details)

    def least(self) -> QSize:
        """Return the smallest size in which a call can be made."""
        centre = self._centre.minimumSizeHint()
        return QSize(_WIDTHS[-1][1] + centre.width(), centre.height())

    def in_sight(self) -> Sequence[QWidget]:
        """Return the columns in sight, the script first."""
        columns = (self._centre, self._details, self._up_next)
        return [one for one in columns if one.isVisible()]

    def fit(self, *, is_somebody: bool) -> None:
        """Give each column its width; without anybody there are no details."""
        window_width = self._desk.width() + RAIL_WIDTH
        left, right = next((left, right) for least, left, right in _WIDTHS if window_width >= least)
        self._up_next.setFixedWidth(left)
        was_folded, self._are_details_folded = self._are_details_folded, right == 0
        self._centre.script.offer_details(are_folded=self._are_details_folded)
        self._details.setFixedWidth(right or _SLIDE_WIDTH)
        if not self._are_details_folded:
            self._row.addWidget(self._details)
            self._details.setVisible(self._are_details_wanted and is_somebody)
        else:
            self._fold(was_folded=was_folded)

    def turn_details(self) -> None:
        """Show details, or put them away."""
        is_open = self._details.isVisible()
        self._details.setVisible(not is_open)
        self._details.raise_()
        if not self._are_details_folded:
            self._are_details_wanted = not is_open

    def show_details(self) -> None:
        """Show details, over the script where there is no room beside it."""
        self._details.show()
        self._details.raise_()

    def open_notes(self) -> None:
        """Go to the notes, wherever they are."""
        self.show_details()
        self._details.focus_notes()

    def slide_back(self) -> None:
        """Put details away where they cover the script."""
        if self._are_details_folded and self._details.isVisible():
            self._details.hide()

    def _fold(self, *, was_folded: bool) -> None:
        self._row.removeWidget(self._details)
        left = self._desk.width() - _SLIDE_WIDTH
        self._details.setGeometry(QRect(left, 0, _SLIDE_WIDTH, self._desk.height()))
        if not was_folded:
            self._details.hide()
