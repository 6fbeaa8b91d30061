"""What suggestions learn from: codings, what was read, and each yes or no to a suggestion."""

import numpy as np
import pytest
from tiny_encoder import write_folder

from qualcode.model import Proposal
from qualcode.project import Project
from qualcode.project.errors import NoEncoderError
from qualcode.project.suggesting.encoding import cache_folder
from qualcode.project.suggesting.learning import learn
from qualcode.project.suggesting.material import gather
from qualcode.project.suggesting.unlike import Unlike, find_unlike
from qualcode.suggest import Unlikeness

WEEK, NEVER = "I had a week away in May.", "I never had a day."
YES, NO = 1.0, 0.0


class EverythingIsStrange:
    """A suggester to which all that it is asked about is new."""

    cold_start_ = False

    def unlike(self, _texts, _roles):
        return Unlikeness(40, 40)


class Lesson:
    """What the material says of the small study's passages."""

    def __init__(self, desk):
        self.desk, self.project = desk, desk.project

    def proposal(self, words, label):
        material = gather(self.project._store)
        (one,) = [one for one in material.passages if words in one.text]
        return Proposal(
            one.id, one.source, one.start, one.end, self.desk.code(label), 0.4, 1, False, "m"
        )

    def says(self, words, label):
        material = gather(self.project._store)
        (row,) = [n for n, one in enumerate(material.passages) if words in one.text]
        column = material.column(self.desk.code(label))
        known = material.known[row, column]
        return None if np.isnan(known) else known, bool(material.read[row, column])


@pytest.fixture
def lesson(desk):
    return Lesson(desk)


