"""Why this order: the five levels, where the prospect stands in them, and whose turn it is."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk.domain.queue_order import Level, Turn
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.label import Label, section
from qualdesk_ui.widgets.painting import CENTRE, painter_on, plate, width_of, words
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_LEVELS = (
    (Level.PROMISED, "Promised calls", "by the time promised; 5 minutes before mine, only mine"),
    (Level.RETURNED, "Returned by sales", "put right while it is warm"),
    (Level.CLOSING_WINDOW, "Closing windows", "the one that closes soonest first"),
    (Level.PRIORITY, "Campaign priority", "First, Normal, When free; newest interest first"),
    (Level.STAYING_IN_TOUCH, "Staying in touch", "longest due first"),
)
_TURNS = {
    Turn.OVERDUE: "Every fifth call takes whoever has waited longest for a first call.",
    Turn.IN_TOUCH: "One call in so many keeps in touch, so that nobody is forgotten.",
    Turn.CALLED_FIRST: "This prospect was put first on this desk.",
}
_OUT_OF_ORDER = "You opened this one from further down. The order itself has not changed."
_HEIGHT, _CIRCLE = 28, 20


class LevelLine(QWidget):
    """One level; the one where the prospect stands is lit."""

    def __init__(self, number: int, title: str, note: str, *, is_here: bool) -> None:
        super().__init__()
        self._number, self._title, self._note, self._is_here = number, title, note, is_here
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        here = ", here" if is_here else ""
        self.setAccessibleName(f"{number}, {title}{here}: {note}")

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens, rect = painter_on(self), current().tokens, QRectF(self.rect())
        if self._is_here:
            plate(painter, rect, fill=tokens.accent_tint, border=tokens.accent_edge)
        ink = tokens.accent_text if self._is_here else tokens.text2
        circle = QRectF(8, rect.center().y() - _CIRCLE / 2, _CIRCLE, _CIRCLE)
        plate(painter, circle, border=ink, radius=_CIRCLE / 2)
        words(painter, circle, str(self._number), Role.TINY, ink, CENTRE)
        left = circle.right() + 10
        role = Role.BODY_STRONG if self._is_here else Role.BODY_MEDIUM
        title = tokens.accent_text if self._is_here else tokens.text
        words(painter, rect.adjusted(left, 0, 0, 0), self._title, role, title)
        left += width_of(self._title, role) + 10
        words(painter, rect.adjusted(left, 0, -8, 0), self._note, Role.SMALL, tokens.text2)


class WhyOrderPanel(Panel):
    """To read only; Esc or W goes back to the call."""

    def __init__(self, context: PanelContext, *, is_out_of_order: bool, parent: QWidget) -> None:
        super().__init__("Why this order", context.card.name, "Back to the call", parent)
        reason = context.card.reason
        self.body.setSpacing(2)
        for number, (level, title, note) in enumerate(_LEVELS, start=1):
            is_here = level is reason.place.level and reason.turn is None
            self.body.addWidget(LevelLine(number, title, note, is_here=is_here))
        self.body.addSpacing(10)
        self.body.addWidget(section(f"Where {context.first_name} stands"))
        self.body.addWidget(Paragraph(reason.sentence(context.now), Role.BODY, Tone.SECONDARY))
        for sentence in self._more(reason.turn, is_out_of_order=is_out_of_order):
            self.body.addWidget(Paragraph(sentence, Role.BODY, Tone.SECONDARY))
        self.body.addStretch(1)
        note = "Within a level each campaign keeps its place; nobody waits longer than 10 working days."
        self.foot.addWidget(Label(note, Role.SMALL, Tone.SECONDARY), 1)

    @staticmethod
    def _more(turn: Turn | None, *, is_out_of_order: bool) -> list[str]:
        found = [_TURNS[turn]] if turn else []
        return [*found, _OUT_OF_ORDER] if is_out_of_order else found
