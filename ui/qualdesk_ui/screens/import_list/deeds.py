"""What is done with a list that was read: its problem rows saved, or all of it withdrawn."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.imports import WithdrawImport
from qualdesk.commands.withdrawals import withdraw_import
from qualdesk.events.imports import WithdrewImport
from qualdesk.jobs.problem_list import write_problems
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.import_list.asking import AskForFile
from qualdesk_ui.screens.import_list.list_at_hand import ListAtHand
from qualdesk_ui.screens.import_list.pages import Pages
from qualdesk_ui.widgets.announce import announce


class Deeds(QObject):
    """Shows and says on the page what came of them."""

    def __init__(
        self,
        desk: Desk,
        at_hand: ListAtHand,
        pages: Pages,
        page: QWidget,
        ask_for_target: AskForFile,
    ) -> None:
        super().__init__(page)
        self._desk, self._at_hand, self._pages, self._page = desk, at_hand, pages, page
        self._ask_for_target = ask_for_target
        for asked in (pages.problems.wanted, pages.report.problems_wanted):
            asked.connect(self._save_problems)
        pages.report.withdrawal_asked.connect(self._withdraw)

    def _save_problems(self) -> None:
        """Ask where to, then write the problem rows there, each with its reason."""
        target = self._ask_for_target(self._page)
        if not target:
            return
        job = partial(
            write_problems,
            Path(target),
            Path(self._at_hand.path),
            self._at_hand.opening(),
            self._at_hand.problems,
        )
        self._desk.run(self, partial(self._tell_saved, target), job)

    def _withdraw(self) -> None:
        """Take back all of what was read in last."""
        if self._at_hand.list_id is not None:
            request = WithdrawImport(self._at_hand.list_id)
            self._desk.submit(self, withdraw_import, request, self._tell_withdrawn)

    def _tell_saved(self, target: str, _done: None) -> None:
        sentence = f"The problem rows are in {Path(target).name}"
        self._pages.head.set_note(sentence)
        announce(self._page, sentence)

    def _tell_withdrawn(self, event: WithdrewImport) -> None:
        self._at_hand.list_id = None
        self._pages.report.show_withdrawn(event.row_count)
        self._pages.show_page(self._pages.report)
        announce(self._page, self._pages.report.words())
