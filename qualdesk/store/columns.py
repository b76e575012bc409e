"""Column types and checks that the tables share."""

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Annotated

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

from qualdesk.domain.suppression import folded_address


class UtcInstant(TypeDecorator[datetime]):
    """An aware instant: SQLite has no zones, so it keeps UTC and gets the zone back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse naive datetimes: they are a bug, not data."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: instants are aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class FoldedAddress(TypeDecorator[str]):
    """An e-mail address, folded when written and when compared, so that = finds it by an index."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Fold what is typed or read from a list."""
        return None if value is None else folded_address(value)


Id = BigInteger().with_variant(Integer, "sqlite")
PrimaryKey = Annotated[int, mapped_column(Id, primary_key=True, autoincrement=True)]


class Table(DeclarativeBase):
    """What every table is made from: one metadata with names for all constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcInstant, int: Id}  # noqa: RUF012 - SQLAlchemy's protocol


def one_of(column: str, kinds: type[StrEnum] | type[IntEnum]) -> CheckConstraint:
    """Return the CHECK that a column holds one of an enum's values, or nothing."""
    is_number = issubclass(kinds, IntEnum)
    values = ", ".join(str(int(kind)) if is_number else f"'{kind}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_is_known")
