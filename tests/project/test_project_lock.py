"""A locked codebook: one decides, the others propose."""

import pytest
from small_study import Desk

from qualcode.model import Origin
from qualcode.model.request import Answer, RequestKind
from qualcode.project.codebook.errors import (
    AnsweredRequestError,
    ExistingLabelError,
    NoLeadError,
    UnreadableRequestError,
    WaitingRequestError,
)
from qualcode.store.errors import CodebookLockedError, DecidedProposalError


@pytest.fixture
def locked(desk):
    """The small study, in which Asha decides on codes."""
    desk.apply("A-FG1", "a week away in May", "Breaks")
    desk.project.codes.lock()
    return desk


@pytest.fixture
def tom(locked, open_as):
    """Tom at the same project."""
    return Desk(open_as(locked.project.path, "Tom"))


def ask(desk, kind, code=None, **fields):
    code = desk.code(code) if code else None
    return desk.project.requests.ask(kind, code, **fields)


class TestLock:
    def test_everybody_decides_until_somebody_does(self, desk):
        assert desk.project.codes.lead is None
        assert desk.project.codes.may_change()
        assert desk.project.codes.lock("  Asha ") == "Asha"
        assert desk.project.codes.lead == "Asha"

    def test_the_lead_goes_on_as_before(self, locked):
        assert locked.project.codes.may_change()
        locked.project.codes.rename(locked.code("Work"), "Jobs")
        locked.project.history.undo()
        assert locked.code("Work")

    def test_nobody_else_changes_a_code(self, tom):
        codes, work, breaks = tom.project.codes, tom.code("Work"), tom.code("Breaks")
        assert not codes.may_change()
        before = codes.list()
        for act in (
            lambda: codes.add("New"),
            lambda: codes.rename(work, "Jobs"),
            lambda: codes.redefine(work, definition="Any."),
            lambda: codes.redefine(work, keywords=["job"]),
            lambda: codes.recolour(work, "#0072B2"),
            lambda: codes.move(work, breaks),
            lambda: codes.reorder(work, -1),
            lambda: codes.join(work, breaks),
            lambda: codes.split(work, ["One", "Two"]),
            lambda: codes.delete(work),
            lambda: codes.load_bundled("cross-cutting"),
            codes.unlock,
            lambda: codes.lock("Tom"),
        ):
            with pytest.raises(CodebookLockedError, match="Asha decides"):
                act()
        assert codes.list() == before
        assert codes.lead == "Asha"

    def test_nobody_else_undoes_a_change_of_a_code_or_the_lock(self, tom):
        history = tom.project.history
        for entry in history.list():
            if entry.kind in ("new code", "lock"):
                with pytest.raises(CodebookLockedError):
                    history.revert(entry.id)

    def test_what_a_coder_made_before_the_lock_stays_and_is_not_undone(self, desk, open_as):
        tom = Desk(open_as(desk.project.path, "Tom"))
        tom.project.codes.add("Sleep")
        desk.project.codes.lock()
        with pytest.raises(CodebookLockedError):
            tom.project.history.undo()
        desk.project.codes.unlock()
        tom.project.history.undo()
        assert "Sleep" not in [code.label for code in tom.project.codes.list()]

    def test_coding_reading_and_notes_are_nobodys_to_lock(self, tom):
        tom.apply("A-FG1", "I never had a day", "Breaks")
        tom.read("A-FG1")
        tom.project.notes.add("code", tom.code("Breaks"), "Hm.")
        tom.project.history.undo()

    def test_the_lead_hands_over_and_unlocks(self, locked, tom):
        locked.project.codes.lock("Tom")
        assert tom.project.codes.may_change()
        tom.project.codes.unlock()
        assert locked.project.codes.lead is None

    def test_a_lock_needs_somebody(self, desk):
        with pytest.raises(NoLeadError):
            desk.project.codes.lock("  ")


