"""The page that reads a list in: choose, match, see what will happen, import, report."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.events.campaigns import AddedCampaign
from qualdesk.jobs.list_preview import ListPreview
from qualdesk.queries.campaigns import CampaignRow, campaigns
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.import_list.asking import AskForFile, choose_list, choose_target
from qualdesk_ui.screens.import_list.deeds import Deeds
from qualdesk_ui.screens.import_list.list_at_hand import ListAtHand
from qualdesk_ui.screens.import_list.list_shown import ListShown
from qualdesk_ui.screens.import_list.mending import go_to_mend
from qualdesk_ui.screens.import_list.pages import Pages
from qualdesk_ui.screens.import_list.problem_words import ProblemGroup
from qualdesk_ui.screens.import_list.report import After
from qualdesk_ui.screens.import_list.run import ImportRun

_NAMES_NOBODY = "No column says who it is. Send one to a company, name, e-mail or phone."


class ImportScreen(QWidget):
    """Nothing is stored before the one button is pressed."""

    refreshes_on: ClassVar[tuple[type, ...]] = (AddedCampaign,)
    go_to = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        ask_for_file: AskForFile = choose_list,
        ask_for_target: AskForFile = choose_target,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ask_for_file = ask_for_file
        self.pages = Pages()
        self.at_hand = ListAtHand(desk, self.pages.columns, self.pages.outlook, self)
        ListShown(desk, self.at_hand, self.pages, self)
        self._run = ImportRun(desk, self.at_hand, self.pages, self)
        Deeds(desk, self.at_hand, self.pages, self, ask_for_target)
        self.setAcceptDrops(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect()
        self.pages.show_page(self.pages.empty)

    def refresh(self) -> None:
        """Read the campaigns again."""
        self._desk.fetch(self, self._take_campaigns, campaigns, now=self._desk.now())

    def perform(self, action_id: str) -> bool:
        """Choose a file, go on, or go back: an import that runs is stopped."""
        if action_id == "import-list":
            self._ask()
            return True
        if action_id == "confirm":
            return self._go_on()
        return action_id == "back" and self._go_back()

    def open_file(self, path: str) -> None:
        """Read a list and show how it would go in."""
        if not self._run.is_on:
            self.at_hand.open(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_file(event.mimeData().urls()[0].toLocalFile())

    def _connect(self) -> None:
        pages = self.pages
        pages.empty.action_chosen.connect(self._ask)
        pages.head.gone_on.connect(self._go_on)
        pages.head.gone_back.connect(self._go_back)
        pages.columns.changed.connect(self.at_hand.read_again)
        pages.outlook.mend_asked.connect(self._mend)
        pages.report.duplicates_asked.connect(self._look_at_duplicates)
        pages.report.another_asked.connect(self._ask)

    def _ask(self) -> None:
        path = "" if self._run.is_on else self._ask_for_file(self)
        if path:
            self.open_file(path)

    def _go_on(self) -> bool:
        page, report = self.pages.shown(), self.pages.report
        if page is self.pages.columns and self.at_hand.preview is not None:
            self._leave_columns(self.at_hand.preview)
        elif page is self.pages.problems:
            self._run.begin()
        elif page is report and report.after is After.STOPPED:
            self._run.go_on()
        elif page is report:
            self.go_to.emit("queue", None)
        else:
            return False
        return True

    def _go_back(self) -> bool:
        page = self.pages.shown()
        if self._run.is_on:
            self._run.stop()
        elif page is self.pages.problems:
            self.pages.show_page(self.pages.columns)
        elif page is self.pages.columns:
            self._leave()
        else:
            return False
        return True

    def _leave_columns(self, preview: ListPreview) -> None:
        options = self.pages.columns.options
        if options.missing(preview):
            return
        if not preview.names_somebody:
            options.refuse(_NAMES_NOBODY)
        elif self.at_hand.problems:
            self.pages.show_page(self.pages.problems)
        else:
            self._run.begin()

    def _leave(self) -> None:
        """Leave the list as it is and stand at the beginning."""
        self.at_hand.leave()
        self.pages.show_page(self.pages.empty)

    def _mend(self, group: ProblemGroup) -> None:
        go_to_mend(group, self.pages, self.at_hand.preview)

    def _look_at_duplicates(self) -> None:
        self.go_to.emit("duplicates", None)

    def _take_campaigns(self, rows: list[CampaignRow]) -> None:
        self.pages.outlook.show_campaigns(rows)
