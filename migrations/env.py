"""Alembic's environment: it gets its connection from `qualdesk.store.migrate`, in code."""

from alembic import context
from alembic.autogenerate.api import AutogenContext

from qualdesk.store.columns import UtcInstant
from qualdesk.store.tables import Table


def _rendered(kind: str, item: object, _context: AutogenContext) -> str | bool:
    """Write instants as plain timestamps, so that a migration depends on no code of ours."""
    return (
        "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcInstant) else False
    )


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    render_item=_rendered,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