class TestRequests:
    def test_what_is_proposed_waits_for_an_answer(self, locked, tom):
        asked = ask(tom, RequestKind.NEW, label="Sleep", why="They keep saying it.")
        (found,) = locked.project.requests.of()
        assert found == asked
        assert (found.coder, found.why, found.answer) == ("Tom", "They keep saying it.", None)
        assert locked.project.requests.say(found) == "Make “Sleep”"

    @pytest.mark.parametrize(
        ("kind", "code", "fields", "said", "after"),
        [
            (
                RequestKind.RENAME,
                "Work",
                {"label": "Jobs"},
                "Call “Work” “Jobs”",
                ["Help", "Help › Breaks", "Jobs"],
            ),
            (
                RequestKind.MOVE,
                "Breaks",
                {"parent": None},
                "Put “Help › Breaks” at the top",
                ["Help", "Breaks", "Work"],
            ),
            (
                RequestKind.SPLIT,
                "Work",
                {"labels": ["Paid", "Unpaid"]},
                "Split “Work” into “Paid”, “Unpaid”",
                ["Help", "Help › Breaks", "Work", "Paid", "Unpaid"],
            ),
            (
                RequestKind.DELETE,
                "Help",
                {"with_parts": True},
                "Delete “Help” with all under it",
                ["Help › Breaks", "Work"],
            ),
        ],
    )
    def test_the_lead_accepts_in_one_act(self, locked, tom, kind, code, fields, said, after):
        asked = ask(tom, kind, code, **fields)
        assert locked.project.requests.say(asked) == said
        before = [c.path for c in locked.project.codes.list()]
        locked.project.requests.accept(asked.id)
        assert [c.path for c in locked.project.codes.list()] == after
        (answered,) = locked.project.requests.of(answered=True)
        assert (answered.answer, answered.answered_by) == (Answer.ACCEPTED, "Asha")
        locked.project.history.undo()
        assert [c.path for c in locked.project.codes.list()] == before
        assert [one.id for one in locked.project.requests.of()] == [asked.id]

    def test_a_new_meaning_and_a_join_are_done_too(self, locked, tom):
        redefined = ask(
            tom, RequestKind.REDEFINE, "Work", definition="Any work.", keywords=["job", "shift"]
        )
        said = locked.project.requests.say(redefined)
        assert said == "Redefine “Work”: definition “Any work.”; keywords “job”, “shift”"
        locked.project.requests.accept(redefined.id)
        assert locked.project.codes.find("Work").keywords == ("job", "shift")
        joined = ask(tom, RequestKind.JOIN, "Breaks", into=tom.code("Work"))
        locked.project.requests.accept(joined.id)
        assert [one.text for one in locked.project.codings.passages(code=tom.code("Work"))] == [
            "a week away in May"
        ]

    def test_accepting_a_new_code_gives_it_back(self, locked, tom):
        asked = ask(tom, RequestKind.NEW, label="Sleep", parent=tom.code("Help"), definition="Rest")
        (made,) = locked.project.requests.accept(asked.id)
        assert (made.path, made.definition) == ("Help › Sleep", "Rest")

    def test_the_words_of_an_accepted_code_are_coded_by_whoever_proposed_it(self, locked, tom):
        source, span = tom.source("A-FG1"), tom.span("A-FG1", "I never had a day")
        asked = ask(tom, RequestKind.NEW, label="Never", source=source, span=span)
        (made,) = locked.project.requests.accept(asked.id)
        (coding,) = tom.project.codings.of(code=made.id)
        assert (coding.source, coding.start, coding.end) == (source, *span)
        assert (coding.coder, coding.origin) == ("Tom", Origin.CODED)
        # One act: its undo takes the code and the coding, and the proposal is open again.
        locked.project.history.undo()
        assert tom.project.codings.of(coder="Tom") == []
        assert [one.id for one in tom.project.requests.of()] == [asked.id]

    def test_words_that_speak_for_another_change_are_not_coded(self, locked, tom):
        source, span = tom.source("A-FG1"), tom.span("A-FG1", "I never had a day")
        asked = ask(tom, RequestKind.RENAME, "Work", label="Jobs", source=source, span=span)
        locked.project.requests.accept(asked.id)
        assert tom.project.codings.of(coder="Tom") == []

    def test_declining_keeps_the_reason_and_changes_nothing(self, locked, tom):
        asked = ask(tom, RequestKind.RECOLOUR, "Work", colour="#0072B2")
        locked.project.requests.decline(asked.id, "Too like Breaks.")
        (answered,) = tom.project.requests.of(answered=True)
        assert (answered.answer, answered.because) == (Answer.DECLINED, "Too like Breaks.")
        assert tom.project.codes.find("Work").colour is None

    def test_only_the_lead_answers_and_only_once(self, locked, tom):
        asked = ask(tom, RequestKind.NEW, label="Sleep")
        for answer in (tom.project.requests.accept, tom.project.requests.decline):
            with pytest.raises(CodebookLockedError):
                answer(asked.id)
        locked.project.requests.accept(asked.id)
        with pytest.raises(AnsweredRequestError, match="Asha has accepted"):
            locked.project.requests.decline(asked.id)

    def test_what_could_not_be_done_is_not_proposed(self, tom):
        with pytest.raises(ExistingLabelError):
            ask(tom, RequestKind.NEW, label="Work")
        with pytest.raises(UnreadableRequestError):
            ask(tom, RequestKind.NEW)
        with pytest.raises(UnreadableRequestError):
            tom.project.requests.ask(RequestKind.RENAME, label="Jobs")
        assert tom.project.requests.of() == []

    def test_what_has_become_impossible_is_refused_when_it_is_accepted(self, locked, tom):
        asked = ask(tom, RequestKind.NEW, label="Sleep")
        locked.project.codes.add("Sleep")
        with pytest.raises(ExistingLabelError):
            locked.project.requests.accept(asked.id)
        assert locked.project.requests.of() == [asked]

    def test_words_can_speak_for_a_proposal(self, tom):
        span = tom.span("A-FG1", "I never had a day")
        asked = ask(tom, RequestKind.NEW, label="Never", source=tom.source("A-FG1"), span=span)
        assert (asked.source, asked.start, asked.end) == (tom.source("A-FG1"), *span)

    def test_words_that_are_withdrawn_take_the_proposal_with_them(self, locked, tom):
        span = tom.span("A-FG1", "I never had a day")
        ask(tom, RequestKind.NEW, label="Never", source=tom.source("A-FG1"), span=span)
        ask(tom, RequestKind.NEW, label="Sleep")
        locked.project.copies.withdraw(locked.project.people.find("A-FG1-P2").id)
        assert [one.fields["label"] for one in tom.project.requests.of()] == ["Sleep"]

    def test_the_history_says_what_was_proposed_and_what_became_of_it(self, locked, tom):
        wanted = ask(tom, RequestKind.RENAME, "Work", label="Jobs")
        unwanted = ask(tom, RequestKind.NEW, label="Sleep")
        locked.project.requests.accept(wanted.id)
        locked.project.requests.decline(unwanted.id)
        told = [(one.kind, one.what) for one in locked.project.history.list(limit=4)]
        assert told == [
            ("decline proposal", "Make “Sleep”"),
            ("accept proposal", "Call “Work” “Jobs”"),
            ("propose", "Make “Sleep”"),
            ("propose", "Call “Work” “Jobs”"),
        ]


