"""A believable company to try the program on: Aldergrove, its callers, prospects and history."""

import unicodedata
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qualdesk.domain.campaign import CampaignState
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind
from qualdesk.domain.naming import salutation
from qualdesk.domain.person import Role
from qualdesk.domain.phone import Phone, kind_of
from qualdesk.domain.territory import Place, TerritoryRule, territory_for
from qualdesk.domain.working_days import add_working_days
from qualdesk.errors import InputError
from qualdesk.jobs.sample_cast import (
    Company,
    SampleCampaign,
    SampleProspect,
    sample_company,
    sample_prospects,
    sample_scripts,
)
from qualdesk.jobs.sample_post import fill_post
from qualdesk.jobs.sample_sales import FIRM, Desk
from qualdesk.jobs.sample_story import Story, Subject
from qualdesk.jobs.sample_times import NearPromises, moment
from qualdesk.settings import Firm, Settings
from qualdesk.store import tables
from qualdesk.store.queue_index import SiteFacts, clock_of, index_leads
from qualdesk.store.seeds import body_of, seed
from qualdesk.store.session import Database, Press

AGREED_LEAD = "agreed-lead"
"""The definition that the sample company and its sales people agreed on."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o"})
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
        Filling(session, now).fill(sample_company(), sample_prospects())
        fill_post(session, caller=sample_settings().person_name, firm=FIRM, now=now)


class Filling:
    """One filling: the ids made so far, by name."""

    def __init__(self, session: Session, now: datetime) -> None:
        """Start with nothing."""
        self._session, self._now = session, now
        self._desk = Desk()
        self._rules: list[TerritoryRule] = []
        self._sites: dict[str, tables.Site] = {}
        self._promises = NearPromises(now)

    def fill(self, company: Company, prospects: list[SampleProspect]) -> None:
        """Write the company, then everybody's story, then the queue."""
        self._add_people(company)
        self._add_territories(company)
        self._add_scripts()
        for campaign in company.campaigns:
            self._add_campaign(campaign)
        leads = [lead for one in prospects if (lead := self._add_prospect(one)) is not None]
        index_leads(self._session, leads, self._now)

    def _add_people(self, company: Company) -> None:
        for one in company.people:
            person = tables.Person(name=one.name, role=one.role, email=one.email, zone=one.zone)
            self._keep(person)
            self._desk.people[one.name] = person.id
            self._desk.zones[person.id] = one.zone

    def _add_territories(self, company: Company) -> None:
        people = self._desk.people
        leader = next(people[one.name] for one in company.people if one.role is Role.TEAM_LEAD)
        for one in company.territories:
            row = tables.Territory(
                name=one.name,
                rep_id=people.get(one.rep),
                covering_rep_id=people.get(one.covering_rep),
                since=self._now.date() - timedelta(days=one.since_days),
            )
            self._keep(row)
            self._desk.rep_of[row.id] = row.rep_id or row.covering_rep_id or leader
            for rule in one.rules:
                self._add_rule(row.id, rule.country, rule.region, rule.postal_prefix)
        self._desk.rep_of[self._elsewhere()] = leader

    def _add_rule(self, territory_id: int, country: str, region: str, postal_prefix: str) -> None:
        position = len(self._rules) + 1
        rule = TerritoryRule(territory_id, position, country, region, postal_prefix)
        self._rules.append(rule)
        self._keep(
            tables.TerritoryRule(
                territory_id=territory_id,
                position=position,
                country=country,
                region=region,
                postal_prefix=postal_prefix,
            )
        )

    def _add_campaign(self, one: SampleCampaign) -> None:
        row = tables.Campaign(
            name=one.name,
            kind=one.kind,
            offer=one.offer,
            priority=one.priority,
            state=CampaignState.PAUSED if one.is_paused else CampaignState.RUNNING,
            starts_on=self._day(one.starts),
            ends_on=self._day(one.ends),
            event_on=self._day(one.event),
            script_id=self._script_id(one.script or one.kind.script),
            registration_script_id=self._script_id(one.kind.registration_script),
            definition_id=self._definition_id(),
        )
        self._keep(row)
        self._desk.campaigns[one.name] = row.id
        self._desk.offers[row.id] = one.offer

    def _add_scripts(self) -> None:
        for script in sample_scripts():
            self._keep(tables.Script(key=script.id, version=1, body=body_of(script)))

    def _script_id(self, key: str) -> int | None:
        return self._session.scalar(select(tables.Script.id).where(tables.Script.key == key))

    def _definition_id(self) -> int | None:
        agreed = tables.LeadDefinition.key == AGREED_LEAD
        return self._session.scalar(select(tables.LeadDefinition.id).where(agreed))

    def _add_prospect(self, one: SampleProspect) -> int | None:
        """Add a prospect with numbers and, if they are in a campaign, their lead's story."""
        site = self._site(one)
        first_name, last_name = _parted(one.name.removeprefix("Dr. "))
        prospect = tables.Prospect(
            account_id=site.account_id,
            site_id=site.id,
            title="Dr." if one.name.startswith("Dr. ") else one.title,
            first_name=first_name,
            last_name=last_name,
            job_title=one.job,
            email=_address(first_name, last_name, one.company),
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
            territory_id=territory_for(place, self._rules, self._elsewhere()),
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
                website=f"https://www.{_domain(one.company)}",
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

    def _elsewhere(self) -> int:
        ground = select(tables.Territory.id).where(tables.Territory.is_elsewhere)
        return self._session.scalars(ground).one()

    def _consent(self, one: SampleProspect) -> str:
        day = self._day(one.consent)
        return f"agreed {day.day} {day:%b %Y}" if day else ""

    def _day(self, working_days_ago: int | None) -> date | None:
        if working_days_ago is None:
            return None
        return add_working_days(self._now.astimezone(UTC).date(), -working_days_ago)

    def _keep(self, row: tables.Table) -> None:
        self._session.add(row)
        self._session.flush()


def _domain(company: str) -> str:
    return f"{'-'.join(_ascii(company).split()[:2])}.example"


def _parted(name: str) -> tuple[str, str]:
    """Return first and last name; “de Boer” stays together."""
    words = name.split()
    lower = (place for place, word in enumerate(words) if word[0].islower())
    cut = next(lower, len(words) - 1)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _address(first_name: str, last_name: str, company: str) -> str:
    if not last_name:
        return ""
    return f"{'.'.join(_ascii(f'{first_name} {last_name}').split())}@{_domain(company)}"


def _ascii(text: str) -> str:
    """Return small letters without accents, and spaces for everything else."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = (one for one in plain if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in letters)
