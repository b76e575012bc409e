"""Timeline entries: whatever happened has a picture, and stands under its day."""

from datetime import timedelta

import pytest

from qualdesk.paths import resource
from qualdesk.queries.timeline import Sign, TimelineRow
from qualdesk_ui.panels.timeline_entries import timeline_entry
from qualdesk_ui.widgets.tone import Tone
from tests.builders import NOW

ZONE = "Europe/Berlin"


@pytest.mark.parametrize("sign", Sign)
def test_whatever_happened_has_a_picture(sign: Sign) -> None:
    row = TimelineRow(NOW, sign, "Something", "", "Priya")
    assert resource(f"icons/{timeline_entry(row, ZONE, NOW).icon}.svg").is_file()


def test_interest_stands_out_and_attempts_do_not() -> None:
    rows = (TimelineRow(NOW, sign, "Something", "", "") for sign in (Sign.DOWNLOAD, Sign.MISSED))
    tones = [timeline_entry(row, ZONE, NOW).tone for row in rows]
    assert tones == [Tone.TEAL, Tone.SECONDARY]


def test_a_call_that_nobody_took_says_the_clock_there() -> None:
    row = TimelineRow(
        NOW - timedelta(days=1), Sign.MISSED, "No answer", "", "Priya", is_unheard=True
    )
    entry = timeline_entry(row, ZONE, NOW)
    assert entry.when == "Yesterday"
    assert entry.lines[0].startswith("Priya · ")
    assert entry.lines[0].endswith(" their time")
