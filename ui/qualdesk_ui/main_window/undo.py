"""Undo: the toast after each action, taking the newest one back from any page, or otherwise."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Signal

from qualdesk.domain.caps import CapChoice
from qualdesk.domain.outcome import Outcome
from qualdesk.errors import DatabaseError, InputError, QualDeskError
from qualdesk.events.calls import After, ChoseAtCap, TookBack, WroteShortEmail
from qualdesk.events.hand_offs import TookBackDeed
from qualdesk.events.territories import TookBackReassignment
from qualdesk_ui.actions import Place
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import OffMyDesk, ToastPlace
from qualdesk_ui.main_window.deeds import Deed, deed_of, joined
from qualdesk_ui.main_window.left_mail import LeftMail
from qualdesk_ui.main_window.pages import Pages
from qualdesk_ui.main_window.taking_back import TakenBack, submit_undo
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.paragraph import Run, RunLook
from qualdesk_ui.widgets.toast import Toast

if TYPE_CHECKING:
    # Requests stand beside commands, which bring SQLAlchemy.
    from qualdesk.commands.requests.calls import Call

_NO_VOICEMAIL = "The short e-mail follows a voicemail. Leave one with 6 first."
_NOTHING_DONE = "There is nothing to take back here. Alt+U takes back your last outcome."


class Undo(QObject):
    """Shows the toast over the page in sight; `asked` says that its button was pressed.

    `done` says that somebody did something here, or took it back.
    """

    asked = Signal()
    done = Signal()

    def __init__(self, desk: Desk, pages: Pages) -> None:
        super().__init__(pages)
        self._desk = desk
        self._pages = pages
        self._toast = Toast(pages)
        self._after: After | None = None
        self._left = LeftMail(desk, self._toast, self)
        self._deeds: list[Deed | None] = []  # None is an outcome
        self._toast.undo_asked.connect(self.asked)
        self._toast.otherwise_asked.connect(self.choose_otherwise)
        self._toast.email_asked.connect(self.write_short_email)
        self._toast.correction_asked.connect(self.put_right)
        self._left.said.connect(self._place)
        desk.committed.connect(self._follow)
        pages.moved.connect(self._place)
        pages.installEventFilter(self)

    def take_back(self) -> None:
        """Take back the newest action of this desk: what was said of rows, or an outcome."""
        if not self._deeds:
            self._desk.refused.emit(InputError(_NOTHING_DONE))
            return
        deed = self._deeds[-1]
        if deed is None:
            self.take_back_outcome()
            return
        if deed.is_of_coming and not self._pages.may_leave_call():
            return
        put_back, forget = partial(self._put_back, deed), partial(self._forget, deed)
        submit_undo(self._desk, self, deed, put_back, forget)

    def _forget(self, deed: Deed, refusal: QualDeskError) -> None:
        """Let the next Ctrl+Z reach what was done before, if this can never be taken back.

        What only failed, for a line that was lost or a file that was locked, may be tried again.
        """
        if not isinstance(refusal, DatabaseError) and deed in self._deeds:
            self._deeds.remove(deed)

    def take_back_outcome(self) -> None:
        """Take back the last outcome; its lead appears on the call desk, as it was."""
        from qualdesk.commands.requests.calls import TakeBack  # noqa: PLC0415 - brings SQLAlchemy
        from qualdesk.commands.undo import take_back  # noqa: PLC0415

        if self._pages.place is not Place.CALL_DESK:
            self._pages.visit(Place.CALL_DESK)
        self._desk.submit(self, take_back, TakeBack(caller_id=self._desk.person_id))

    def choose_otherwise(self) -> None:
        """Open what may follow instead of what the cap did by itself, while the toast stands."""
        if self._after is None or self._after.cap is None or not self._toast.isVisible():
            return
        from qualdesk_ui.main_window.cap_menu import CapMenu  # noqa: PLC0415 - seldom opened

        menu = CapMenu(self._pages, self._after.cap)
        menu.chosen.connect(partial(self._choose, self._after))
        menu.aboutToHide.connect(partial(self._toast.hold, wanted=False))
        self._toast.hold(wanted=True)
        menu.open_over(self._toast.foot())

    def write_short_email(self) -> None:
        """Follow the last voicemail up in writing; what may not be done says why.

        Where an e-mail had left before its outcome was taken back, that is put right instead.
        """
        if self._left.is_waiting:
            self._left.put_right()
            return
        after = self._after
        if after is None or after.outcome is not Outcome.VOICEMAIL:
            self._desk.refused.emit(InputError(_NO_VOICEMAIL))
        elif after.cap is not None and CapChoice.SHORT_EMAIL in after.cap.choices:
            self._choose(after, CapChoice.SHORT_EMAIL)
        else:
            from qualdesk.commands.requests.calls import WriteShortEmail  # noqa: PLC0415
            from qualdesk.commands.short_emails import write_short_email  # noqa: PLC0415

            firm = self._desk.seat.firm
            request = WriteShortEmail(self._call_again(after), after.touch_id, firm=firm)
            self._desk.submit(self, write_short_email, request)

    def put_right(self) -> None:
        """Ask whoever got an e-mail of what was taken back last to disregard it."""
        self._left.put_right()

    def eventFilter(self, _pages: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _put_back(self, deed: Deed, event: TakenBack) -> None:
        if self._deeds and self._deeds[-1] is deed:
            self._deeds.pop()
        self._toast.dismiss()
        announce(self._pages, f"Taken back: {deed.words}")
        if isinstance(event, TookBackReassignment) and event.stayed:
            self._tell_stayed(event)
        elif isinstance(event, TookBackDeed) and event.is_mail_already_sent:
            self._left.tell(event)
        if deed.is_of_coming:
            self._pages.tell(Place.CALL_DESK, OffMyDesk(deed.lead_ids[0]))
        elif deed.is_of_desk:
            self._pages.visit(Place.CALL_DESK, deed.lead_ids[0])

    def _tell_stayed(self, event: TookBackReassignment) -> None:
        """Say who was told already, and so stays with the new rep."""
        runs = (
            Run(f"{event.name} is taken back, but already sent: "),
            Run(", ".join(event.stayed), RunLook.STRONG),
            Run(" stays" if len(event.stayed) == 1 else " stay"),
        )
        self._toast.tell_only(self._desk.undo_seconds, runs, "mail")
        self._place()

    def _follow(self, event: object) -> None:
        if isinstance(event, TookBack):
            self._toast.dismiss()
            self._forget_outcome()
            self.done.emit()
            if event.is_mail_already_sent:
                self._left.tell(event)
        if isinstance(getattr(event, "after", None), After):
            self._deeds.append(None)
            self._left.forget()
            self._show(event)
            self.done.emit()
        deed = deed_of(event, self._desk.seat.person_name, self._desk.now())
        if deed is not None:
            self._show_deed(deed)
            self.done.emit()

    def _forget_outcome(self) -> None:
        for place in reversed(range(len(self._deeds))):
            if self._deeds[place] is None:
                del self._deeds[place]
                return

    def _show_deed(self, deed: Deed) -> None:
        is_of_lead = bool(deed.lead_ids) and not deed.list_id
        is_of_desk = self._pages.place is Place.CALL_DESK and is_of_lead
        before = self._deeds[-1] if self._deeds else None
        if before is not None and before.goes_with(deed):
            deed = joined(before, deed)
            self._deeds.pop()
        self._deeds.append(replace(deed, is_of_desk=is_of_desk))
        self._toast.show_for(self._desk.undo_seconds, deed.runs, deed.icon)
        self._place()

    def _show(self, event: object) -> None:
        # Screens name commands and bring SQLAlchemy.
        from qualdesk_ui.screens.call_desk.outcomes import OutcomeEvent  # noqa: PLC0415
        from qualdesk_ui.screens.call_desk.toasts import (  # noqa: PLC0415
            offers_otherwise,
            toast_icon,
            toast_runs,
        )

        if isinstance(event, OutcomeEvent | ChoseAtCap | WroteShortEmail):
            self._after = event.after
            self._toast.show_for(
                self._desk.undo_seconds,
                toast_runs(event, self._desk.now()),
                toast_icon(event),
                offers_otherwise=offers_otherwise(event.after),
                offers_email=event.after.offers_short_email,
            )
            self._place()

    def _choose(self, after: After, choice: CapChoice) -> None:
        from qualdesk.commands.cap_choices import choose_at_cap  # noqa: PLC0415
        from qualdesk.commands.requests.calls import ChooseAtCap  # noqa: PLC0415

        call, firm = self._call_again(after), self._desk.seat.firm
        request = ChooseAtCap(call, after.touch_id, choice, firm=firm)
        self._desk.submit(self, choose_at_cap, request)

    def _call_again(self, after: After) -> "Call":
        """Return the call that is over for what still follows from it."""
        from qualdesk.commands.requests.calls import Call  # noqa: PLC0415 - brings SQLAlchemy

        return Call(
            lead_id=after.lead_id,
            caller_id=self._desk.person_id,
            lead_version=after.lead_version,
            undo_seconds=self._desk.undo_seconds,
        )

    def _place(self) -> None:
        if not self._toast.isVisible():
            return
        self._toast.place_over(self._free_place())
        self._toast.raise_()

    def _free_place(self) -> QRect:
        screen: object = self._pages.currentWidget()
        return screen.toast_place() if isinstance(screen, ToastPlace) else self._pages.rect()
