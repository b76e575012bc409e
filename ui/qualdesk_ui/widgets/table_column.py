"""What a table shows, as data: its columns, and heads over groups of rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.chip import ChipLook
from qualdesk_ui.widgets.tone import Tone

R = TypeVar("R")


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column over rows of one dataclass; a width of 0 takes the room that is left.

    Where it would get less than its `least`, those with a `drop` are left out, the highest first.
    """

    title: str
    width: int
    text: Callable[[R], str]
    secondary: Callable[[R], str] | None = None
    beside: Callable[[R], str] | None = None
    chip: Callable[[R], ChipLook | None] | None = None
    icon: Callable[[R], tuple[str, Tone] | None] | None = None
    tone: Callable[[R], Tone] | None = None
    dots: Callable[[R], tuple[int, int]] | None = None
    mark: Callable[[R], tuple[str, Tone] | None] | None = None
    role: Role = Role.BODY
    has_avatar: bool = False
    is_right: bool = False
    drop: int = 0
    least: int = 216


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A head over the rows that follow, with a quiet note."""

    title: str
    note: str = ""
