"""Turns: long work between two parts lets those go first who wait to write."""

from threading import Event, Thread

from qualdesk.store.turns import Turns


def test_long_work_goes_on_at_once_where_nobody_waits() -> None:
    Turns().let_others_first()


def test_long_work_waits_until_whoever_waits_is_in() -> None:
    turns, asks, is_in, order = Turns(), Event(), Event(), list[str]()

    def wait_to_write() -> None:
        with turns.awaited():
            asks.set()
            is_in.wait()
            order.append("outcome")

    caller = Thread(target=wait_to_write)
    caller.start()
    asks.wait()
    Thread(target=is_in.set).start()
    turns.let_others_first()
    order.append("import")
    caller.join()
    assert order == ["outcome", "import"]
