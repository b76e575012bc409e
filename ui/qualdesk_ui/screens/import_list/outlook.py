"""What will happen: how many rows are new, what stands out, and into which campaign they go."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview
from qualdesk.queries.campaigns import CampaignRow
from qualdesk_ui.screens.import_list.words import (
    FirstRow,
    facts_of,
    first_rows,
    grouped_problems,
    parts_of,
)
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label, heading, secondary, section
from qualdesk_ui.widgets.painting import painter_on, plate
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_PROBLEMS_SHOWN = 5
_TONES = (Tone.OK, Tone.ACCENT, Tone.WARN)


class PartsBar(QWidget):
    """A bar of parts, each also said in words below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[int, str]]) -> None:
        """Show other parts."""
        self._counts = tuple(count for count, _words in parts)
        self.setAccessibleName(", ".join(f"{count:,} {words}" for count, words in parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, current().scaled(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        plate(painter, QRectF(self.rect()), fill=current().tokens.hover, radius=4)
        total, left = max(sum(self._counts), 1), 0.0
        for count, tone in zip(self._counts, _TONES, strict=False):
            width = self.width() * count / total
            if count:
                place = QRectF(left, 0, max(width - 1, 2), self.height())
                plate(painter, place, fill=tone.colour(), radius=2)
            left += width


class Outlook(SidePane):
    """The right side of the page; `campaign` and `new_campaign` say where the rows go."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar, self._parts, self._facts = PartsBar(), Paragraph(), Facts()
        self._problems, self._first = QVBoxLayout(), QVBoxLayout()
        self._campaign = Select("Into campaign", [("", "A new campaign")])
        self._new = Field("Name of the new campaign", placeholder="for example: BrauTech 2026")
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._refusal.hide()
        self._campaign.chosen.connect(self._show_new)
        self._new.textEdited.connect(self._refusal.hide)
        self._lay_out()

    def campaign(self) -> str:
        """Return the name of the campaign the rows go into, empty when none is named."""
        return str(self._campaign.value() or "") or " ".join(self._new.text().split())

    def ask_campaign(self) -> None:
        """Say that the campaign is missing."""
        self._refusal.setText("Name the campaign that these rows belong to.")
        self._refusal.show()
        self._new.setFocus()

    def show_campaigns(self, rows: Sequence[CampaignRow]) -> None:
        """Offer the campaigns."""
        names = [(row.name, row.name) for row in rows]
        self._campaign.set_options([*names, ("", "A new campaign")])
        self._show_new()

    def show_preview(self, preview: ListPreview) -> None:
        """Show how the first rows will look, and what stands out in the file."""
        self.show_counts(preview.counts)
        _fill(self._first, [_card(row) for row in first_rows(preview)])

    def show_counts(self, report: ImportReport) -> None:
        """Show what becomes of the rows."""
        parts = parts_of(report)
        known = sum(count for count, _words in parts) == report.rows
        if not known:
            taken = report.rows - report.not_taken
            parts = ((taken, "new or here already"), (0, ""), (report.not_taken, "not taken"))
        self._bar.set_parts(parts)
        self._parts.set_text(" · ".join(f"{count:,} {words}" for count, words in parts if words))
        self._facts.set_rows(facts_of(report))
        found = grouped_problems(report.problems)
        lines = [_problem(count, one.message) for count, one in found[:_PROBLEMS_SHOWN]]
        title = [section("Problems")] if lines else []
        more = len(found) - _PROBLEMS_SHOWN
        rest = [secondary(f"and {more} more kinds, all in the report")] if more > 0 else []
        _fill(self._problems, [*title, *lines, *rest])

    def _show_new(self) -> None:
        self._new.setVisible(not self._campaign.value())
        self._refusal.hide()

    def _lay_out(self) -> None:
        self.body.addWidget(heading("What will happen"))
        self.body.addWidget(self._bar)
        self.body.addWidget(self._parts)
        self.body.addWidget(self._facts)
        self.body.addSpacing(8)
        self._problems.setSpacing(4)
        self.body.addLayout(self._problems)
        self.body.addSpacing(8)
        self.body.addWidget(section("How the first rows will look"))
        self.body.addLayout(self._first)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(secondary("Into campaign"))
        row.addWidget(self._campaign, 1)
        self.foot.addWidget(Hairline())
        self.foot.addLayout(row)
        self.foot.addWidget(self._new)
        self.foot.addWidget(self._refusal)


def _problem(count: int, message: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    number = Label(f"{count:,}", Role.HEADING)
    number.setMinimumWidth(36)
    row.addWidget(number)
    row.addWidget(Paragraph(message, Role.SMALL, Tone.SECONDARY), 1)
    return line


class _Card(QWidget):
    def __init__(self, row: FirstRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label(row.name, Role.BODY_STRONG))
        top.addWidget(ElidedLabel(row.company, Role.BODY, Tone.SECONDARY), 1)
        column.addLayout(top)
        column.addWidget(ElidedLabel(row.phone, Role.SMALL, Tone.SECONDARY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current().tokens
        rect = QRectF(self.rect())
        plate(painter_on(self), rect, fill=tokens.raised, border=tokens.line, radius=8)


def _card(row: FirstRow) -> QWidget:
    return _Card(row)


def _fill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
