"""The step of the columns: how the file is read, where each column goes, what is joined."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_lists import Reading
from qualdesk.jobs.list_preview import ListPreview
from qualdesk_ui.screens.import_list.joining import Joining
from qualdesk_ui.screens.import_list.mapping import Mapping
from qualdesk_ui.screens.import_list.reading_options import ReadingOptions
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import LinkButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.label import heading
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.tone import Tone

_USED_AGAIN = "Matched as for the last list of this shape"
_PROMISE = "Nothing is lost: each row is read in, joins somebody, or is listed with its reason."


class ColumnsPage(QWidget):
    """`changed` when the rows would be read otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options, self.mapping, self.joining = ReadingOptions(), Mapping(), Joining()
        self._note = ElidedLabel("", Role.BODY, Tone.SECONDARY)
        self._anew = LinkButton("Match anew")
        self._is_by_hand = False
        self.may_match_again = True
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Forget a former file."""
        self.options.begin()
        self.joining.show_joins([], {})
        self._is_by_hand, self.may_match_again = False, True

    def reading(self) -> Reading:
        """Return how the file is to be read: matched by hand, or as the program finds it."""
        mapping = self.mapping.mapping() if self._is_by_hand else {}
        joins = self.joining.joins() if self._is_by_hand else {}
        return self.options.reading(mapping, joins)

    def show_preview(self, preview: ListPreview) -> None:
        """Show the columns as they would be read."""
        self.options.show_preview(preview)
        self.mapping.show_columns(preview.columns, preview.problems)
        self.joining.show_joins([column.name for column in preview.columns], preview.joins)
        matched = sum(column.field is not Field.IGNORED for column in preview.columns)
        by_themselves = "" if self._is_by_hand else " by themselves"
        found = f"{len(preview.columns)} found, {matched} matched{by_themselves}"
        self._note.set_text(_USED_AGAIN if preview.matching_used_again else found)
        self._anew.setVisible(preview.matching_used_again or self._is_by_hand)

    def note(self) -> str:
        """Return what is said of the matching."""
        return self._note.text()

    def match_anew(self) -> None:
        """Match by headings and values alone, whatever was matched before."""
        self._is_by_hand, self.may_match_again = False, False
        self.changed.emit()

    def _match_by_hand(self) -> None:
        self._is_by_hand = True
        self.changed.emit()

    def _reopen(self) -> None:
        """Match again: another encoding, delimiter or sheet has other columns."""
        self._is_by_hand = False
        self.changed.emit()

    def _connect(self) -> None:
        self.options.changed.connect(self.changed)
        self.options.reopened.connect(self._reopen)
        self.mapping.changed.connect(self._match_by_hand)
        self.joining.changed.connect(self._match_by_hand)
        self._anew.clicked.connect(self.match_anew)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(heading("Match the columns"))
        head.addWidget(self._note, 1)
        head.addWidget(self._anew)
        top = QVBoxLayout()
        top.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 4)
        top.setSpacing(12)
        top.addWidget(self.options)
        top.addLayout(head)
        below = QVBoxLayout()
        below.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 8)
        below.addWidget(self.joining)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.mapping, 1)
        column.addLayout(below)
        column.addWidget(_Foot())


class _Foot(QWidget):
    """The promise under the columns."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN + 24, 0, PAGE_MARGIN, 0)
        row.addWidget(ElidedLabel(_PROMISE, Role.BODY, Tone.SECONDARY), 1)
        self.setMinimumHeight(current().scaled(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        painter.fillRect(self.rect(), tokens.side)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)
        put_icon(painter, PAGE_MARGIN, self.height() / 2, "shield-check", 16, tokens.ok)
