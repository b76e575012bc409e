"""A few views or kinds side by side, one of them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL_SMALL
from qualdesk_ui.widgets.named_group import NamedGroup
from qualdesk_ui.widgets.painting import painter_on, plate, ring, width_of, words
from qualdesk_ui.widgets.tone import Tone

_PADDING = 11
_COUNT_GAP = 6


@dataclass(frozen=True, slots=True)
class Option:
    """One part: its value, its word and perhaps how many it holds."""

    value: str
    label: str
    count: int | None = None
    icon: str = ""
    tone: Tone = Tone.SECONDARY


class Part(QAbstractButton):
    """One part of a segmented control, on a common ground."""

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self.setText(option.label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(option.count)

    def set_count(self, count: int | None) -> None:
        """Say how many stand behind it, or nothing of it."""
        self.option = replace(self.option, count=count)
        said = f", {self._count_text()}" if self._count_text() else ""
        self.setAccessibleName(self.option.label + said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = self._count_text()
        extra = _COUNT_GAP + width_of(count, Role.SMALL) if count else 0
        width = 2 * _PADDING + width_of(self.text(), Role.BODY_STRONG) + extra
        return QSize(width, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The row walks and takes in one press; a button alone would only move the focus.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        tokens, rect = current().tokens, QRectF(self.rect())
        if self.isChecked():
            plate(painter, rect, fill=tokens.raised, border=tokens.soft, radius=5)
        is_lit = self.isChecked() or self.underMouse()
        ink = tokens.text if is_lit else tokens.text2
        role = Role.BODY_STRONG if self.isChecked() else Role.BODY_MEDIUM
        left = _PADDING
        label_width = width_of(self.text(), role)
        words(painter, QRectF(left, 0, label_width, rect.height()), self.text(), role, ink)
        count = QRectF(left + label_width + _COUNT_GAP, 0, rect.width(), rect.height())
        words(painter, count, self._count_text(), Role.SMALL, tokens.text3)
        if self.hasFocus():
            ring(painter, rect, 5)

    def _count_text(self) -> str:
        return "" if self.option.count is None else f"{self.option.count:,}"


class Segment(NamedGroup):
    """A segmented control; arrows move and choose at once."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        *,
        height: int = CONTROL_SMALL,
        part: type[Part] = Part,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._base_height = height
        self._made_of = part
        self._parts: list[Part] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2, 2, 2, 2)
        self._layout.setSpacing(2)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other parts or counts; the one chosen stays, else the first is."""
        kept = self.value()
        for part in self._parts:
            self._layout.removeWidget(part)
            part.hide()  # it is gone only when the event loop turns
            part.deleteLater()
        self._parts = [self._made_of(option, self) for option in options]
        for part in self._parts:
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
            part.clicked.connect(self._report)
            self._layout.addWidget(part)
        values = [option.value for option in options]
        self.set_value(kept if kept in values else (values[0] if values else ""))
        self.updateGeometry()

    def value(self) -> str:
        """Return the value that is on."""
        return next((part.option.value for part in self._parts if part.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Switch to `value` without a signal."""
        for part in self._parts:
            if part.option.value == value:
                part.setChecked(True)
        self._keep_one_tab_stop()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show other counts; where one is missing, none is shown."""
        for part in self._parts:
            part.set_count(counts.get(part.option.value))
        self.updateGeometry()

    def focus_chosen(self) -> None:
        """Put the focus on the part that is chosen."""
        for part in self._parts:
            if part.isChecked():
                part.setFocus(Qt.FocusReason.OtherFocusReason)

    def parts(self) -> list[Part]:
        """Return the parts as widgets."""
        return list(self._parts)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), current().scaled(self._base_height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._made_of is Part:
            plate(painter_on(self), QRectF(self.rect()), fill=current().tokens.hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step or not self._parts:
            super().keyPressEvent(event)
            return
        self.step(step)

    def step(self, by: int) -> None:
        """Switch to a neighbour, as Ctrl+PgUp and Ctrl+PgDn do."""
        index = next((i for i, part in enumerate(self._parts) if part.isChecked()), 0)
        following = self._parts[(index + by) % len(self._parts)]
        had_focus = self._parts[index].hasFocus()
        following.click()
        if had_focus:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _report(self) -> None:
        self._keep_one_tab_stop()
        self.chosen.emit(self.value())

    def _keep_one_tab_stop(self) -> None:
        for part in self._parts:
            reach = Qt.FocusPolicy.StrongFocus if part.isChecked() else Qt.FocusPolicy.ClickFocus
            part.setFocusPolicy(reach)
