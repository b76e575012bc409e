"""Left mail: what had been sent before it was taken back is said, and its e-mail is put right."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.errors import DatabaseError, InputError, QualDeskError
from qualdesk.events.calls import TookBack
from qualdesk.events.hand_offs import TookBackDeed
from qualdesk.events.mail import CorrectedMail
from qualdesk_ui.desk import Desk
from qualdesk_ui.widgets.paragraph import Run, RunLook
from qualdesk_ui.widgets.toast import Toast

_NOTHING_LEFT = (
    "No e-mail had been sent for what you took back last. The Outbox puts earlier ones right."
)


class LeftMail(QObject):
    """Remembers the newest e-mail that had left and was not put right; `said` follows each toast."""

    said = Signal()

    def __init__(self, desk: Desk, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._toast = toast
        self._left: TookBack | TookBackDeed | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether there is an e-mail to be put right."""
        return self._left is not None

    def forget(self) -> None:
        """Leave to the Outbox what was not put right yet."""
        self._left = None

    def tell(self, event: TookBack | TookBackDeed) -> None:
        """Say what had left already, and offer to put an e-mail right."""
        what = "e-mail had already been sent" if event.can_correct_mail else "letter is printed"
        runs = (
            Run(f"Taken back, but its {what}: "),
            Run(event.prospect_name, RunLook.STRONG),
        )
        if event.can_correct_mail:
            self._left = event
            self._toast.tell_left(self._desk.undo_seconds, runs, "mail")
        else:
            self._toast.tell_only(self._desk.undo_seconds, runs, "mail-open")
        self.said.emit()

    def put_right(self) -> None:
        """Ask whoever got the e-mail to disregard it."""
        from qualdesk.commands.corrections import correct_mail  # noqa: PLC0415 - brings SQLAlchemy
        from qualdesk.commands.requests.mail import CorrectMail  # noqa: PLC0415

        left, self._left = self._left, None
        if left is None:
            self._desk.refused.emit(InputError(_NOTHING_LEFT))
            return
        person_id, undo_seconds = self._desk.person_id, self._desk.undo_seconds
        request = CorrectMail(left.touch_id, person_id, undo_seconds)
        refused = partial(self._keep, left)
        self._desk.submit(self, correct_mail, request, self._tell_corrected, refused)

    def _keep(self, left: TookBack | TookBackDeed, refusal: QualDeskError) -> None:
        if isinstance(refusal, DatabaseError):  # may be tried again
            self._left = left

    def _tell_corrected(self, event: CorrectedMail) -> None:
        runs = (Run("Asked to disregard it: "), Run(", ".join(event.names), RunLook.STRONG))
        self._toast.tell_only(self._desk.undo_seconds, runs, "mail")
        self.said.emit()
