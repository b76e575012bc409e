"""Every icon that a queue reason or the timeline names lies in the resources."""

import pytest

from qualdesk.paths import resource
from qualdesk.queries import timeline
from qualdesk_ui.widgets import reason_look

NAMES = {
    *timeline._RESPONSE_ICONS.values(),
    *timeline._TOUCH_ICONS.values(),
    *timeline._OUTCOME_ICONS.values(),
    *(icon for icon, _tone in reason_look._LANES.values()),
    *(icon for icon, _tone in reason_look._KINDS.values()),
    "phone",
    "video",
}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_icon_exists(name: str) -> None:
    assert resource("icons", f"{name}.svg").is_file()
