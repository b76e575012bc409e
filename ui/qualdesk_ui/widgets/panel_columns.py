"""Two columns of a panel; one under the other where the text is too large for both."""

from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from qualdesk_ui.theme import current

_STACKED_BELOW = 576
_GREATEST = 16_777_215


class PanelColumns(QBoxLayout):
    """`left_width`, as it is at the usual text size, keeps the left column; 0 shares by stretch."""

    def __init__(
        self,
        left: QLayout,
        right: QLayout | QWidget,
        *,
        left_width: int = 0,
        stretches: tuple[int, int] = (1, 1),
        spacing: int = 24,
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._left_width, self._spacing = left_width, spacing
        self._left, self._right = QWidget(), QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        self._left.setLayout(left)
        if isinstance(right, QWidget):
            holder = QVBoxLayout()
            holder.addWidget(right)
            right = holder
        right.setContentsMargins(0, 0, 0, 0)
        self._right.setLayout(right)
        self.addWidget(self._left, 0 if left_width else stretches[0])
        self.addWidget(self._right, 1 if left_width else stretches[1])

    def fit(self, width: int) -> None:
        """Stand side by side or stacked in the width there is."""
        is_stacked = width < current().scaled(_STACKED_BELOW)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.setDirection(down if is_stacked else beside)
        self.setSpacing(16 if is_stacked else self._spacing)
        if self._left_width and not is_stacked:
            self._left.setFixedWidth(current().scaled(self._left_width))
        else:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(_GREATEST)
