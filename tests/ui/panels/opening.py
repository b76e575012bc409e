"""Opens the panel of an outcome on the call desk of a test."""

from qualdesk_ui.panels.frame import OutcomePanel
from tests.ui.screens.call_desk_setting import Setting


def open_panel(setting: Setting, action: str) -> OutcomePanel:
    setting.screen.perform(f"outcome-{action}")
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, OutcomePanel)
    return panel
