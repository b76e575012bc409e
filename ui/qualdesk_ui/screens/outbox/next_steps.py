"""The keyed next steps of the page: done at once, or asked for in place where one needs a word."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualdesk.domain.mail import MailChoice
from qualdesk.queries.came_in import ReceivedRow
from qualdesk.queries.post import MailRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.screens.outbox.asking import ChooseFile, OpenUrl
from qualdesk_ui.screens.outbox.calendar_door import CalendarDoor
from qualdesk_ui.screens.outbox.decisions import Decisions
from qualdesk_ui.screens.outbox.give_door import GiveDoor
from qualdesk_ui.screens.outbox.letter_deeds import LetterDeeds
from qualdesk_ui.screens.outbox.mail_deeds import MailDeeds
from qualdesk_ui.screens.outbox.paper_door import PaperDoor
from qualdesk_ui.screens.outbox.received_deeds import ReceivedDeeds
from qualdesk_ui.screens.outbox.shelves import PostRow, Shelves
from qualdesk_ui.screens.outbox.steps import (
    PAPER_STEPS,
    CorrectionStep,
    FileStep,
    PaperStep,
    PostStep,
    ReceivedStep,
    steps_of,
    steps_of_received,
)


class NextSteps(QObject):
    """`said` brings what came of a step, `done` the keyboard back from what was asked."""

    said = Signal(str)
    done = Signal()

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        shelves: Shelves,
        *,
        has_server: Callable[[], bool],
        ask_for_file: ChooseFile,
        open_url: OpenUrl,
    ) -> None:
        super().__init__(page)
        self._shelves, self._has_server = shelves, has_server
        self.decisions = Decisions(self)
        self._mails = MailDeeds(desk, self.decisions, self, open_url)
        self._letters = LetterDeeds(desk, self.decisions, self)
        self._received = ReceivedDeeds(desk, self.decisions, self)
        self.paper = PaperDoor(desk, page, ask_for_file)
        self.calendar = CalendarDoor(desk, page, ask_for_file, open_url)
        self.giving = GiveDoor(desk, page)
        self._mails.parted.connect(self.calendar.ask)
        self.giving.chosen.connect(self._received.give)
        for telling in (self.decisions, self.paper, self.calendar):
            telling.said.connect(self.said)
        for strip in self.strips:
            strip.closed.connect(self.done)

    @property
    def strips(self) -> tuple[ChoiceStrip, ...]:
        """The lines that ask."""
        return (self.paper.strip, self.calendar.strip, self.giving.strip)

    @property
    def is_asking(self) -> bool:
        """Whether one of them does."""
        return any(strip.is_asking for strip in self.strips)

    def close_strip(self) -> bool:
        """Ask no more; False where nothing was asked."""
        closed = [strip.close_strip() for strip in self.strips]
        return any(closed)

    def steps(self, row: PostRow | None) -> Sequence[PostStep]:
        """Return what may be done with a row, in the order of the keys."""
        if row is None:
            return ()
        if isinstance(row, MailRow):
            return steps_of(row, has_server=self._has_server())
        return steps_of_received(row) if isinstance(row, ReceivedRow) else PAPER_STEPS

    def take(self, place: int) -> bool:
        """Take a next step of the focused or selected rows."""
        row = self._shelves.row()
        steps, ids = self.steps(row), self._shelves.chosen()
        if row is None or place >= len(steps) or not ids:
            return False
        does = steps[place].does
        if not self._ask_first(does, row, ids):
            self._do(does, ids)
        return True

    def _ask_first(self, does: object, row: PostRow, ids: Sequence[int]) -> bool:
        """Ask how, or do at once what concerns the one row alone; False where that is not so."""
        if does is MailChoice.BY_HAND and isinstance(row, MailRow):
            self._mails.hand_over(row)
        elif does is FileStep.CALENDAR:
            self.calendar.ask(row.id)
        elif does is PaperStep.PRINT:
            self.paper.ask(ids)
        elif does is ReceivedStep.GIVE:
            self.giving.ask(row.id)
        else:
            return False
        return True

    def _do(self, does: object, ids: Sequence[int]) -> None:
        """Do the same with all rows chosen."""
        mails = self._shelves.chosen_mails()
        self._shelves.clear_marks()
        if isinstance(does, MailChoice):
            self._mails.settle(ids, does)
        elif does is CorrectionStep.DISREGARD:
            for mail in mails:
                self._mails.put_right(mail)
        elif does is ReceivedStep.ASIDE:
            self._received.put_aside(ids)
        elif does is PaperStep.POSTED:
            self._letters.mark_posted(ids)
        else:
            self._letters.cancel(ids)
