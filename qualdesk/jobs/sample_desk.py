"""A believable company to try the program on: Aldergrove, its callers, prospects and history."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind
from qualdesk.domain.naming import salutation
from qualdesk.domain.phone import Phone, kind_of
from qualdesk.domain.territory import Place, territory_for
from qualdesk.errors import InputError
from qualdesk.jobs.sample_cast import SampleProspect, sample_company, sample_prospects
from qualdesk.jobs.sample_ground import add_ground
from qualdesk.jobs.sample_names import parted, sample_address, sample_domain
from qualdesk.jobs.sample_post import fill_post
from qualdesk.jobs.sample_sales import FIRM, Desk
from qualdesk.jobs.sample_story import Story, Subject
from qualdesk.jobs.sample_times import NearPromises, moment, working_day_ago
from qualdesk.settings import Firm, Settings
from qualdesk.store import tables
from qualdesk.store.queue_index import SiteFacts, clock_of, index_leads
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press

_LISTED_DAYS_AGO = 8
"""When a list came in that brought a prospect without any history."""


def sample_settings() -> Settings:
    """Return the settings of the person who tries it: Priya, at Aldergrove."""
    firm = Firm(FIRM, "Aldergrove Ltd, 12 Mill Lane, Manchester M1 1AA", "desk@aldergrove.example")
    return Settings(person_name="Priya Nair", firm=firm)


def fill_sample_desk(database: Database, now: datetime) -> None:
    """Fill an empty database with the sample company as it would stand at `now`.

    Raises:
        InputError: if somebody's prospects are in it already.
    """
    with database.transaction(Press.new()) as session:
        if session.scalars(select(tables.Prospect.id).limit(1)).first() is not None:
            raise InputError("This database has prospects already. Choose a new file for the demo.")
        seed(session, now)
        desk = add_ground(session, sample_company(), now)
        Prospects(session, desk, now).add(sample_prospects())
        fill_post(session, caller=sample_settings().person_name, firm=FIRM, now=now)


class Prospects:
    """Adds the prospects, each with a site, numbers and a story; it remembers the sites it made."""

    def __init__(self, session: Session, desk: Desk, now: datetime) -> None:
        self._session, self._desk, self._now = session, desk, now
        self._sites: dict[str, tables.Site] = {}
        self._promises = NearPromises(now)

    def add(self, prospects: list[SampleProspect]) -> None:
        """Write everybody's story, then the queue."""
        leads = [lead for one in prospects if (lead := self._add_prospect(one)) is not None]
        index_leads(self._session, leads, self._now)

    def _add_prospect(self, one: SampleProspect) -> int | None:
        """Add a prospect with numbers and, if they are in a campaign, their lead's story."""
        site = self._site(one)
        first_name, last_name = parted(one.name.removeprefix("Dr. "))
        prospect = tables.Prospect(
            account_id=site.account_id,
            site_id=site.id,
            title="Dr." if one.name.startswith("Dr. ") else one.title,
            first_name=first_name,
            last_name=last_name,
            job_title=one.job,
            email=sample_address(first_name, last_name, one.company),
            consent=self._consent(one),
        )
        self._keep(prospect)
        numbers = [self._number(prospect.id, place, e164) for place, e164 in enumerate(one.numbers)]
        if not one.campaign:
            return None
        return self._tell(one, prospect, site, numbers)

    def _tell(
        self,
        one: SampleProspect,
        prospect: tables.Prospect,
        site: tables.Site,
        numbers: list[int],
    ) -> int:
        place = SiteFacts(site.country, site.region, site.zone)
        subject = Subject(
            prospect_id=prospect.id,
            account_id=site.account_id,
            name=one.name,
            email=prospect.email,
            salutation=salutation(prospect.title, prospect.first_name, prospect.last_name),
            number_id=numbers[0] if numbers else None,
            clock=clock_of(place, Phone(one.numbers[0]) if one.numbers else None),
        )
        story = Story(self._session, self._desk, subject, self._opening(one, site, subject))
        for event in one.history:
            story.tell(event, self._promises, self._now)
        story.close_book()
        self._add_member(one.campaign, prospect.id)
        return story.lead_id

    def _opening(self, one: SampleProspect, site: tables.Site, subject: Subject) -> LeadImage:
        listed_on = self._now - timedelta(days=_LISTED_DAYS_AGO)
        first = one.history[0].at if one.history else None
        opened_at = moment(first, subject.clock, self._now) if first else listed_on
        place = Place(site.country, site.region, site.postal_code)
        return LeadImage(
            campaign_id=self._desk.campaigns[one.campaign],
            territory_id=territory_for(place, self._desk.rules, self._desk.elsewhere_id),
            state=LeadState.QUEUED,
            lane=Lane.FRESH if one.numbers else Lane.RESEARCH,
            due_at=opened_at,
            interest_at=None,
            attempts=0,
            owner_kind=OwnerKind.TERRITORY,
            owner_person_id=None,
        )

    def _site(self, one: SampleProspect) -> tables.Site:
        """Return the company's site; the first prospect who names it brings its facts."""
        if one.company not in self._sites:
            account = tables.Account(
                name=one.company,
                industry=one.industry,
                size=one.size,
                installed=one.installed,
                website=f"https://www.{sample_domain(one.company)}",
            )
            self._keep(account)
            city, region, postal_code, country = one.place
            site = tables.Site(
                account_id=account.id,
                street=one.street,
                city=city,
                region=region,
                postal_code=postal_code,
                country=country,
            )
            self._keep(site)
            self._sites[one.company] = site
        return self._sites[one.company]

    def _number(self, prospect_id: int, position: int, e164: str) -> int:
        found = select(tables.Number.id).where(tables.Number.e164 == e164)
        number_id = self._session.scalar(found)
        if number_id is None:
            number = tables.Number(e164=e164)
            self._keep(number)
            number_id = number.id
        self._session.execute(
            insert(tables.ProspectNumber).values(
                prospect_id=prospect_id,
                number_id=number_id,
                label=kind_of(Phone(e164)),
                position=position,
            )
        )
        return number_id

    def _add_member(self, campaign: str, prospect_id: int) -> None:
        self._session.execute(
            insert(tables.CampaignMember).values(
                campaign_id=self._desk.campaigns[campaign], prospect_id=prospect_id
            )
        )

    def _consent(self, one: SampleProspect) -> str:
        day = working_day_ago(one.consent, self._now)
        return f"agreed {day.day} {day:%b %Y}" if day else ""

    def _keep(self, row: tables.Table) -> None:
        self._session.add(row)
        self._session.flush()
