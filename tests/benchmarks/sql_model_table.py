"""The yardstick of frames: a plain table view of Qt's over a QSqlQueryModel with every row read."""

import random
import sys

from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QApplication, QTableView

from qualdesk_ui.theme import Role, Theme, current, install
from qualdesk_ui.theme.space import ROW
from qualdesk_ui.widgets.table_look import be_quiet
from tests.benchmarks.queue_screen import SIZE, both, frames

_COLUMNS = (54, 260, 330, 176, 128, 150, 148, 120)
_ROWS = (
    "SELECT l.id, p.first_name || ' ' || p.last_name || '  ' || a.name, l.interest_at, c.name,"
    " l.attempts || ' of 6', l.due_at, s.country, l.lane FROM lead AS l"
    " JOIN prospect AS p ON p.id = l.prospect_id JOIN account AS a ON a.id = l.account_id"
    " JOIN site AS s ON s.id = p.site_id JOIN campaign AS c ON c.id = l.campaign_id"
)


def main(path: str) -> None:
    """Print median and p99 after a jump, then of the wheel, in milliseconds."""
    app = QApplication([])
    theme = Theme()
    install(theme)
    theme.apply_to(app)
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(path)
    database.setConnectOptions("QSQLITE_OPEN_READONLY")
    if not database.open():
        raise SystemExit(database.lastError().text())
    model = QSqlQueryModel()
    model.setQuery(_ROWS, database)
    while model.canFetchMore():
        model.fetchMore()
    jumps, wheels = frames(_table(model), _nothing, random.Random(1))  # noqa: S311 - no secret
    print(*both(jumps), *both(wheels))


def _table(model: QSqlQueryModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    be_quiet(table)
    table.setFont(current().font(Role.BODY))
    table.verticalHeader().setDefaultSectionSize(ROW)
    for place, width in enumerate(_COLUMNS):
        table.setColumnWidth(place, width)
    table.resize(*SIZE)
    table.show()
    QApplication.processEvents()
    return table


def _nothing() -> None:
    """Wait for no rows: they are all there."""


if __name__ == "__main__":
    main(sys.argv[1])