class TestProposedTwice:
    @pytest.mark.parametrize("label", ["Respite", " respite "])
    def test_a_theme_that_waits_is_not_proposed_again(self, tom, label):
        ask(tom, RequestKind.NEW, label="Respite", definition="Time off.")
        with pytest.raises(WaitingRequestError, match="You proposed this already"):
            tom.project.requests.check(RequestKind.NEW, label=label)
        with pytest.raises(WaitingRequestError):
            ask(tom, RequestKind.NEW, label=label)
        assert len(tom.project.requests.of()) == 1

    def test_another_change_of_the_same_code_is(self, tom):
        ask(tom, RequestKind.RENAME, "Work", label="Jobs")
        ask(tom, RequestKind.RENAME, "Work", label="Paid work")
        assert len(tom.project.requests.of()) == 2

    def test_and_so_is_what_was_declined(self, locked, tom):
        asked = ask(tom, RequestKind.NEW, label="Respite")
        locked.project.requests.decline(asked.id)
        assert ask(tom, RequestKind.NEW, label="Respite").answer is None


class TestDecided:
    @pytest.mark.parametrize("answer", ["accept", "decline"])
    def test_a_decided_proposal_is_not_taken_back_by_a_plain_undo(self, locked, tom, answer):
        asked = ask(tom, RequestKind.NEW, label="Respite")
        getattr(locked.project.requests, answer)(asked.id)
        with pytest.raises(DecidedProposalError, match="by Asha meanwhile: “Make “Respite””"):
            tom.project.history.undo()
        assert [one.id for one in tom.project.requests.of(answered=True)] == [asked.id]

    def test_one_that_waits_is(self, tom):
        ask(tom, RequestKind.NEW, label="Respite")
        tom.project.history.undo()
        assert tom.project.requests.of() == []

    def test_the_lead_takes_back_the_decision_first_and_then_the_proposal_may_go(self, locked, tom):
        asked = ask(tom, RequestKind.NEW, label="Respite")
        locked.project.requests.accept(asked.id)
        locked.project.history.undo()
        tom.project.history.undo()
        assert tom.project.requests.of() == []
