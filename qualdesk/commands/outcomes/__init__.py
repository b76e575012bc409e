"""The ten outcomes: each leaves its lead in the right state, with a next step and an owner."""

from qualdesk.commands.outcomes.conversations import (
    close_out,
    promise_callback,
    push_to_sales,
    register,
    send_to_nurture,
)
from qualdesk.commands.outcomes.tries import (
    find_busy,
    leave_voicemail,
    reach_gatekeeper,
    record_no_answer,
)
from qualdesk.commands.outcomes.ways_lost import (
    bar_calls,
    find_wrong_number,
)

__all__ = [
    "bar_calls",
    "close_out",
    "find_busy",
    "find_wrong_number",
    "leave_voicemail",
    "promise_callback",
    "push_to_sales",
    "reach_gatekeeper",
    "record_no_answer",
    "register",
    "send_to_nurture",
]
