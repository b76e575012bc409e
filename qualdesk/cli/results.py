"""qualdesk answer and import-results: what sales says of hand-offs, typed or from a file."""

import argparse
from dataclasses import asdict
from pathlib import Path

from qualdesk.cli.door import Door, person_id, put_at, put_shared, typed_moment, zone_of
from qualdesk.cli.exit_codes import DONE, WITH_PROBLEMS
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.hand_off_life import MeetingFate
from qualdesk.domain.moments import moment_words
from qualdesk.store.session import Press


def put_answer(verb: argparse.ArgumentParser) -> None:
    """Put the arguments of `answer`."""
    verb.add_argument("hand_off", type=int, metavar="HAND-OFF")
    verb.add_argument("answer", choices=[one.value for one in RepAnswer], metavar="ANSWER")
    verb.add_argument("--said-by", required=True, metavar="NAME", help="the rep, or a team lead")
    verb.add_argument("--entered-by", default="", metavar="NAME", help="else who said it")
    doors = [one.value for one in AnswerDoor]
    verb.add_argument("--door", choices=doors, default=AnswerDoor.REPLY.value)
    verb.add_argument("--reason", choices=[one.value for one in ReturnReason])
    verb.add_argument("--words", default="", metavar="TEXT")
    verb.add_argument("--stage", default="", metavar="TEXT")
    verb.add_argument("--amount", default="", metavar="TEXT")
    verb.add_argument("--person", default="", metavar="NAME", help="the right person")
    verb.add_argument("--when", default="", metavar="TEXT", help="when to ask again, or to meet")
    fates = [one.value for one in MeetingFate]
    verb.add_argument("--meeting", choices=fates, help="what becomes of a meeting to come")
    verb.add_argument("--other-rep", default="", metavar="NAME", help="who takes the meeting")
    verb.add_argument("--for-good", action="store_true", help="never ask a lost one again")
    put_at(verb)
    put_shared(verb)
    verb.set_defaults(run=_answer)


def put_import_results(verb: argparse.ArgumentParser) -> None:
    """Put the arguments of `import-results`."""
    verb.add_argument("file", type=Path, metavar="FILE", help="CSV or a workbook from the CRM")
    verb.add_argument("--sheet", default="", metavar="NAME", help="which sheet of a workbook")
    verb.add_argument("--by", default="", metavar="NAME", help="who brings the file")
    put_at(verb)
    put_shared(verb)
    verb.set_defaults(run=_import_results)


def _answer(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.hand_off_answers import answer_hand_off  # noqa: PLC0415
    from qualdesk.commands.requests.hand_offs import AnswerHandOff  # noqa: PLC0415

    said_by = person_id(door, options.said_by)
    entered_by = person_id(door, options.entered_by) if options.entered_by else said_by
    answer = RepAnswer(options.answer)
    when = typed_moment(door, options.when, zone_of(door, said_by)) if options.when else None
    is_meeting = answer is RepAnswer.RESCHEDULED
    request = AnswerHandOff(
        options.hand_off,
        answer,
        AnswerDoor(options.door),
        said_by_id=said_by,
        entered_by_id=entered_by,
        reason=ReturnReason(options.reason) if options.reason else None,
        words=options.words,
        stage=options.stage,
        amount=options.amount,
        right_person=options.person,
        ask_again_at=None if is_meeting else when,
        meeting_at=when if is_meeting else None,
        meeting=MeetingFate(options.meeting) if options.meeting else None,
        other_rep_id=person_id(door, options.other_rep) if options.other_rep else None,
        is_for_good=options.for_good,
    )
    event = door.carry_out(answer_hand_off, request, Press.new(entered_by))
    due = (
        f", next step {moment_words(event.next_at, door.now, event.zone)}" if event.next_at else ""
    )
    state = event.state.label.lower()
    door.answer(event, [f"The hand-off of {event.prospect_name} is {state}{due}."])
    return DONE


def _import_results(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.jobs.import_results import import_results  # noqa: PLC0415

    by_id = person_id(door, options.by) if options.by else None
    report = import_results(door.database, options.file, door.now, by_id=by_id, sheet=options.sheet)
    counts = f"{report.answered} answered, {report.unchanged} unchanged"
    lines = [f"{report.rows} rows: {counts}, {len(report.problems)} problems."]
    lines += [f"line {one.line}: {one.message}" for one in report.problems]
    door.answer(asdict(report), lines)
    return WITH_PROBLEMS if report.problems else DONE
