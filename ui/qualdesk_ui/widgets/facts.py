"""Facts about something: a quiet label and its value, row by row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.label import hint
from qualdesk_ui.widgets.paragraph import Paragraph

_LABEL_WIDTH = 84


class Facts(QWidget):
    """Rows of (label, value)."""

    def __init__(self, rows: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(2)
        self._form.setHorizontalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for label, value in rows:
            words = hint(label)
            words.setMinimumWidth(_LABEL_WIDTH)
            self._form.addRow(words, Paragraph(value, Role.SMALL))
        self.setAccessibleName("; ".join(f"{label}: {value}" for label, value in rows))
