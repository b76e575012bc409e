"""Who works here, where they sit and whether they are there."""

from dataclasses import dataclass

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
