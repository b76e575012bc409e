"""Who works here, and who is away."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.person import Role
from qualdesk.domain.working_days import WorkingHours
from qualdesk.store.columns import PrimaryKey, Table, one_of


class Person(Table):
    """A caller, team lead, sales person or admin."""

    __tablename__ = "person"
    __table_args__ = (one_of("role", Role), UniqueConstraint("name"))

    id: Mapped[PrimaryKey]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    zone: Mapped[str] = mapped_column(default="UTC")
    country: Mapped[str] = mapped_column(default="")
    """Whose public holidays they have (ISO code); nothing means weekends alone."""
    works_from: Mapped[time] = mapped_column(default=time(9))
    works_until: Mapped[time] = mapped_column(default=time(17))
    """Their working hours, by the clock of their zone."""
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def hours(self) -> WorkingHours:
        """When they are at their desk."""
        return WorkingHours(self.zone, self.country, self.works_from, self.works_until)


class Absence(Table):
    """A person is away, now or from a later day, until a day; two never cover the same time.

    Their promises of that time are a deputy's, or come after it.
    """

    __tablename__ = "absence"
    __table_args__ = (
        Index(
            "ix_absence_open",
            "person_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    begins_at: Mapped[datetime]
    until_on: Mapped[date]
    """The last day of it."""
    ended_at: Mapped[datetime | None]
    """When they said that they are back, or left."""
