"""Each deed is taken back by the command that belongs to it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from qualdesk.errors import QualDeskError
from qualdesk.events.hand_offs import TookBackDeed
from qualdesk.events.imports import WithdrewImport
from qualdesk.events.order import LeftInOrder
from qualdesk.events.territories import TookBackReassignment
from qualdesk_ui.desk import Desk
from qualdesk_ui.main_window.deeds import Deed

TakenBack = LeftInOrder | TookBackDeed | TookBackReassignment | WithdrewImport


def submit_undo(
    desk: Desk,
    owner: QObject,
    deed: Deed,
    then: Callable[[TakenBack], object],
    refused: Callable[[QualDeskError], object],
) -> None:
    """Take a deed back; `refused` where it can never be taken back."""
    if deed.is_of_territory:
        from qualdesk.commands.reassigning_undo import (  # noqa: PLC0415 - brings SQLAlchemy
            take_back_reassignment,
        )
        from qualdesk.commands.requests.territories import TakeBackReassignment  # noqa: PLC0415

        reassignment = TakeBackReassignment(deed.press, desk.person_id)
        desk.submit(owner, take_back_reassignment, reassignment, then, refused)
    elif deed.press:
        from qualdesk.commands.hand_off_undo import (  # noqa: PLC0415 - brings SQLAlchemy
            take_back_deed,
        )
        from qualdesk.commands.requests.hand_offs import TakeBackDeed  # noqa: PLC0415

        request = TakeBackDeed(deed.press, desk.person_id)
        desk.submit(owner, take_back_deed, request, then, refused)
    elif deed.list_id:
        from qualdesk.commands.requests.imports import WithdrawImport  # noqa: PLC0415
        from qualdesk.commands.withdrawals import (  # noqa: PLC0415 - brings SQLAlchemy
            withdraw_import,
        )

        listed = WithdrawImport(deed.list_id)
        desk.submit(owner, withdraw_import, listed, then, refused)
    else:
        from qualdesk.commands.order import leave_in_order  # noqa: PLC0415 - brings SQLAlchemy
        from qualdesk.commands.requests.order import LeaveInOrder  # noqa: PLC0415

        in_order = LeaveInOrder(deed.lead_ids, desk.person_id)
        desk.submit(owner, leave_in_order, in_order, then)
