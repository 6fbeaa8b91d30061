"""Values of options that mean nothing: each is refused in a sentence, and nothing is guessed."""

import json

import pytest

SEMICOLONS = "id;answer\n1;No sitter came.\n"
LATIN = "id,answer\n1,At the café.\n".encode("latin-1")


@pytest.fixture
def table(tmp_path):
    """Make a table of answers of some words or bytes."""

    def make(content):
        path = tmp_path / "answers.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.fixture
def coded_by_machine(qualcode, study, tmp_path):
    """Run `suggest --table` on a table of answers."""

    def run(path, column="answer"):
        words = ("--table", path, "--text-column", column, "-o", tmp_path / "coded.csv")
        return qualcode("suggest", study, *words)

    return run


class TestNumbers:
    """How many is a whole number of 1 or more, whatever the command."""

    @pytest.mark.parametrize("number", ["0", "-3", "few", "1.5", ""])
    @pytest.mark.parametrize(
        "words",
        [
            ["suggest", "--show"],
            ["suggest", "--seek", "breaks", "--show"],
            ["search", "sitter", "--limit"],
            ["log", "--limit"],
            ["quotes", "--most"],
        ],
        ids=" ".join,
    )
    def test_a_number_that_counts_nothing_is_refused(self, qualcode, words, number):
        verb, *options = words
        ran = qualcode(verb, "any.qualcode", *options, number)
        assert ran.code == 2
        assert f"{options[-1]} is a whole number of 1 or more; “{number}” is none." in ran.err

    def test_a_number_larger_than_any_count_shows_all(self, qualcode, study):
        most = qualcode("log", study, "--limit", "9" * 30, "--json")
        assert len(json.loads(most.out)) == len(
            json.loads(qualcode("log", study, "--limit", "100000", "--json").out)
        )

    @pytest.mark.parametrize("points", ["abc", "0", "50", "-1", "nan", "inf"])
    def test_a_margin_is_a_number_between_two_others(self, qualcode, points):
        ran = qualcode("prevalence", "any.qualcode", "--assisted", "--within", points)
        assert ran.code == 2
        assert f"--within is a number above 0 and below 50; “{points}” is none." in ran.err


class TestEmptyWords:
    """A name that is empty is not the same as no name."""

    @pytest.mark.parametrize("word", ["", "  "])
    @pytest.mark.parametrize(
        "words",
        [
            ["sample", "5", "--seed"],
            ["sample", "5", "--by"],
            ["log", "--by"],
            ["codings", "--by"],
            ["codings", "--code"],
            ["quotes", "--site"],
            ["prevalence", "--coder"],
            ["undo", "--act"],
            ["apply", "A-FG1", "--read", "--text"],
            ["import", "a.txt", "--encoding"],
            ["report", "-o"],
        ],
        ids=" ".join,
    )
    def test_an_option_with_an_empty_word_is_refused(self, qualcode, words, word):
        verb, *options = words
        ran = qualcode(verb, "any.qualcode", *options, word)
        assert ran.code == 2
        assert f"{options[-1].replace('-o', '--output')} needs a word after it." in ran.err

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            (["note", "any.qualcode", "breaks", ""], "TEXT"),
            (["withdraw", "any.qualcode", ""], "PERSON"),
            (["consent", "any.qualcode", "", "quote", "yes"], "PERSON"),
            (["correct", "any.qualcode", "A-FG1", "", "gate"], "WORDS"),
            (["import", "any.qualcode", ""], "FILES"),
            (["search", "any.qualcode", ""], "WORDS"),
        ],
    )
    def test_an_argument_that_is_empty_is_missing(self, qualcode, words, name):
        ran = qualcode(*words)
        assert ran.code == 2
        assert f"Something is missing: {name}." in ran.err

    def test_an_empty_path_is_no_project_and_not_the_folder_one_is_in(self, qualcode):
        ran = qualcode("check", "")
        assert ran.code == 2
        assert ran.err.startswith("Say which project.")

    def test_a_search_for_signs_says_why_nothing_is_found(self, qualcode, study):
        assert "Signs alone are not looked for" in qualcode("search", study, "?!").err
        assert "Signs alone" not in qualcode("search", study, "zzzz").err


def test_one_of_a_few_is_named_also_where_two_words_go_together(qualcode):
    ran = qualcode("sources", "any.qualcode", "--as", "B-INT1", "survy")
    assert ran.code == 2
    assert (
        "--as is one of recording, notes, survey, report; “survy” is none of them. "
        "Did you mean “survey”?"
    ) in ran.err


def test_what_is_no_head_does_not_pass_for_damage(qualcode, study):
    ran = qualcode("check", study, "--against", "yesterday")
    assert ran.code == 2
    assert "“yesterday” is no head. qualcode log PROJECT --heads prints" in ran.err


class TestOneAndTheSame:
    """Two names of one."""

    @pytest.mark.parametrize("other", ["Asha", "asha", " ASHA "])
    def test_a_coder_is_not_compared_with_themselves(self, qualcode, study, other):
        ran = qualcode("agreement", study, "--coders", "Asha", other)
        assert (ran.code, ran.out) == (1, "")
        assert "Both names are Asha, who cannot be compared with themselves" in ran.err

    def test_a_person_is_not_joined_with_themselves(self, qualcode, study):
        ran = qualcode("people", study, "--join", "A-FG1-P1", "a-fg1-p1", "--coder", "Asha")
        assert ran.code == 1
        assert "Both are A-FG1-P1, one person already. Name two." in ran.err
        assert "circle" not in qualcode("check", study).out


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--site", "Z", "There is no site “Z” here. There are: A, B, C, D."),
        ("--role", "pilot", "There is no role “pilot” here. There are: "),
    ],
)
def test_quotations_of_a_site_or_role_that_nobody_has_are_refused(
    qualcode, study, option, value, said
):
    ran = qualcode("quotes", study, option, value)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def test_a_variable_is_named_as_it_is_and_in_no_plural(qualcode, study):
    out = qualcode("prevalence", study, "--by", "cares for").out
    assert " by cares for" in out
    assert "cares fors" not in out


