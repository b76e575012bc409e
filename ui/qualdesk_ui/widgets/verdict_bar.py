"""The verdict: where each agreed criterion stands, and what that makes of the prospect."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qualdesk.domain.lead_definition import Criterion, Standing, Verdict
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.painted_text import PaintedText
from qualdesk_ui.widgets.painting import RIGHT, painter_on, put_icon, width_of, words
from qualdesk_ui.widgets.tone import Tone

_HEIGHT = 38
_NOT_YET = "Not a lead yet · "
_LABEL = "Agreed lead"
_ICON = 16
_GAP = 20
_TIGHT_GAP = 10
"""Between criteria when the sentence would not fit in full."""


@dataclass(frozen=True, slots=True)
class StandingLook:
    """How a standing is shown: an icon, a word, a tone."""

    icon: str
    word: str
    spoken: str
    tone: Tone


STANDING_LOOKS = {
    Standing.MET: StandingLook("circle-check", "met", "met", Tone.OK),
    Standing.NOT_MET: StandingLook("circle-x", "not met", "not met", Tone.BAD),
    Standing.LATER: StandingLook("calendar-clock", "later", "later", Tone.TEAL),
    Standing.NO_NEED: StandingLook("circle-minus", "not now", "not now", Tone.SECONDARY),
}
_TO_ASK = StandingLook("circle-dashed", "ask", "to ask", Tone.WARN)
_NOT_ASKED = StandingLook("circle-minus", "–", "not asked", Tone.HINT)


def standing_look(verdict: Verdict, criterion: Criterion) -> StandingLook:
    """Return how a criterion is shown: one still to ask is amber only while it is required."""
    look = STANDING_LOOKS.get(verdict.standing(criterion))
    if look is not None:
        return look
    return _TO_ASK if criterion.is_required else _NOT_ASKED


def criterion_width(title: str, look: StandingLook) -> int:
    """Return the pixels of a criterion with its word."""
    title_width = width_of(title, Role.BODY_MEDIUM)
    return _ICON + 6 + title_width + 6 + width_of(look.word, Role.BODY_MEDIUM)


def paint_criterion(
    painter: QPainter, left: float, middle: float, title: str, look: StandingLook
) -> None:
    """Draw icon, title and word of one criterion."""
    tokens = current().tokens
    put_icon(painter, left, middle, look.icon, _ICON, look.tone.colour())
    line = current().scaled(Role.BODY.line)
    width = width_of(title, Role.BODY_MEDIUM)
    place = QRectF(left + _ICON + 6, middle - line / 2, width, line)
    ink = tokens.text2 if look is _NOT_ASKED else tokens.text
    words(painter, place, title, Role.BODY_MEDIUM, ink)
    word_width = width_of(look.word, Role.BODY_MEDIUM)
    word = QRectF(place.right() + 6, place.top(), word_width, line)
    words(painter, word, look.word, Role.BODY_MEDIUM, look.tone.colour())


def _decided(verdict: Verdict) -> list[str]:
    """Return a line for each criterion that an answer decided, with that answer."""
    found = ((one, verdict.finding(one)) for one in verdict.definition.criteria)
    return [
        f"{one.title} {STANDING_LOOKS[finding.standing].spoken}: {finding.answer}"
        for one, finding in found
        if finding is not None
    ]


def short_sentence(sentence: str) -> str:
    """Return what of the verdict's sentence stands where all of it has no room."""
    return sentence.removeprefix(_NOT_YET).split(" · ")[0]


class VerdictBar(PaintedText):
    """38 high; helpful criteria after a thin line, the sentence at the right.

    Pointed at, it says which answer decided each criterion.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_LABEL)

    def set_verdict(self, verdict: Verdict) -> None:
        """Show what the answers make of the prospect."""
        self._verdict = verdict
        spoken = ", ".join(
            f"{one.title} {standing_look(verdict, one).spoken}"
            for one in verdict.definition.criteria
        )
        self.setAccessibleName(f"{_LABEL}: {spoken}. {verdict.sentence()}")
        decided = _decided(verdict)
        self.setToolTip("\n".join([verdict.sentence(), *decided]))
        self.setAccessibleDescription(". ".join(decided))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, current().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        painter.fillRect(self.rect(), tokens.page)
        painter.fillRect(QRectF(0, 0, self.width(), 1), tokens.line)
        if self._verdict is not None:
            self._paint_verdict(painter, self._verdict)

    def _paint_verdict(self, painter: QPainter, verdict: Verdict) -> None:
        tokens = current().tokens
        right = self.width() - CENTRE_MARGIN
        middle = self.height() / 2 + 0.5
        row = QRectF(CENTRE_MARGIN, 1, right - CENTRE_MARGIN, self.height())
        sentence = verdict.sentence()
        label = width_of(_LABEL, Role.SMALL) + 16
        beside = width_of(sentence, Role.SMALL) + 16
        needed = self._criteria_width(verdict, _GAP) + beside
        gap = _GAP if needed <= row.width() else _TIGHT_GAP
        left = float(CENTRE_MARGIN)
        if label + needed <= row.width():
            words(painter, row, _LABEL, Role.SMALL, tokens.text2)
            left += label
        for criterion in (*verdict.definition.required, *verdict.definition.helpful):
            if criterion == next(iter(verdict.definition.helpful), None):
                painter.fillRect(QRectF(left - gap / 2, middle - 8, 1, 16), tokens.soft)
                left += 4
            look = standing_look(verdict, criterion)
            paint_criterion(painter, left, middle, criterion.title, look)
            left += criterion_width(criterion.title, look) + gap
        place = QRectF(left, row.top(), max(right - left, 0), row.height() - 1)
        if width_of(sentence, Role.SMALL) > place.width():
            sentence = short_sentence(sentence)
        words(painter, place, sentence, Role.SMALL, tokens.text2, RIGHT)

    @staticmethod
    def _criteria_width(verdict: Verdict, gap: int) -> int:
        widths = [
            criterion_width(one.title, standing_look(verdict, one)) + gap
            for one in verdict.definition.criteria
        ]
        return sum(widths) + (4 if verdict.definition.helpful else 0)
