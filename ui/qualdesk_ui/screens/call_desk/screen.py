"""The call desk as the window knows it: its parts, its actions, and the way of Tab and Esc."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QWidget

from qualdesk.events.calls import ChoseAtCap, TookBack
from qualdesk.events.campaigns import AddedCampaign
from qualdesk.events.dialling import FoundNumber
from qualdesk.events.imports import ImportedRows, WithdrewImport
from qualdesk.events.mail import MarkedMail
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.order import LeftInOrder, PutFirst, SnoozedLead
from qualdesk.events.territories import ReassignedTerritory
from qualdesk.settings import load_settings
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import OffMyDesk, OnMyDesk
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.columns import Columns
from qualdesk_ui.screens.call_desk.coming import Coming
from qualdesk_ui.screens.call_desk.deciding import Deciding
from qualdesk_ui.screens.call_desk.details import DetailsPane
from qualdesk_ui.screens.call_desk.finding import Finding
from qualdesk_ui.screens.call_desk.flow import CallFlow
from qualdesk_ui.screens.call_desk.hearing import Hearing
from qualdesk_ui.screens.call_desk.keyboard import Keyboard
from qualdesk_ui.screens.call_desk.line import Line, Opener, Template
from qualdesk_ui.screens.call_desk.new_prospects import NewProspects
from qualdesk_ui.screens.call_desk.others import Others
from qualdesk_ui.screens.call_desk.setting_aside import SettingAside
from qualdesk_ui.screens.call_desk.tab_order import around, go_to, next_stop
from qualdesk_ui.screens.call_desk.up_next import UpNextPane
from qualdesk_ui.screens.call_desk.waiting import Waiting


def dial_template() -> str:
    """Return how the settings want a number to be opened."""
    return load_settings().dial_template


class CallDesk(QWidget):
    """One call at a time: who and why now, what to say, what we know."""

    go_to = Signal(str, object)
    refreshes_on: ClassVar[tuple[type, ...]] = (
        AddedCampaign,
        AddedProspect,
        ChoseAtCap,
        FoundNumber,
        ImportedRows,
        LeftInOrder,
        MarkedMail,
        PutFirst,
        ReassignedTerritory,
        SnoozedLead,
        WithdrewImport,
    )

    def __init__(
        self,
        desk: Desk,
        *,
        opener: Opener = QDesktopServices.openUrl,
        template: Template = dial_template,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.up_next, self.centre, self.details = UpNextPane(), Centre(), DetailsPane()
        flow = CallFlow(desk, self)
        self.line = Line(flow, self.centre, opener, template)
        self.calling = Calling(flow, self.line, self.centre, self.details)
        self._coming = Coming(flow, self.line, self.calling, self.up_next)
        self.waiting = Waiting(flow, self.line, self.calling, self._coming, self.centre)
        self.hearing = Hearing(self.calling, self.line, self.centre, self.details)
        self.deciding = Deciding(flow, self.calling, self.centre)
        self._columns = Columns(self, self.up_next, self.centre, self.details)
        self._new_prospects = NewProspects(flow, self.calling, self.centre)
        self._keyboard = self._made_keyboard(flow)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Call desk")
        self._return = QShortcut(self)
        self._return.setAutoRepeat(False)
        self._return.setKeys([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)])
        self._connect()
        self._share_return()

    def refresh(self) -> None:
        """Read the lists again, and claim somebody where nobody is on the desk."""
        self.waiting.look_again()

    def show_subject(self, subject: object) -> None:
        """Call the lead that another screen named; whoever is on the line stays."""
        if isinstance(subject, OnMyDesk):
            self.calling.show_claimed(subject.lead_id)
            return
        on_desk = self.calling.on_desk
        if isinstance(subject, OffMyDesk):
            if on_desk is not None and on_desk.card.lead_id == subject.lead_id:
                self.calling.give_back()
            return
        is_here = on_desk is not None and on_desk.card.lead_id == subject
        if isinstance(subject, int) and not is_here:
            self._keyboard.set_aside(partial(self.calling.open_lead, subject))

    def may_leave_call(self) -> bool:
        """Whether another prospect may come onto the desk; says so while a call is on the line."""
        return self._keyboard.is_line_free()

    def panes(self) -> Sequence[QWidget]:
        """Return the columns in sight, the script first."""
        return self._columns.in_sight()

    def toast_place(self) -> QRect:
        """Return the script's rectangle: a toast stands above the verdict."""
        place = self.centre.panel_place()
        return QRect(self.centre.mapTo(self, place.topLeft()), place.size())

    def perform(self, action_id: str) -> bool:
        """Do what a key means here; False for what the window knows better."""
        return self._keyboard.perform(action_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keyboard.take_letter(event.text().lower()):
            return
        if event.key() == Qt.Key.Key_Escape and self._keyboard.step_back():
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Tab comes here from the rail: the desk begins with what is asked.
        self.calling.take_focus()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        regions = [*self._regions(), *around(self)]
        stop = next_stop(regions, QApplication.focusWidget(), is_back=not is_next)
        if stop is not None:
            go_to(stop, is_back=not is_next)
        return stop is not None

    def minimumSizeHint(self) -> QSize:
        return self._columns.least()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.calling.drafts.save()
        self._new_prospects.save()

    def _regions(self) -> list[QWidget]:
        """Return the parts of the desk as Tab walks them (UI.md §10)."""
        panel = self.calling.panels.open_panel
        asked = panel.stops() if panel is not None else self.centre.asking()
        rest = (self.details.notes, self.centre.outcomes, self.centre.header)
        return [*asked, *rest, self.up_next, self.details]

    def _made_keyboard(self, flow: CallFlow) -> Keyboard:
        calling, centre = self.calling, self.centre
        return Keyboard(
            self._desk,
            centre,
            self._columns,
            self.line,
            calling,
            self.waiting,
            self.deciding,
            SettingAside(flow, calling, centre),
            Others(flow, calling, centre),
            self._new_prospects,
            Finding(calling, centre, self.details, self._columns),
        )

    def _connect(self) -> None:
        self._desk.committed.connect(self._follow)
        self._return.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._return.activated.connect(self.line.press_return)
        self.line.moved.connect(self._share_return)
        self.centre.finding.turned.connect(self._share_return)
        self.calling.prospect_shown.connect(self._fit)
        self.up_next.queue_asked.connect(self._open_queue)
        self.centre.header.skip.clicked.connect(self._keyboard.ask_to_skip)
        self.centre.script.notes_asked.connect(self._keyboard.open_notes)
        self.centre.script.details_asked.connect(self._columns.turn_details)

    def _fit(self) -> None:
        self._columns.fit(is_somebody=self.calling.on_desk is not None)

    def _open_queue(self) -> None:
        self.go_to.emit("queue", None)

    def _follow(self, event: object) -> None:
        if isinstance(event, TookBack):
            self.calling.put_back(event)

    def _share_return(self) -> None:
        self._return.setEnabled(self.line.takes_return)
