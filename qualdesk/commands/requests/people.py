"""Who works here, where they sit and whether they are there."""

from dataclasses import dataclass
from datetime import date, time

from qualdesk.domain.person import Role
from qualdesk.domain.seat import IN_TOUCH_EVERY, PresenceState


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add a caller, team lead, sales person or admin."""

    name: str
    role: Role
    email: str = ""
    phone: str = ""
    zone: str = "UTC"
    country: str = ""
    """Whose public holidays they have (ISO code)."""
    works_from: time = time(9)
    works_until: time = time(17)


@dataclass(frozen=True, slots=True)
class ShowPresence:
    """Say that a person is at the desk, away on a break, or signed out."""

    person_id: int
    state: PresenceState


@dataclass(frozen=True, slots=True)
class ChangeSeat:
    """Say what a caller works: nothing named means everything."""

    person_id: int
    by_id: int
    campaign_ids: tuple[int, ...] = ()
    territory_ids: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    in_touch_every: int = IN_TOUCH_EVERY


@dataclass(frozen=True, slots=True)
class GoAway:
    """Be absent until a day, the last of it; without a deputy promises come after it.

    It begins now, or on `from_on`. `by_id` is who says so: the person, or a team lead.
    """

    person_id: int
    until_on: date
    deputy_id: int | None = None
    by_id: int | None = None
    undo_seconds: int = 30
    from_on: date | None = None

    @property
    def said_by_id(self) -> int:
        """Who says so; nobody named is the person themselves."""
        return self.by_id or self.person_id


@dataclass(frozen=True, slots=True)
class ComeBack:
    """End an absence, or let one that has not begun never begin."""

    person_id: int
    by_id: int | None = None


@dataclass(frozen=True, slots=True)
class DeactivatePerson:
    """Let a person leave; `to_id` takes over all that was theirs, None where that is nothing."""

    person_id: int
    by_id: int
    to_id: int | None = None
    undo_seconds: int = 30


@dataclass(frozen=True, slots=True)
class TakeBackLeaving:
    """Let a person work here again whom a press (`deed`) let leave."""

    deed: str
    by_id: int
