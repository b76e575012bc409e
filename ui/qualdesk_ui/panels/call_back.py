"""Outcome 2: a call promised for a time in the prospect's own zone: by me, anyone free, or sales."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from qualdesk.commands.requests.calls import PromiseCallback
from qualdesk.domain.callback import WhoCalls, confirm_at
from qualdesk.domain.moments import day_words
from qualdesk.domain.promise_doubts import PromiseGround
from qualdesk.queries.tracks import TrackOffer, TrackOffers
from qualdesk_ui.panels.day_view import DayView
from qualdesk_ui.panels.form import PanelForm, chosen, ticked, typed
from qualdesk_ui.panels.frame import OutcomePanel, PanelContext, labelled
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import CONTROL_LARGE
from qualdesk_ui.widgets.check import Toggle
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.segment import Option, Segment
from qualdesk_ui.widgets.tone import Tone

_QUICK = ("In an hour", "Tomorrow 10:00", "Next week", "In 2 weeks", "In 3 months")


class CallBackPanel(OutcomePanel):
    """A quick choice types its words into the field, so there is one way to read a time."""

    kept_as = "call-back"

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.set_title("Call back later", context.card.name)
        self.primary.setText("Set callback")
        self.when = WhenField("When", "in 3 months, tomorrow 10, Mon 15:00", height=CONTROL_LARGE)
        self.quick = ChoiceRow("Quick times", _QUICK)
        self.quick.show_letters()
        self.day = DayView()
        self.who = Segment("Who calls", [Option(one, one.label) for one in WhoCalls])
        self.start_with = Field("Start with", placeholder="What to begin with next time")
        self.keeps_in_touch = Toggle("Keep in touch until then")
        self._track = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._offer: TrackOffer | None = None
        self._connect()
        self._fill()
        self.form = PanelForm(
            self,
            {
                "when": typed(self.when.field),
                "quick": chosen(self.quick),
                "who": chosen(self.who),
                "start-with": typed(self.start_with),
                "keeps-in-touch": ticked(self.keeps_in_touch),
            },
        )
        context.ask_tracks(self, self._take_tracks)
        context.ask_ground(self, self._take_ground)

    def renew(self, context: PanelContext) -> None:
        super().renew(context)
        self.when.renew(context)
        context.ask_ground(self, self._take_ground)

    def take_focus(self) -> None:
        self.quick.focus_first()

    def request(self) -> PromiseCallback | None:
        at = self.when.moment()
        if at is None:
            self.when.complain()
            return None
        if at <= self.context.now:
            self.when.complain("That time is past. Choose a later one.")
            return None
        keeps = self._offer is not None and self.keeps_in_touch.isChecked()
        return PromiseCallback(
            self.context.call(),
            at,
            WhoCalls(self.who.value()),
            start_with=self.start_with.text().strip(),
            track_id=self._offer.track_id if self._offer is not None and keeps else None,
            firm=self.context.card.merge_fields.get("firm", "") if keeps else "",
        )

    def _connect(self) -> None:
        self.quick.chosen.connect(self._type)
        self.when.field.textEdited.connect(self._forget_quick)
        self.when.changed.connect(self._say)
        self.who.chosen.connect(self._say)

    def _fill(self) -> None:
        self.keeps_in_touch.hide()
        left = labelled("When", self.when, self.quick, self.day)
        left.addStretch(1)
        right = labelled("Who calls", self.who)
        right.addSpacing(8)
        right.addLayout(labelled("Start with", self.start_with))
        right.addWidget(self.keeps_in_touch)
        right.addWidget(self._track)
        right.addStretch(1)
        self.set_columns(PanelColumns(left, right, stretches=(8, 5), spacing=28))
        self.first_stops = (self.quick, self.when)

    def _take_tracks(self, found: TrackOffers) -> None:
        """Offer the track that fits; nobody is written to unless the caller says so."""
        self._offer = found.offers[0] if found.offers else None
        self.keeps_in_touch.setVisible(self._offer is not None)
        if self._offer is not None:
            self._track.set_text(
                f"The notes of “{self._offer.track.title}” go out until a week before."
            )
        self.outgrown.emit()

    def _take_ground(self, ground: PromiseGround) -> None:
        self.day.take_ground(ground)
        self._say()

    def _type(self, words: str) -> None:
        self.when.set_text(words)

    def _forget_quick(self) -> None:
        self.quick.set_value("")

    def _say(self) -> None:
        at, who = self.when.moment(), WhoCalls(self.who.value())
        self.day.show_time(at, who)
        self.remark.set_text("" if at is None else self._what_follows(at, who))
        self.outgrown.emit()

    def _what_follows(self, at: datetime, who: WhoCalls) -> str:
        there, today = self.context.there(at), self.context.there(self.context.now).date()
        if who is not WhoCalls.SALES:
            name = self.context.first_name
            return f"{name} comes to the top of Up next at {there:%H:%M} their time."
        rep = self.context.card.rep.first_name
        ground = self.day.ground
        before = confirm_at(at, self.context.now, ground.clock) if ground else None
        if before is None:
            return f"{rep} gets the hand-off on {day_words(there.date(), today)}."
        asked_on = day_words(self.context.there(before).date(), today)
        return f"{rep} gets it on {day_words(there.date(), today)}; we confirm it on {asked_on}."
