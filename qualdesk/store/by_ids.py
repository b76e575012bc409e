"""Statements about the rows of some ids, made twice: for many, and for one, as calls and cards ask."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam

from qualdesk.store.among import Among
from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session


class ByIds:
    """A select of the rows whose `column` holds one of some ids."""

    def __init__(self, rows: Select[*tuple[Any, ...]], column: ColumnElement[int]) -> None:
        self._of_one = Prepared(rows.where(column == bindparam("of_id")))
        self._of_many = Among(rows, column)

    def read(self, session: Session, ids: Collection[int]) -> Sequence[Any]:
        """Return the rows of these ids."""
        if len(ids) == 1:
            (of_id,) = ids
            return self._of_one.rows(session, {"of_id": of_id})
        return self._of_many.read(session, ids)
