"""How an edit stands, in one sentence over the editor, and the one thing to do about it."""

from dataclasses import dataclass
from enum import Enum, auto

from qualdesk.queries.scripts import OneVersion
from qualdesk.store.edits import Edit


class Deed(Enum):
    """What the button of the notice does."""

    NOTHING = auto()
    BACK_TO_NEWEST = auto()
    KEEP_ON_TOP = auto()
    START_OVER = auto()
    BRING_BACK = auto()
    TAKE_SHIPPED = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence, the words of its button, and what that does; no words where nothing is to say."""

    sentence: str = ""
    action: str = ""
    deed: Deed = Deed.NOTHING


READ_ONLY = Standing(
    "Team leads change scripts and definitions. Here you can read them and try them out."
)
READING_OLD = Standing(
    "This is an older version, to read.", "Back to the newest", Deed.BACK_TO_NEWEST
)
_EDITED = Standing("Changed, and kept for you until it is saved.", "Start over", Deed.START_OVER)
_DROPPED = Standing("This is the saved version again.", "Bring my changes back", Deed.BRING_BACK)
_SHIPPED = Standing("A newer version ships with the program.", "Take it over", Deed.TAKE_SHIPPED)


def standing_of(found: OneVersion, edit: Edit | None, dropped: Edit | None) -> Standing:
    """Return how the edit of a version stands; `dropped` is one that was given up just now."""
    if edit is not None and edit.based_on != found.newest:
        newer = f"Version {found.newest} was saved meanwhile. Read it under Versions."
        return Standing(newer, "Keep mine on top", Deed.KEEP_ON_TOP)
    if edit is not None:
        return _EDITED
    if dropped is not None:
        return _DROPPED
    return _SHIPPED if found.update is not None else Standing()
