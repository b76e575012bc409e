"""The ten outcomes under the script, in the order of the number row, always the same."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.domain.outcome import CONVERSATIONS, NO_CONVERSATIONS, Outcome
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN, CONTROL_SMALL, OUTCOME
from qualdesk_ui.widgets.keyed_button import KeyedButton
from qualdesk_ui.widgets.label import secondary
from qualdesk_ui.widgets.named_group import NamedGroup
from qualdesk_ui.widgets.painting import cap, cap_width, painter_on, plate, ring, width_of, words

_SHARES = (5, 5, 4, 5)
_SHORT_LABELS = {Outcome.WRONG_NUMBER: "Wrong number"}
_PADDING = 5
_CAP_GAP = 6
_LEAST_GAP = 2
_LEAST_WIDTH = 480
_OUTCOME_FOLDED = 34


class _SmallOutcome(QAbstractButton):
    """An outcome without a conversation: 28 high, no border."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._key = outcome.key
        self._is_lit = False
        self.setText(_SHORT_LABELS.get(outcome, outcome.label))
        self.setAccessibleName(f"{outcome.label}, key {outcome.key}")
        self.setToolTip(outcome.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_lit(self, *, is_open: bool) -> None:
        self._is_lit = is_open
        self.update()

    def sizeHint(self) -> QSize:
        width = (
            2 * _PADDING
            - 1
            + cap_width(self._key)
            + _CAP_GAP
            + width_of(self.text(), Role.BODY_MEDIUM)
        )
        return QSize(width, current().scaled(CONTROL_SMALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        ink = tokens.text2
        if self._is_lit:
            ink = tokens.accent_text
            plate(painter, rect, fill=tokens.accent_tint, border=tokens.accent_text)
        elif self.isEnabled() and self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        cap(painter, _PADDING, rect.center().y(), self._key)
        left = _PADDING + cap_width(self._key) + _CAP_GAP
        words(painter, rect.adjusted(left, 0, 0, 0), self.text(), Role.BODY_MEDIUM, ink)
        if self.hasFocus():
            ring(painter, rect)


class OutcomeBar(NamedGroup):
    """Says which outcome was chosen and knows nothing else."""

    outcome_chosen = Signal(Outcome)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Outcomes", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._second: dict[Outcome, str] = {}
        self._short: dict[Outcome, str] = {}
        self._fitting: Outcome | None = None
        self._large = {one: KeyedButton(one.key, one.label) for one in CONVERSATIONS}
        self._small = {one: _SmallOutcome(one) for one in NO_CONVERSATIONS}
        self._heading = secondary("No conversation")
        for button in (*self._large.values(), *self._small.values()):
            button.clicked.connect(self._report)
        self._lay_out()

    def set_label(self, outcome: Outcome, text: str) -> None:
        """Call one of the first four something else: before an event key 2 is Registered."""
        self._large[outcome].set_label(text)
        self._fit()

    def set_second_lines(self, lines: Mapping[Outcome, str]) -> None:
        """Say where each of the first four goes: "to Jonas Weber"."""
        self._second = dict(lines)
        for outcome, button in self._large.items():
            button.set_second(lines.get(outcome, ""))
        self._fit()

    def set_short_second_lines(self, lines: Mapping[Outcome, str]) -> None:
        """Say it in fewer words where the window is narrow."""
        self._short = dict(lines)
        self._fit()

    def set_open(self, outcome: Outcome | None) -> None:
        """Keep the outcome lit whose panel is open."""
        for one, large in self._large.items():
            large.set_lit(is_open=one is outcome)
        for one, small in self._small.items():
            small.set_lit(is_open=one is outcome)

    def set_fitting(self, outcome: Outcome | None) -> None:
        """Light the key the grade points at; it is never pressed for anybody."""
        self._fitting = outcome
        for one, button in self._large.items():
            button.set_fitting(fits=one is outcome)

    def take_focus(self) -> None:
        """Put the focus on the outcome that the grade points at, or on the first."""
        first = next(iter(self._large))
        self.button(self._fitting or first).setFocus(Qt.FocusReason.TabFocusReason)

    def button(self, outcome: Outcome) -> QAbstractButton:
        """Return the button of an outcome."""
        return self._large[outcome] if outcome in self._large else self._small[outcome]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current().tokens
        painter.fillRect(self.rect(), tokens.side)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)

    def sizeHint(self) -> QSize:
        return QSize(748, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        # The bar fits itself into what it is given, so it never holds the window open.
        return QSize(_LEAST_WIDTH, super().sizeHint().height())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(CENTRE_MARGIN, 10, CENTRE_MARGIN, 10)
        column.setSpacing(6)
        self._heads = (QHBoxLayout(), QHBoxLayout())
        for head in self._heads:
            head.setSpacing(8)
            column.addLayout(head)
        self._fold_large(at=len(self._large))
        self._feet = (QHBoxLayout(), QHBoxLayout())
        self._feet[0].addWidget(self._heading)
        for foot in self._feet:
            foot.addStretch(1)
            column.addLayout(foot)
        self._fold_small(at=len(self._small))

    def _fold_large(self, *, at: int) -> None:
        for place, (share, button) in enumerate(zip(_SHARES, self._large.values(), strict=True)):
            for head in self._heads:
                head.removeWidget(button)
            self._heads[0 if place < at else 1].addWidget(button, share)
            button.set_height(OUTCOME if at == len(self._large) else _OUTCOME_FOLDED)

    def _fold_small(self, *, at: int) -> None:
        first = 1
        for place, small in enumerate(self._small.values()):
            foot = self._feet[0 if place < at else 1]
            self._feet[0].removeWidget(small)
            self._feet[1].removeWidget(small)
            foot.insertWidget(first + place if place < at else place - at, small)

    def _fit(self) -> None:
        room = self.width() - 2 * CENTRE_MARGIN
        self._fit_large(room)
        heading = self._heading.sizeHint().width()
        needed = sum(button.sizeHint().width() for button in self._small.values())
        count = len(self._small)
        has_heading = room >= needed + heading + count * _LEAST_GAP
        self._heading.setVisible(has_heading)
        used = needed + (heading if has_heading else 0)
        self._fold_small(at=count if used + count * _LEAST_GAP <= room else count // 2)
        for foot in self._feet:
            foot.setSpacing(min(max((room - used) // count, _LEAST_GAP), 12))
        self.updateGeometry()

    def _fit_large(self, room: int) -> None:
        nothing: dict[Outcome, str] = {}
        for lines in (self._second, {**self._second, **self._short}, nothing):
            for outcome, button in self._large.items():
                button.show_second(lines.get(outcome, ""))
            hints = [button.sizeHint().width() for button in self._large.values()]
            if sum(hints) + 8 * (len(hints) - 1) <= room:
                break
        is_roomy = sum(hints) + 8 * (len(hints) - 1) <= room
        self._fold_large(at=len(self._large) if is_roomy else 2)
        for button, hint in zip(self._large.values(), hints, strict=True):
            button.setMinimumWidth(hint if is_roomy else 1)

    def _report(self) -> None:
        pressed = self.sender()
        for outcome, button in (*self._large.items(), *self._small.items()):
            if button is pressed:
                self.outcome_chosen.emit(outcome)
