"""Every icon that a queue reason names lies in the resources."""

import pytest

from qualdesk.paths import resource
from qualdesk_ui.widgets import reason_look

NAMES = {
    *(icon for icon, _tone in reason_look._LANES.values()),
    *(icon for icon, _tone in reason_look._KINDS.values()),
    "phone",
    "video",
}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_icon_exists(name: str) -> None:
    assert resource("icons", f"{name}.svg").is_file()
