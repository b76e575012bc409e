"""Who works here, where they sit and whether they are there."""

from dataclasses import dataclass
from datetime import date

from qualdesk.domain.seat import PresenceState


@dataclass(frozen=True, slots=True)
class AddedPerson:
    """Somebody works here now."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ShowedPresence:
    """A person is at the desk, away or signed out; what they held went back if they left."""

    person_id: int
    released: tuple[int, ...] = ()
    state: PresenceState = PresenceState.HERE


@dataclass(frozen=True, slots=True)
class ChangedSeat:
    """A caller works something else now; `promises_given_up` became their territory's."""

    person_id: int
    promises_given_up: int = 0


@dataclass(frozen=True, slots=True)
class WentAway:
    """A person is absent until a day; these promises are kept by others, or later.

    So many meetings are the deputy's now. `from_on` is the first day, of one that begins later.
    """

    person_id: int
    name: str
    until_on: date
    lead_ids: tuple[int, ...] = ()
    meetings: int = 0
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class CameBack:
    """An absence is over, or never begins; these promises are as they were agreed."""

    person_id: int
    name: str
    lead_ids: tuple[int, ...] = ()
    had_begun: bool = True


@dataclass(frozen=True, slots=True)
class GivenAway:
    """What went to an heir and is found by its own id, so that it can be given back."""

    hand_off_ids: tuple[int, ...] = ()
    track_ids: tuple[int, ...] = ()
    called_first: tuple[int, ...] = ()
    """The leads put before the order for whom left."""
    deputy_of: tuple[int, ...] = ()
    """Absences that they stood in for."""
    plan_ids: tuple[int, ...] = ()
    """Territories that were to be theirs from a later day."""
    own_absences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DeactivatedPerson:
    """A person has left, and so many things went to their heir; `deed` names the press."""

    person_id: int
    name: str
    to_id: int | None
    moved: int
    deed: str = ""
    given: GivenAway = GivenAway()


@dataclass(frozen=True, slots=True)
class TookBackLeaving:
    """A person works here again; what had moved on, or was announced, stays with the heir."""

    person_id: int
    name: str
    stayed: tuple[str, ...] = ()
    """The prospects that stay with the heir."""


STAFFING: tuple[type, ...] = (AddedPerson, WentAway, CameBack, DeactivatedPerson, TookBackLeaving)
"""Who works here changed, or whether they are there: others may own and cover what was theirs."""
