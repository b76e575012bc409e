"""Every action as data: what it is called, where it works, and which keys do it."""

from qualdesk_ui.actions.keys import NO_KEY, Keys, sound_keys, why_not
from qualdesk_ui.actions.names import ActionId, Group, Place
from qualdesk_ui.actions.shortcuts import Shortcuts, clashes
from qualdesk_ui.actions.table import ACTIONS, OUTCOME_OF, Action, action

__all__ = [
    "ACTIONS",
    "NO_KEY",
    "OUTCOME_OF",
    "Action",
    "ActionId",
    "Group",
    "Keys",
    "Place",
    "Shortcuts",
    "action",
    "clashes",
    "sound_keys",
    "why_not",
]
