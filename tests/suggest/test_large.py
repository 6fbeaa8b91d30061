import csv

import numpy as np
import pytest

from qualcode.suggest import Suggester, code_file
from qualcode.suggest.errors import DoubleColumnError, NoColumnError, RowsError, TableError


@pytest.fixture(scope="module")
def fitted(study, codebook):
    return Suggester().fit(study.texts, study.Y, codebook=codebook)


@pytest.fixture
def answers(tmp_path, unseen):
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "said", "who"])
        table.writerows(
            [f"a{i}", text, role]
            for i, (text, role) in enumerate(zip(unseen.texts, unseen.roles, strict=True))
        )
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_row_gets_the_probabilities_that_the_suggester_gives(
    fitted, answers, unseen, tmp_path
):
    done = code_file(
        fitted, answers, tmp_path / "out.csv", text="said", role="who", keep=["id"], chunk=7
    )
    heads, *rows = read(tmp_path / "out.csv")
    assert (done.rows, done.before) == (60, 0)
    assert heads == ["row", "id", *fitted.codes_]
    assert [row[:2] for row in rows] == [[str(i + 1), f"a{i}"] for i in range(60)]
    found = np.array([[float(cell) for cell in row[2:]] for row in rows])
    np.testing.assert_allclose(found, fitted.predict_proba(unseen.texts, unseen.roles), atol=6e-5)


def test_it_tells_how_far_it_is(fitted, answers, tmp_path):
    told = []
    code_file(fitted, answers, tmp_path / "out.csv", text="said", chunk=25, report=told.append)
    assert told == [25, 50, 60]


class BrokenOffError(Exception):
    pass


def break_off(done):
    if done >= 40:
        raise BrokenOffError


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(fitted, answers, tmp_path):
    whole, broken = tmp_path / "whole.csv", tmp_path / "broken.csv"
    code_file(fitted, answers, whole, text="said", chunk=20)
    with pytest.raises(BrokenOffError):
        code_file(fitted, answers, broken, text="said", chunk=20, report=break_off)
    assert not broken.exists()
    # What was written after the last note is written anew.
    with (tmp_path / "broken.csv.part").open("ab") as file:
        file.write(b"41,0.1,")
    done = code_file(fitted, answers, broken, text="said", chunk=20)
    assert (done.rows, done.before) == (60, 40)
    assert broken.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "answers.csv",
        "broken.csv",
        "whole.csv",
    ]


def test_another_model_or_table_begins_anew(fitted, answers, tmp_path, study, codebook):
    with pytest.raises(BrokenOffError):
        code_file(fitted, answers, tmp_path / "out.csv", text="said", chunk=20, report=break_off)
    other = Suggester().fit(study.texts[:40], study.Y[:40], codebook=codebook)
    assert code_file(other, answers, tmp_path / "out.csv", text="said").before == 0


def test_an_empty_table_gives_an_empty_table(fitted, tmp_path):
    (tmp_path / "in.csv").write_text("said\n")
    assert code_file(fitted, tmp_path / "in.csv", tmp_path / "out.csv", text="said").rows == 0
    assert read(tmp_path / "out.csv") == [["row", *fitted.codes_]]


def test_an_empty_answer_is_one_without_words(fitted, tmp_path):
    (tmp_path / "in.csv").write_text('id,said\n1,"a form,\nagain"\n\n2,\n3,\n')
    done = code_file(fitted, tmp_path / "in.csv", tmp_path / "out.csv", text="said")
    assert done.rows == 3


def test_rows_with_other_cells_than_columns_are_refused_by_number(fitted, tmp_path):
    (tmp_path / "in.csv").write_text("id,said\n1,the forms\n2,forms, again\n3\n")
    with pytest.raises(RowsError, match=r"2 columns, but row 2 \(line 3\) has 3; row 3 .* has 1"):
        code_file(fitted, tmp_path / "in.csv", tmp_path / "out.csv", text="said")
    assert not list(tmp_path.glob("out*"))


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(fitted, tmp_path):
    (tmp_path / "in.csv").write_text('id,said\n1,fine\n2,"the forms\n3,up all night\n4,no\n')
    with pytest.raises(TableError, match="begins at line 3"):
        code_file(fitted, tmp_path / "in.csv", tmp_path / "out.csv", text="said")


def test_no_two_columns_have_one_name(fitted, tmp_path):
    (tmp_path / "in.csv").write_text("row,said\n1,fine\n")
    with pytest.raises(DoubleColumnError, match="“row”"):
        code_file(fitted, tmp_path / "in.csv", tmp_path / "out.csv", text="said", keep=["row"])


def test_a_run_with_other_options_says_that_it_begins_anew(fitted, answers, tmp_path):
    told = []
    with pytest.raises(BrokenOffError):
        code_file(fitted, answers, tmp_path / "out.csv", text="said", chunk=20, report=break_off)
    done = code_file(
        fitted, answers, tmp_path / "out.csv", text="said", role="who", anew=told.append
    )
    assert (done.before, done.dropped, told) == (0, 40, [40])


def test_what_is_no_such_table_is_refused_in_a_sentence(fitted, answers, tmp_path):
    with pytest.raises(NoColumnError, match=r"no column “words”\. It has id, said, who"):
        code_file(fitted, answers, tmp_path / "out.csv", text="words")
    (tmp_path / "latin.csv").write_bytes("said\ncafé\n".encode("latin-1"))
    with pytest.raises(TableError, match="UTF-8"):
        code_file(fitted, tmp_path / "latin.csv", tmp_path / "out.csv", text="said")


def test_the_columns_of_codes_may_have_other_names(fitted, answers, tmp_path):
    code_file(fitted, answers, tmp_path / "out.csv", text="said", names=["a", "b", "c", "d"])
    assert read(tmp_path / "out.csv")[0] == ["row", "a", "b", "c", "d"]