@pytest.fixture(autouse=True)
def config(tmp_path, monkeypatch):
    """A configuration and a cache of the test's own."""
    monkeypatch.setenv("QUALCODE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "config.toml"


class TestVerdicts:
    def test_a_rejected_suggestion_is_a_no_there_though_nobody_read_the_passage(self, lesson):
        lesson.project.suggestions.reject(lesson.proposal(WEEK, "Work"))
        assert lesson.says(WEEK, "Work") == (NO, False)
        assert lesson.says(WEEK, "Breaks") == (None, False)
        assert lesson.says(NEVER, "Work") == (None, False)

    def test_an_accepted_one_is_a_yes(self, lesson):
        lesson.project.suggestions.accept(lesson.proposal(WEEK, "Breaks"))
        assert lesson.says(WEEK, "Breaks") == (YES, False)

    def test_another_code_given_is_a_yes_for_it_and_a_no_for_the_proposed(self, lesson):
        breaks = lesson.desk.code("Breaks")
        lesson.project.suggestions.accept_as(lesson.proposal(WEEK, "Work"), breaks)
        assert lesson.says(WEEK, "Breaks") == (YES, False)
        assert lesson.says(WEEK, "Work") == (NO, False)

    def test_a_rejection_that_is_undone_says_nothing(self, lesson):
        lesson.project.suggestions.reject(lesson.proposal(WEEK, "Work"))
        lesson.project.history.undo()
        assert lesson.says(WEEK, "Work") == (None, False)

    def test_whoever_codes_it_after_all_has_the_last_word(self, lesson):
        lesson.project.suggestions.reject(lesson.proposal(WEEK, "Breaks"))
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        assert lesson.says(WEEK, "Breaks") == (YES, False)

    def test_a_rejection_of_another_meaning_says_nothing(self, lesson):
        lesson.project.suggestions.reject(lesson.proposal(WEEK, "Work"))
        lesson.project.codes.redefine(lesson.desk.code("Work"), definition="Any work, paid or not.")
        assert lesson.says(WEEK, "Work") == (None, False)

    def test_a_rejection_is_in_no_count(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        before = lesson.project.counting.prevalence()
        lesson.project.suggestions.reject(lesson.proposal(WEEK, "Work"))
        lesson.project.suggestions.reject(lesson.proposal(NEVER, "Work"))
        assert lesson.project.counting.prevalence() == before

    def test_what_was_refused_is_not_sought_again(self, lesson):
        lesson.desk.apply("A-FG1", NEVER, "Breaks")
        breaks = lesson.desk.code("Breaks")
        lesson.project.suggestions.reject(lesson.proposal(WEEK, "Breaks"))
        texts = [one.text for one in lesson.project.seeking.next(breaks)]
        assert texts
        assert not [text for text in texts if WEEK in text or NEVER in text]


class TestCodings:
    def test_a_coding_taken_away_is_a_no_where_the_passage_was_read(self, lesson):
        lesson.desk.read("A-FG1")
        coding = lesson.desk.apply("A-FG1", WEEK, "Breaks")
        assert lesson.says(WEEK, "Breaks") == (YES, True)
        lesson.project.codings.remove(coding.id)
        assert lesson.says(WEEK, "Breaks") == (NO, True)

    def test_elsewhere_it_leaves_nothing(self, lesson):
        coding = lesson.desk.apply("A-FG1", WEEK, "Breaks")
        lesson.project.codings.remove(coding.id)
        assert lesson.says(WEEK, "Breaks") == (None, False)

    def test_a_code_made_later_learns_nothing_from_what_was_read_before(self, lesson):
        lesson.desk.read("A-FG1")
        lesson.project.codes.add("Holidays", definition="Weeks away.")
        assert lesson.says(WEEK, "Breaks") == (NO, True)
        assert lesson.says(WEEK, "Holidays") == (None, False)
        lesson.desk.read("A-FG1")
        assert lesson.says(WEEK, "Holidays") == (NO, True)

    def test_the_card_has_no_base_for_what_was_not_looked_for(self, corpus):
        new = corpus.codes.add("Pets", definition="Animals.").id
        (pets,) = [one for one in corpus.suggestions.judge().codes if one.code == new]
        assert (pets.looked, pets.base) == (0, None)


class TestValidation:
    def test_conversations_and_respondents_are_what_is_left_out(self, corpus):
        material = gather(corpus._store)
        survey = corpus.sources.find("S1").id
        of_survey = {
            group
            for group, one in zip(material.groups, material.passages, strict=True)
            if one.source == survey
        }
        respondents = {one.case for one in corpus.sources.document(survey).turns} - {None}
        assert of_survey <= respondents
        assert len(of_survey) > 1
        others = set(material.groups) - of_survey
        assert others < {one.id for one in corpus.sources.list()} - {survey}

    def test_nobody_is_learned_from_and_judged_by_at_once(self, corpus):
        material = gather(corpus._store)
        heard = {}
        for passage, group in zip(material.passages, material.groups, strict=True):
            turns = corpus.sources.document(passage.source).turns
            for turn in turns:
                if turn.case and turn.start <= passage.start < turn.end:
                    heard.setdefault(turn.case, []).append((passage.source, group))
        twice = {case: told for case, told in heard.items() if len({one for one, _ in told}) > 1}
        assert twice
        assert all(len({group for _, group in told}) == 1 for told in twice.values())

    def test_the_card_tells_of_sites_and_of_each_judged_by_the_others(self, corpus):
        card = corpus.suggestions.judge()
        assert [one.site for one in card.sites] == ["A", "B", "C", "D"]
        assert card.across_sites is not None
        assert card.across_sites.recall_at_3 is not None

    def test_a_new_source_of_other_words_is_told_of(self, tmp_path, corpus):
        rng = np.random.default_rng(0)
        words = [
            "compiler",
            "register",
            "branch",
            "linker",
            "opcode",
            "heap",
            "pointer",
            "mutex",
            "cache",
            "kernel",
        ]
        lines = [f"Zoe: {' '.join(rng.choice(words, 12))}.\nInt: Go on.\n" for _ in range(30)]
        alien = tmp_path / "alien.txt"
        alien.write_text("".join(lines), encoding="utf-8")
        (done,) = corpus.sources.import_files([alien])
        remarks = [one for one in corpus.suggestions.refit().card.remarks if "unlike" in one]
        assert len(remarks) == 1
        assert f"in {done.ref} is unlike what was learned" in remarks[0]
        (told,) = corpus.suggestions.unlike().items()
        assert told[0] == done.source
        assert told[1].startswith(f"{done.ref} is unlike what was learned (")

    def test_a_new_source_of_the_same_words_is_not(self, suggested):
        remarks = suggested.suggestions.refit().card.remarks
        assert not [one for one in remarks if "unlike" in one]
        assert suggested.suggestions.unlike() == {}

    def test_a_new_site_is_told_of_by_its_name_for_each_of_its_sources(self, desk):
        """The interview is of a town of which nothing was read."""
        desk.project.readings.mark_all(desk.source("A-FG1"))
        material = gather(desk.project._store)
        found = find_unlike(desk.project._store, material, EverythingIsStrange())
        assert found == (Unlike("town B", (desk.source("B-INT1"),), 40, 40),)
        assert found[0].line.startswith("Town B is unlike what was learned (40 of 40 passages)")

    def test_a_refit_of_the_same_texts_encodes_nothing(self, suggested, monkeypatch):
        from qualcode.suggest.encoders import Encoders

        suggested.suggestions.refit()
        monkeypatch.delattr(Encoders, "learn")
        monkeypatch.delattr(Encoders, "transform")
        suggested.suggestions.reject(suggested.suggestions.of()[0])
        assert suggested.suggestions.refit().proposals


class TestEncoder:
    def test_one_that_is_named_is_kept_for_all_projects_and_used(self, suggested, config):
        assert suggested.suggestions.encoder() == "auto"
        assert suggested.suggestions.read_with("tfidf") == config
        assert suggested.suggestions.encoder() == "tfidf"
        assert suggested.suggestions.judge().encoder == "TF-IDF"

    def test_a_folder_is_used_and_what_it_computes_is_kept_apart(self, desk, tmp_path):
        folder = write_folder(tmp_path / "encoder")
        desk.project.suggestions.read_with(str(folder))
        assert "bert" in desk.project.suggestions.refit().card.encoder
        kept = cache_folder(desk.project._store)
        assert {one.suffix for one in kept.iterdir()} == {"", ".rows"}

    def test_a_folder_that_is_no_encoder_is_refused_and_nothing_is_kept(self, desk, config):
        from qualcode.suggest.errors import EncoderFolderError

        with pytest.raises(EncoderFolderError):
            desk.project.suggestions.read_with("nowhere")
        assert not config.exists()

    def test_a_folder_that_is_gone_is_told_of(self, desk, tmp_path):
        folder = write_folder(tmp_path / "encoder")
        desk.project.suggestions.read_with(str(folder))
        folder.rename(tmp_path / "moved")
        with pytest.raises(NoEncoderError, match="Put it back"):
            desk.project.suggestions.refit()

    def test_what_was_computed_goes_when_somebody_withdraws(self, desk, tmp_path):
        desk.project.suggestions.read_with(str(write_folder(tmp_path / "encoder")))
        desk.project.suggestions.refit()
        kept = cache_folder(desk.project._store)
        assert kept.exists()
        desk.project.copies.withdraw(desk.project.people.find("A-FG1-P1").id)
        assert not kept.exists()
        desk.project.suggestions.refit()
        assert kept.exists()

    def test_it_goes_when_a_copy_brings_a_withdrawal(self, desk, tmp_path):
        desk.project.suggestions.read_with(str(write_folder(tmp_path / "encoder")))
        copy = tmp_path / "copy.qualcode"
        desk.project.copies.back_up(copy)
        with Project.open(copy, "Tom") as other:
            other.copies.withdraw(other.people.find("A-FG1-P1").id)
        desk.project.suggestions.refit()
        kept = cache_folder(desk.project._store)
        assert kept.exists()
        desk.project.copies.merge(copy)
        assert not kept.exists()


class TestTables:
    def test_a_table_is_coded_from_file_to_file_and_does_not_come_in(self, suggested, tmp_path):
        source, target = tmp_path / "answers.csv", tmp_path / "coded.csv"
        source.write_text("id,said\n7,I never get a break\n8,No\n", encoding="utf-8")
        before = suggested.sources.list(), suggested.suggestions.of()
        done = suggested.suggestions.code_table(source, target, text="said", keep=("id",))
        assert done == (2, 0)
        heads, first, _ = target.read_text(encoding="utf-8").splitlines()
        columns = heads.split(",")
        assert columns[:2] == ["row", "id"]
        assert "cross-cutting:breaks" in columns
        material = gather(suggested._store)
        chances = learn(suggested._store, material).predict_proba(["I never get a break"])
        wanted = chances[0, material.column(suggested.codes.find("Breaks").id)]
        cell = first.split(",")[columns.index("cross-cutting:breaks")]
        assert float(cell) == pytest.approx(wanted, abs=1e-4)
        assert (suggested.sources.list(), suggested.suggestions.of()) == before


class TestMeanings:
    """A coding made before its code had its present meaning says neither yes nor no."""

    def redefine(self, lesson, said="Only overnight respite."):
        lesson.project.codes.redefine(lesson.desk.code("Breaks"), definition=said)

    def test_what_was_coded_under_another_meaning_is_unknown(self, lesson):
        lesson.desk.read("A-FG1")
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        assert lesson.says(WEEK, "Breaks") == (None, False)
        assert lesson.says(NEVER, "Breaks") == (None, False)
        assert lesson.says(NEVER, "Work") == (NO, True)

    def test_it_is_a_yes_again_once_it_was_read_or_coded_again(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        lesson.desk.read("A-FG1")
        assert lesson.says(WEEK, "Breaks") == (YES, True)
        assert lesson.says(NEVER, "Breaks") == (NO, True)

    def test_it_is_a_yes_again_once_it_was_coded_again(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        lesson.desk.apply("A-FG1", "I had a week away", "Breaks")
        assert lesson.says(WEEK, "Breaks") == (YES, False)

    def test_a_meaning_that_came_back_holds_for_what_was_coded_under_it(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        self.redefine(lesson, "Time off.")
        assert lesson.says(WEEK, "Breaks") == (YES, False)

    def test_a_redefinition_that_is_undone_changes_nothing(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        lesson.project.history.undo()
        assert lesson.says(WEEK, "Breaks") == (YES, False)

    def test_another_label_is_no_other_meaning(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        lesson.project.codes.rename(lesson.desk.code("Breaks"), "Respite")
        assert lesson.says(WEEK, "Respite") == (YES, False)

    def test_codings_of_a_joined_code_go_with_its_own_meaning(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        lesson.project.codes.join(lesson.desk.code("Breaks"), lesson.desk.code("Work"))
        assert lesson.says(WEEK, "Work") == (None, False)

    def test_the_coding_itself_stays(self, lesson):
        lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        assert len(lesson.project.codings.of(code=lesson.desk.code("Breaks"))) == 1

    def test_such_a_passage_is_sought_and_offered_again_and_can_be_found_again(self, lesson):
        lesson.desk.read("A-FG1")
        coding = lesson.desk.apply("A-FG1", WEEK, "Breaks")
        self.redefine(lesson)
        code = lesson.desk.code("Breaks")
        assert any(WEEK in one.text for one in lesson.project.seeking.next(code))
        left = lesson.project.readings.unlooked(code, coder="Asha")
        assert (coding.start, coding.end) in [(one.start, one.end) for one in left]
        lesson.project.readings.look(coding.source, coding.start, coding.end, code, found=True)
        assert lesson.says(WEEK, "Breaks") == (YES, True)
        assert len(lesson.project.codings.of(code=code)) == 1
