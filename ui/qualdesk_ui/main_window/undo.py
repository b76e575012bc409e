"""Undo: the toast after each outcome, and taking one back from any page."""

from PySide6.QtCore import QEvent, QObject, QRect, Signal

from qualdesk.events import After, TookBack
from qualdesk_ui.actions import Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToastPlace
from qualdesk_ui.main_window.pages import Pages
from qualdesk_ui.widgets.toast import Toast


class Undo(QObject):
    """Shows the toast over the page in sight; `asked` says that its button was pressed."""

    asked = Signal()

    def __init__(self, desk: Desk, pages: Pages) -> None:
        super().__init__(pages)
        self._desk = desk
        self._pages = pages
        self._toast = Toast(pages)
        self._toast.undo_asked.connect(self.asked)
        desk.committed.connect(self._follow)
        pages.moved.connect(self._place)
        pages.installEventFilter(self)

    def take_back(self) -> None:
        """Take back the last outcome; its lead appears on the call desk, as it was."""
        from qualdesk.commands.requests import TakeBack  # noqa: PLC0415 - brings SQLAlchemy
        from qualdesk.commands.undo import take_back  # noqa: PLC0415

        if self._pages.place is not Place.CALL_DESK:
            self._pages.visit(Place.CALL_DESK)
        self._desk.submit(self, take_back, TakeBack(caller_id=self._desk.person_id))

    def eventFilter(self, _pages: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _follow(self, event: object) -> None:
        if isinstance(event, TookBack):
            self._toast.dismiss()
        if isinstance(getattr(event, "after", None), After):
            self._show(event)

    def _show(self, event: object) -> None:
        # Screens name commands and bring SQLAlchemy.
        from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent  # noqa: PLC0415
        from qualdesk_ui.screens.call_desk.toasts import toast_icon, toast_runs  # noqa: PLC0415

        if isinstance(event, OutcomeEvent):
            runs = toast_runs(event, self._desk.now())
            self._toast.show_for(self._desk.undo_seconds, runs, toast_icon(event))
            self._place()

    def _place(self) -> None:
        if not self._toast.isVisible():
            return
        self._toast.place_over(self._free_place())
        self._toast.raise_()

    def _free_place(self) -> QRect:
        screen: object = self._pages.currentWidget()
        return screen.toast_place() if isinstance(screen, ToastPlace) else self._pages.rect()