class TestTablesOfAnswers:
    """What is wrong with a table is said before anything is learned for it."""

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (SEMICOLONS, "seems to be separated by semicolons."),
            (SEMICOLONS.replace("answer", "other"), "seems to be separated by semicolons."),
            ("id;answer;a, b\n1;No.;x\n", "seems to be separated by semicolons."),
            (SEMICOLONS.replace(";", "\t"), "seems to be separated by tabs."),
            (LATIN, "is not text in UTF-8."),
            ("id,answer\n1,Late.\n".encode("utf-16"), "is not text in UTF-8."),
            (
                'id,answer\n1,"No sitter came.\n2,Late.\n',
                "has a quotation mark too many or too few in the row that begins at line 2.",
            ),
        ],
    )
    def test_what_is_no_such_table_is_told_in_words(self, coded_by_machine, table, content, what):
        path = table(content)
        ran = coded_by_machine(path)
        assert ran.code == 1
        assert ran.err == (
            f"{path} {what} Open it in a spreadsheet program, save it as “CSV UTF-8” with commas "
            "between the cells, and try again.\n"
        )

    def test_a_column_that_is_missing_between_commas_is_named(self, coded_by_machine, table):
        ran = coded_by_machine(table("id,words\n1,Late.\n"))
        assert ran.code == 1
        assert "has no column “answer”. It has id, words." in ran.err


class TestTablesOfCodings:
    """Tables that `apply` takes."""

    @pytest.mark.parametrize("mark", [";", "\t"])
    def test_cells_may_be_parted_as_the_spreadsheet_program_likes(
        self, qualcode, study, table, mark
    ):
        ran = qualcode("sources", study, "--json")
        text = next(one["text"] for one in json.loads(ran.out) if one["ref"] == "B-INT1")
        start = text.index("\n\n")
        cells = [
            ["source", "start", "end", "text", "code", "coder"],
            [
                "B-INT1",
                str(start + 2),
                str(start + 4),
                text[start + 2 : start + 4],
                "breaks",
                "Wen",
            ],
        ]
        path = table("".join(mark.join(row) + "\n" for row in cells))
        ran = qualcode("apply", study, "--table", path, "--coder", "Wen")
        assert ran.err.strip().endswith("answers.csv: 1 coding by Wen.")

    def test_bytes_that_are_no_text_name_no_option_that_is_not_there(self, qualcode, study, table):
        ran = qualcode("apply", study, "--table", table(b"source,\x81\xff\n"), "--coder", "Wen")
        assert ran.code == 1
        assert "answers.csv is no table of codings: it is not text in UTF-8." in ran.err
        assert "--encoding" not in ran.err


class TestFiles:
    """A file that is to be read is there, and is a file."""

    READING = (
        ("quotations", "FILE"),
        ("quotes", "check", "P", "FILE"),
        ("people", "P", "--read", "FILE"),
        ("apply", "P", "--table", "FILE", "--coder", "Wen"),
        ("suggest", "P", "--table", "FILE", "--text-column", "a", "-o", "new.csv"),
        ("codebook", "check", "FILE"),
        ("codebook", "save", "P", "new.yaml", "--from", "FILE", "--coder", "Wen"),
    )

    @pytest.mark.parametrize("words", READING, ids=" ".join)
    @pytest.mark.parametrize(
        ("name", "said"), [(".", "“{}” is a folder."), ("gone.csv", "There is no file “gone.csv”.")]
    )
    def test_what_is_none_is_told(self, qualcode, study, tmp_path, monkeypatch, words, name, said):
        monkeypatch.chdir(tmp_path)
        ran = qualcode(*({"P": study, "FILE": name}.get(word, word) for word in words))
        assert ran.code == 1
        assert said.format(tmp_path.name) in ran.err

    def test_a_file_where_a_folder_should_be_is_told(self, qualcode, table):
        path = table(SEMICOLONS)
        ran = qualcode("demo", path)
        assert ran.code == 1
        assert ran.err.strip().endswith(f"{path} is a file and no folder. Choose another place.")

    def test_a_people_sheet_that_is_no_text_names_no_option_that_is_not_there(
        self, qualcode, study, table
    ):
        ran = qualcode("people", study, "--read", table(b"code\n\x81\xff\n"), "--coder", "Wen")
        assert ran.code == 1
        assert "It is not text in UTF-8. Save it again" in ran.err
        assert "--encoding" not in ran.err


def test_one_sort_of_suggesting_is_asked_for_at_a_time(qualcode):
    ran = qualcode("suggest", "any.qualcode", "--when", "never", "--seek", "breaks")
    assert ran.code == 2
    assert "--when, --seek and --table are asked for one at a time." in ran.err


def test_a_command_that_is_told_holds_a_variable_of_two_words_together(qualcode, study):
    assert qualcode("sample", study, "9", "--seed", "evening", "--coder", "Asha").code == 0
    ran = qualcode("prevalence", study, "--assisted", "--by", "cares for")
    assert ran.code == 1
    assert 'qualcode sample PROJECT 100 --by "cares for"' in ran.err
