"""What follows from an outcome: the image of the lead after it. Pure, and the same for all doors."""

from qualdesk.domain.next_step.barred import (
    WaysLeft,
    after_do_not_call,
    after_suppression,
    callable_again,
)
from qualdesk.domain.next_step.conversations import (
    accept_by,
    after_nurture,
    after_promise,
    after_push,
    after_registration,
    closed,
)
from qualdesk.domain.next_step.meanwhile import (
    LONGEST_WAIT,
    after_bounce,
    after_campaign_end,
    after_coming_forward,
    after_long_wait,
    reopened,
    withdrawn,
)
from qualdesk.domain.next_step.steps import (
    Circumstances,
    ended,
)
from qualdesk.domain.next_step.tries import (
    after_busy,
    after_gatekeeper,
    after_no_answer,
    after_other_language,
    after_voicemail,
    after_wrong_number,
    one_more_try,
    to_find_out,
)

__all__ = [
    "LONGEST_WAIT",
    "Circumstances",
    "WaysLeft",
    "accept_by",
    "after_bounce",
    "after_busy",
    "after_campaign_end",
    "after_coming_forward",
    "after_do_not_call",
    "after_gatekeeper",
    "after_long_wait",
    "after_no_answer",
    "after_nurture",
    "after_other_language",
    "after_promise",
    "after_push",
    "after_registration",
    "after_suppression",
    "after_voicemail",
    "after_wrong_number",
    "callable_again",
    "closed",
    "ended",
    "one_more_try",
    "reopened",
    "to_find_out",
    "withdrawn",
]
