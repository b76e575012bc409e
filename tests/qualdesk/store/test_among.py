"""Statements about many values find each by an index, however large the tables are."""

from types import ModuleType

import pytest

from qualdesk.commands import duplicates, import_found, import_people, import_signs
from qualdesk.store import identities, numbers, queue_index, suppressions
from qualdesk.store.among import Among, AmongEither
from qualdesk.store.by_ids import ByIds
from qualdesk.store.session import Database

MODULES = (
    duplicates,
    identities,
    import_found,
    import_people,
    import_signs,
    numbers,
    queue_index,
    suppressions,
)


def statements_of(module: ModuleType) -> list[Among | AmongEither]:
    named = vars(module).values()
    by_ids = [one._of_many for one in named if isinstance(one, ByIds)]
    return [*by_ids, *(one for one in named if isinstance(one, Among | AmongEither))]


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_the_rows_of_many_values_are_searched_not_gone_through(
    sqlite_database: Database, module: ModuleType
) -> None:
    found = statements_of(module)
    assert found
    with sqlite_database.engine.connect() as connection:
        for one in found:
            form = one._statement._form(connection.dialect)
            values = tuple(form.fixed.get(name, "[1]") for name, _into in form.takes)
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {form.text}", values)
            steps = [row[3] for row in plan]
            gone_through = {step for step in steps if step.startswith("SCAN")}
            assert gone_through <= {
                *(step for step in steps if "VIRTUAL TABLE" in step),
                "SCAN imported_list",
            }
