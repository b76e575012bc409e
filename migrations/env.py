"""Alembic's environment: it gets its connection from `qualdesk.store.migrate`, in code."""

from alembic import context
from alembic.autogenerate.api import AutogenContext

from qualdesk.store.columns import CadenceBody, FoldedAddress, UtcInstant
from qualdesk.store.tables import Table

_PLAIN = {
    UtcInstant: "sa.DateTime(timezone=True)",
    CadenceBody: "sa.JSON()",
    FoldedAddress: "sa.String()",
}


def _rendered(kind: str, item: object, _context: AutogenContext) -> str | bool:
    """Write our types as what the database keeps, so that a migration depends on no code of ours."""
    return kind == "type" and _PLAIN.get(type(item), False)


def _is_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the index of words: it stands whole in `migrations/<database>/`, in plain SQL."""
    return kind != "table" or not (name or "").startswith("prospect_words")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    render_item=_rendered,
    include_name=_is_table_of_ours,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
