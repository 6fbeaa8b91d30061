"""Storing what a survey holds beside its turns: questions, and who left all of them blank."""

from collections.abc import Iterator

from qualcode.model import Case, CaseKind, content_id
from qualcode.project.intake.participants import ParticipantCodes
from qualcode.project.intake.planning import PreparedFile
from qualcode.project.intake.respondents import sign_of, with_answers
from qualcode.project.intake.values import set_known
from qualcode.project.intake.voices import case_said
from qualcode.reading import ReadSurvey, label_key
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.people import list_withdrawn


def write_survey(act: Act, prepared: PreparedFile, codes: ParticipantCodes) -> int:
    """Say within an act what a survey asked, and who answered no open question.

    Respondents who did are voices already, their closed answers among what is known of them.
    Returns how many have no turn. Raises TakenCodeError.
    """
    survey = _survey_of(prepared)
    if survey is None:
        return 0
    _write_questions(act, prepared, survey)
    number = 0
    for row, case, label in _list_silent(prepared, survey):
        item = _case_id(prepared, row)
        code = codes.give_own(case, item, sign_of(label))
        act.set("case", item, {"code": code, "kind": case.kind})
        act.set("identity", item, {"case": item, "name": label})
        speaker = content_id("speaker", prepared.source, prepared.layout, "row", row)
        act.set("speaker", speaker, {"source": prepared.source, "case": item})
        set_known(act, item, case)
        number += 1
    return number


def update_survey(store: Store, act: Act, prepared: PreparedFile) -> None:
    """Say again what a survey asked, and what is known of those who answered no open question."""
    survey = _survey_of(prepared)
    if survey is None or not _is_same_file(store, prepared):
        return
    _write_questions(act, prepared, survey)
    gone = list_withdrawn(store.conn)
    for row, case, _ in _list_silent(prepared, survey):
        item = _case_id(prepared, row)
        if item not in gone:
            set_known(act, item, case)


def tell_other_file(store: Store, prepared: PreparedFile) -> list[str]:
    """Return a sentence where a survey's open answers are known, and its file is another one."""
    if _survey_of(prepared) is None or _is_same_file(store, prepared):
        return []
    other = "whatever else is different in this file was not taken over"
    return [f"Its open answers are those in the project; {other}."]


def _survey_of(prepared: PreparedFile) -> ReadSurvey | None:
    """Return the survey, None where the file is read for quotations or is no survey."""
    return prepared.file.survey if prepared.layout == prepared.file.layout else None


def _is_same_file(store: Store, prepared: PreparedFile) -> bool:
    # The ids of those without a turn follow from their rows, which another file has others of.
    held = store.read_field("source", prepared.source, "file_hash")
    return bool(held == prepared.file.file_hash)


def _case_id(prepared: PreparedFile, row: int) -> str:
    return content_id("case", prepared.source, prepared.layout, "row", row)


def _write_questions(act: Act, prepared: PreparedFile, survey: ReadSurvey) -> None:
    for question in survey.questions:
        act.set(
            "question",
            content_id("question", prepared.source, prepared.layout, question.n),
            {
                "source": prepared.source,
                "n": question.n,
                "text": question.heading,
                "kind": question.kind,
                "start": question.start,
                "end": question.end,
            },
        )


def _list_silent(prepared: PreparedFile, survey: ReadSurvey) -> Iterator[tuple[int, Case, str]]:
    """Yield the place, what is known and the label of each respondent without a turn."""
    described = prepared.described
    known = {label_key(one.label): one for one in described.people} if described else {}
    site = described.site if described else None
    heard = {turn.label for turn in prepared.turns}
    for row, respondent in enumerate(survey.respondents):
        if respondent.label not in heard:
            said = known.get(label_key(respondent.label))
            case = case_said(said, site) if said else Case("", "", CaseKind.PERSON, site=site)
            yield row, with_answers(case, respondent.answers), respondent.label
