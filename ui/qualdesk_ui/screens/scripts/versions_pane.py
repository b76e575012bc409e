"""The versions of a script or definition, and the campaigns that may use it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.moments import day_words
from qualdesk.queries.scripts import OneVersion, VersionRow
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import LinkButton, NormalButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label, section
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone


class VersionsPane(SidePane):
    """`read_asked(version)` to look at one, `use_asked(campaign_id, version)` to choose one."""

    read_asked = Signal(int)
    use_asked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[QWidget] = []
        self.links: list[LinkButton] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.campaign = Select("Campaign")
        self.version = Select("Version")
        self.use = NormalButton("Use it there")
        self.use.clicked.connect(self._ask_use)
        self._choosing = QWidget()
        self._lay_out()

    def show_versions(
        self,
        found: OneVersion,
        campaigns: Sequence[tuple[int, str]],
        now: datetime,
        *,
        may_choose: bool,
    ) -> None:
        """Show the versions, the newest first, with who saved them and who uses them."""
        self._clear()
        for row in found.versions:
            self._add(row, now)
        if not found.versions:
            self._put(Paragraph("Not saved yet.", Role.BODY, Tone.SECONDARY))
        self.campaign.set_options(campaigns)
        numbers = [(row.version, f"Version {row.version}") for row in found.versions]
        self.version.set_options(numbers)
        if numbers:
            self.version.set_value(numbers[0][0])
        self._choosing.setVisible(may_choose and bool(campaigns) and bool(numbers))

    def _lay_out(self) -> None:
        self.body.addWidget(section("Versions"))
        self.body.addLayout(self._rows)
        choosing = QVBoxLayout(self._choosing)
        choosing.setContentsMargins(0, 12, 0, 0)
        choosing.setSpacing(8)
        choosing.addWidget(section("Use in a campaign"))
        choosing.addWidget(self.campaign)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.version, 1)
        row.addWidget(self.use)
        choosing.addLayout(row)
        note = "From its next call on. A call that has begun keeps its version."
        choosing.addWidget(Paragraph(note, Role.SMALL, Tone.SECONDARY))
        self.body.addWidget(self._choosing)
        self.body.addStretch(1)

    def _add(self, row: VersionRow, now: datetime) -> None:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(f"Version {row.version}", Role.BODY_MEDIUM), 1)
        read = LinkButton("Read")
        read.setAccessibleName(f"Read version {row.version}")
        read.clicked.connect(partial(self._ask_read, row.version))
        self.links.append(read)
        line.addWidget(read)
        self._put(head)
        self._put(Paragraph(_origin(row, now), Role.SMALL, Tone.SECONDARY))
        users = ", ".join(row.campaigns)
        self._put(Paragraph(f"Used by {users}" if users else "No campaign uses it", Role.SMALL))
        self._put(Hairline())

    def _put(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self._rows.addWidget(widget)

    def _clear(self) -> None:
        for widget in self._shown:
            self._rows.removeWidget(widget)
            widget.hide()  # it is gone only when the event loop turns
            widget.deleteLater()
        self._shown, self.links = [], []

    def _ask_read(self, version: int) -> None:
        self.read_asked.emit(version)

    def _ask_use(self) -> None:
        campaign_id, version = self.campaign.value(), self.version.value()
        if isinstance(campaign_id, int) and isinstance(version, int):
            self.use_asked.emit(campaign_id, version)


def _origin(row: VersionRow, now: datetime) -> str:
    if row.saved_at is None:
        return "As it ships with the program"
    day = day_words(row.saved_at.astimezone().date(), now.astimezone().date())
    return f"{row.saved_by}, {day}" if row.saved_by else day
