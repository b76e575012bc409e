"""Outcome 3: the conversation goes on, on a track of planned touches or with a check-in call."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from qualdesk.commands.requests.calls import SendToNurture
from qualdesk.domain.track import LONGEST_WITHOUT_CALL, planned_steps
from qualdesk.queries.tracks import TrackOffer, TrackOffers
from qualdesk_ui.panels.form import FormPlace, PanelForm, chosen, typed
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.panels.track_view import TrackView
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.panel_columns import PanelColumns

_QUICK = ("In a month", "In 3 months", "In 6 months", "In a year")
_FIRST = "In 3 months"
_CHECK_IN = "Check-in call only"
_LEFT_WIDTH = 270


class NurturePanel(OutcomePanel):
    """Starts with the track that was written for what brought them."""

    kept_as = "nurture"

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Nurture", f"{context.card.name} stays with us until the time is right")
        self.primary.setText("Start nurturing")
        self.remark.set_text(f"{context.first_name} counts as warm, not as lost.")
        self._found = TrackOffers(("", ""), ())
        self._title_chosen = ""
        self.track = ChoiceRow("Track", ())
        self.touches = TrackView(context)
        self.quick = ChoiceRow("Check-in", _QUICK)
        self.quick.show_letters()
        self.when = WhenField("Another day for the check-in", "Another day: “April”, “in 6 weeks”")
        self.about = Field("What they want to hear about", placeholder="Wants to hear about …")
        self._pages = QStackedWidget()
        self._fill()
        self._connect()
        self.quick.set_value(_FIRST)
        self.when.set_text(_FIRST)
        self.form = PanelForm(
            self,
            {
                "track": FormPlace(self._chosen_title, self._put_track, self.track.chosen),
                "about": typed(self.about),
                "first-touch": FormPlace(
                    self.touches.when.text,
                    self.touches.ask_first_on,
                    self.touches.when.field.textChanged,
                ),
                "quick": chosen(self.quick),
                "check-in": typed(self.when.field),
            },
        )
        context.ask_tracks(self, self._offer)

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self.when.renew(context)
        self.touches.renew(context)
        self._show_touches()

    def take_focus(self) -> None:
        self.track.focus_first()

    def request(self) -> SendToNurture | None:
        about, firm = self.about.text().strip(), self.context.card.merge_fields.get("firm", "")
        offer = self._offer_chosen()
        if offer is None:
            return self._check_in(about, firm)
        if not self._is_first_day_read():
            return None
        return SendToNurture(
            self.context.call(),
            about=about,
            track_id=offer.track_id,
            first_touch_on=self.touches.first_on(),
            firm=firm,
        )

    def _check_in(self, about: str, firm: str) -> SendToNurture | None:
        at = self.when.moment()
        if at is None:
            self.when.complain()
            return None
        day = self.context.there(at).date()
        if day <= self.context.there(self.context.now).date():
            self.when.complain("The check-in lies in the past. Choose a later day.")
            return None
        return SendToNurture(self.context.call(), day, about, firm=firm)

    def _is_first_day_read(self) -> bool:
        """Whether the first touch stands on a day that may be; if not, say so at the field."""
        if self.touches.is_unread():
            self.touches.when.complain()
            return False
        first_on, today = self.touches.first_on(), self.context.there(self.context.now).date()
        if first_on is not None and not today < first_on <= today + LONGEST_WITHOUT_CALL:
            self.touches.when.complain("Choose a day within 90 days, or call back later.")
            return False
        return True

    def _fill(self) -> None:
        left = labelled("Track", self.track, self.about)
        left.addStretch(1)
        check_in = QWidget()
        column = labelled("Check-in call", self.quick, self.when)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        check_in.setLayout(column)
        self._pages.addWidget(self.touches)
        self._pages.addWidget(check_in)
        self.set_columns(PanelColumns(left, self._pages, left_width=_LEFT_WIDTH))

    def _connect(self) -> None:
        self.track.chosen.connect(self._take_track)
        self.touches.changed.connect(self._show_touches)
        self.quick.chosen.connect(self.when.set_text)
        self.when.field.textEdited.connect(self._forget_quick)

    def _offer(self, found: TrackOffers) -> None:
        """Offer the tracks that fit, the best of them chosen."""
        self._found = found
        titles = [offer.track.title for offer in found.offers]
        outlines = [offer.track.outline for offer in found.offers]
        self.track.set_options([*titles, _CHECK_IN], [*outlines, "On a day they agree to"])
        self.track.show_letters()
        offered = [*titles, _CHECK_IN]
        self.track.set_value(self._title_chosen if self._title_chosen in offered else offered[0])
        self._show_touches()
        self.outgrown.emit()

    def _chosen_title(self) -> str:
        return self._title_chosen

    def _put_track(self, title: str) -> None:
        """Choose a track that was kept, now or once the tracks are known."""
        self._title_chosen = title
        self.track.set_value(title)

    def _take_track(self, title: str) -> None:
        self._title_chosen = title
        self._show_touches()
        if title == _CHECK_IN:
            self.quick.focus_first()
        else:
            self.track.focus_first()
        self.outgrown.emit()

    def _show_touches(self) -> None:
        offer = self._offer_chosen()
        self._pages.setCurrentIndex(0 if offer is not None else 1)
        if offer is None:
            return
        today, first_on = self.context.there(self.context.now).date(), self.touches.first_on()
        steps = planned_steps(
            offer.track,
            today,
            place=self._found.place,
            first_on=first_on,
            without=offer.without,
        )
        self.touches.show_steps(steps)

    def _offer_chosen(self) -> TrackOffer | None:
        title = self.track.value()
        return next((one for one in self._found.offers if one.track.title == title), None)

    def _forget_quick(self) -> None:
        self.quick.set_value("")
