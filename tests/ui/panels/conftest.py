"""What the tests of panels may ask for: what a panel decided, carried out in the end."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from qualdesk.store.presses import _hash_of
from qualdesk.store.tables import Command, Touch
from tests.ui.screens.call_desk_setting import Setting


@pytest.fixture
def asked(setting: Setting) -> Iterator[list[object]]:
    """Collect what the panels decide; in the end the database holds each as carried out."""
    requests: list[object] = []
    setting.screen.calling.panels.decided.connect(requests.append)
    yield requests
    with setting.desk.database.read() as session:
        carried_out = set(session.scalars(select(Command.request_hash)))
        outcomes = session.scalar(select(func.count()).where(Touch.outcome.is_not(None)))
    assert {_hash_of(request) for request in requests} <= carried_out
    assert outcomes == len(requests)
    assert setting.refusals == []
