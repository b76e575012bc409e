"""Column types and checks that the tables share."""

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Annotated

import msgspec
from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy import Table as CoreTable
from sqlalchemy.orm import DeclarativeBase, mapped_column

from qualdesk.domain.cadence import Cadence
from qualdesk.domain.suppression import folded_address


class UtcInstant(TypeDecorator[datetime]):
    """An aware instant: SQLite has no zones, so it keeps UTC and gets the zone back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse naive datetimes: they are a bug, not data."""
        if value is None or value.tzinfo is UTC:
            return value
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: instants are aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CadenceBody(TypeDecorator[Cadence]):
    """A cadence as JSON; what it does not name yet has the domain's default."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Cadence | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Return what JSON can hold."""
        return msgspec.to_builtins(value)

    def process_result_value(self, value: object, dialect: Dialect) -> Cadence | None:  # noqa: ARG002
        """Return the domain's cadence, its bounds checked again."""
        return None if value is None else msgspec.convert(value, Cadence)


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


def table_of(kind: type[Table]) -> CoreTable:
    """Return the Core table of a class, for statements that are made once and cost least to run.

    The paths a caller waits for (claims, cards, outcomes) use it: through the mapped class each
    statement would be built, looked up and loaded as objects anew, at four times the cost.
    """
    return kind.metadata.tables[kind.__tablename__]


def one_of(column: str, kinds: type[StrEnum] | type[IntEnum]) -> CheckConstraint:
    """Return the CHECK that a column holds one of an enum's values, or nothing."""
    is_number = issubclass(kinds, IntEnum)
    values = ", ".join(str(int(kind)) if is_number else f"'{kind}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_is_known")
