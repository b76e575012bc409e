"""Who may do what, checked where the change is made, and who it falls to when nobody is named."""

from sqlalchemy import select

from qualdesk.domain.person import Role
from qualdesk.errors import Forbidden
from qualdesk.store.session import Session
from qualdesk.store.tables import Person


def must_be_team_lead(session: Session, person_id: int, deed: str) -> None:
    """Refuse what only team leads and admins do; `deed` completes "Only a team lead may …".

    Raises:
        Forbidden: if the person is neither.
    """
    role = session.scalar(select(Person.role).where(Person.id == person_id, Person.is_active))
    if role not in {Role.TEAM_LEAD, Role.ADMIN}:
        raise Forbidden(f"Only a team lead may {deed}. Ask yours.")


def first_team_lead(session: Session) -> Person | None:
    """Return the team lead to whom it falls what nobody else has: who has been here longest."""
    return session.scalars(
        select(Person)
        .where(Person.role == Role.TEAM_LEAD, Person.is_active)
        .order_by(Person.id)
        .limit(1)
    ).one_or_none()
