"""A program that imports a list and says after each part how many rows are in."""

import sys

from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.store.session import Database
from tests.builders import NOW


def main(path: str, file: str) -> None:
    """Import until done or killed."""
    database = Database.open(path)
    order = ImportOrder(file, "Fair", "US", responded="never")
    import_list(database, order, now=NOW, progress=_tell)
    database.close()


def _tell(done: int, _total: int) -> None:
    print(done, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
