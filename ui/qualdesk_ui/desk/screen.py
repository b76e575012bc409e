"""What the window expects of a screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


class Screen(Protocol):
    """A page of the window: a QWidget built from the desk alone.

    It may have a signal `go_to(str, object)`, and be what the protocols below describe.
    """

    refreshes_on: ClassVar[tuple[type, ...]]
    """The events after which it has to read again."""

    def refresh(self) -> None:
        """Read again what is shown."""


@runtime_checkable
class Acting(Protocol):
    """A screen that carries out actions of the table."""

    def perform(self, action_id: str) -> bool:
        """Do it, or say False so that the window may."""
        ...


@runtime_checkable
class Shows(Protocol):
    """A screen that can open a certain thing, such as a lead."""

    def show_subject(self, subject: object) -> None:
        """Open what another screen's `go_to` named."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """A lead to look at and not to call, and why."""

    lead_id: int
    because: str


@dataclass(frozen=True, slots=True)
class OnMyDesk:
    """A lead that was claimed already, to be shown on the call desk."""

    lead_id: int


@dataclass(frozen=True, slots=True)
class OffMyDesk:
    """A lead that is to be called no more, should it be on the call desk."""

    lead_id: int


@runtime_checkable
class Calls(Protocol):
    """A screen that may have somebody on the line."""

    def may_leave_call(self) -> bool:
        """Whether another prospect may come now; where not, it says why itself."""
        ...


@runtime_checkable
class Paned(Protocol):
    """A screen of several panes, which F6 goes through."""

    def panes(self) -> Sequence[QWidget]:
        """Return those in sight, in the order of reading."""
        ...


@runtime_checkable
class ToastPlace(Protocol):
    """A screen that knows where a toast hides nothing."""

    def toast_place(self) -> QRect:
        """Return the rectangle, in the screen's coordinates, at whose bottom a toast stands."""
        ...
