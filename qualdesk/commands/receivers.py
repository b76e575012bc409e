"""Who a lead is handed to."""

from dataclasses import dataclass

from qualdesk.domain.working_days import WorkingHours
from qualdesk.errors import InputError
from qualdesk.store.session import Session
from qualdesk.store.tables import Person


@dataclass(frozen=True, slots=True)
class Receiver:
    """A rep, or the team lead who stands in."""

    id: int
    name: str
    email: str
    hours: WorkingHours


def receiver(session: Session, person_id: int) -> Receiver:
    """Return who is named, if they are still here.

    Raises:
        InputError: if nobody is, or they no longer work here.
    """
    person = session.get(Person, person_id)
    if person is None:
        raise InputError("There is no such person. Choose another rep.")
    if not person.is_active:
        raise InputError(f"{person.name} no longer works here. Choose another rep.")
    return as_receiver(person)


def as_receiver(person: Person) -> Receiver:
    """Return a person as somebody who has or had a hand-off, here or not."""
    return Receiver(person.id, person.name, person.email, person.hours)
