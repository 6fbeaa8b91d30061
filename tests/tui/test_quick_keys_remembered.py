"""Quick keys after a day's work: the same whether uses are remembered one by one or all at once."""

from fake_project import FakeProject
from hypothesis import given
from hypothesis import strategies as st

from qualcode_tui.bench.workbench import Workbench, remember_all


@given(st.lists(st.sampled_from([f"code-{n}" for n in range(14)]), max_size=60))
def test_all_uses_at_once_give_the_keys_that_each_in_turn_would_give(used):
    bench = Workbench(FakeProject())
    for code in used:
        bench.remember(code)
    assert remember_all(used) == (bench.quick, bench.last_used)
