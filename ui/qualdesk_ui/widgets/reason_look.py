"""The icon and the tone of a queue reason, beside the words it has itself."""

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_reason import QueueReason
from qualdesk_ui.widgets.tone import Tone

_LANES = {
    Lane.PROMISED: ("calendar-clock", Tone.ACCENT),
    Lane.RETURNED: ("corner-up-left", Tone.BAD),
    Lane.RETRY: ("rotate-cw", Tone.SECONDARY),
    Lane.CHECK_IN: ("sprout", Tone.OK),
}
_KINDS = {
    CampaignKind.WEBINAR: ("video", Tone.VIOLET),
    CampaignKind.SEMINAR: ("presentation", Tone.VIOLET),
    CampaignKind.TRADE_SHOW: ("store", Tone.VIOLET),
    CampaignKind.DIRECT_MAIL: ("mail-open", Tone.TEAL),
    CampaignKind.WHITE_PAPER: ("file-text", Tone.TEAL),
    CampaignKind.NEW_PRODUCT: ("package", Tone.TEAL),
    CampaignKind.UPGRADE: ("circle-arrow-up", Tone.TEAL),
    CampaignKind.PROMOTION: ("badge-percent", Tone.TEAL),
    CampaignKind.INDUSTRY: ("factory", Tone.SECONDARY),
    CampaignKind.DORMANT: ("history", Tone.SECONDARY),
    CampaignKind.OPEN_TERRITORY: ("map", Tone.SECONDARY),
}


def reason_look(reason: QueueReason) -> tuple[str, Tone]:
    """Return (icon, tone): of the lane where it says why, else of the campaign's kind."""
    return _LANES.get(reason.lane) or _KINDS[reason.kind]
