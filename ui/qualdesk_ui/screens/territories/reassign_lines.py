"""The lines of the panel that gives a territory another rep: what moves, what is hot, who had it."""

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.moments import day_words, moment_words
from qualdesk.queries.reassigning import (
    HotLead,
    PlannedReassignment,
    ReassignPreview,
    RecentReassignment,
)
from qualdesk.queries.territories import TerritoryChangeRow, TerritoryRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label, hint, secondary
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone


def labelled(label: str, widget: QWidget) -> QVBoxLayout:
    """Return a widget under its label."""
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(secondary(label))
    if isinstance(widget, ElidedLabel):
        column.addSpacing(7)
    column.addWidget(widget)
    column.addStretch(1)
    return column


def has_it(territory: TerritoryRow) -> str:
    """Return who has or covers a territory."""
    if territory.rep:
        return territory.rep
    return f"{territory.covering_rep} covers" if territory.covering_rep else "Nobody"


def move_lines(preview: ReassignPreview) -> list[QWidget]:
    """Return a line for each sort of lead: how many, and what becomes of them."""
    unworked = "unworked prospect" if preview.unworked == 1 else "unworked prospects"
    lines = [
        (preview.unworked, unworked, "callers keep calling, for the new rep"),
        (preview.waiting, "waiting: callbacks and nurtures", "stay with the callers who promised"),
        (preview.hot, "hot: offered, not yet accepted", "offered again, with the briefs"),
        (preview.accepted, "already accepted", "stay with who accepted them"),
    ]
    if preview.met_before:
        lines.append((preview.met_before, "met before that day", "stay with who meets them"))
    return [_move(*line) for line in lines]


def planned_words(planned: PlannedReassignment, today: date) -> str:
    """Return what is planned already, in a sentence."""
    verb = "covers it" if planned.is_covering else "has it"
    return f"{planned.rep} {verb} from {day_words(planned.from_on, today)} on."


def recent_words(recent: RecentReassignment) -> str:
    """Return what may still be taken back, in a sentence."""
    verb = "covered" if recent.is_covering else "had"
    return f"{recent.rep} has {verb} it for less than a day."


def _move(count: int, what: str, how: str) -> QWidget:
    line = QWidget()
    number = Label(f"{count:,}", Role.HEADING, Tone.TEXT if count else Tone.HINT)
    number.setMinimumWidth(44)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(what, Role.BODY_MEDIUM))
    words.addWidget(secondary(how))
    row = QHBoxLayout()
    row.setContentsMargins(0, 5, 0, 5)
    row.addWidget(number)
    row.addLayout(words, 1)
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(row)
    column.addWidget(Hairline())
    line.setAccessibleName(f"{count:,} {what}, {how}")
    return line


def hot_row(lead: HotLead, now: datetime) -> QWidget:
    """Return the line of a hot lead."""
    when = moment_words(lead.meeting_at, now, lead.zone) if lead.meeting_at else "no date yet"
    return _row_of(
        Label(lead.name, Role.BODY_MEDIUM),
        ElidedLabel(lead.company, Role.BODY, Tone.SECONDARY),
        hint(f"{when}, {lead.rep.split(' ')[0]}"),
    )


def change_row(change: TerritoryChangeRow, today: date) -> QWidget:
    """Return the line of a change of the rep."""
    day = day_words(change.happened_at.astimezone().date(), today)
    if not change.to_rep:
        said = f"open again, no more with {change.from_rep}"
    else:
        verb = "covers" if change.is_covering else "took over"
        before = f" from {change.from_rep}" if change.from_rep else ""
        said = f"{change.to_rep} {verb}{before}"
    note = f" · {change.note}" if change.note else ""
    return Paragraph(f"{day}: {said}{note}", Role.SMALL, Tone.SECONDARY)


def _row_of(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0)
    return line


def beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Return two widgets on a line, at its left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left)
    row.addWidget(right)
    row.addStretch(1)
    return row
