"""One of a list that opens when asked."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring, width_of, words

_LEFT, _RIGHT = 10, 34


class Select(QComboBox):
    """A closed list; options are (value, label)."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[object, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._base_height = CONTROL
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.activated.connect(self._report)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer other values; the one chosen stays where it is still offered."""
        kept = self.value()
        self.clear()
        for value, label in options:
            self.addItem(label, value)
        self.set_value(kept)
        self.updateGeometry()

    def value(self) -> object:
        """Return the value chosen."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Show `value` as chosen without a signal."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)

    def sizeHint(self) -> QSize:
        labels = [self.itemText(index) for index in range(self.count())]
        widest = max((width_of(label, Role.BODY) for label in labels), default=80)
        return QSize(_LEFT + widest + _RIGHT, current().scaled(self._base_height))

    def minimumSizeHint(self) -> QSize:
        return QSize(72, current().scaled(self._base_height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        tokens, rect = current().tokens, QRectF(self.rect())
        fill = tokens.raised if self.isEnabled() else tokens.sunken
        ink = tokens.text if self.isEnabled() else tokens.text3
        plate(painter, rect, fill=fill, border=tokens.edge if self.isEnabled() else tokens.line)
        words(painter, rect.adjusted(_LEFT, 0, -_RIGHT, 0), self.currentText(), Role.BODY, ink)
        put_icon(painter, rect.right() - 24, rect.center().y(), "chevron-down", 16, tokens.text2)
        if self.hasFocus():
            ring(painter, rect)

    def _report(self) -> None:
        self.chosen.emit(self.value())
