"""The table's arithmetic."""

from tests.bench.report import Figure, median_and_p95, percentile


def test_a_figure_meets_a_goal_that_it_does_not_exceed() -> None:
    assert Figure("x", 20.0, "ms", 20).is_met
    assert not Figure("x", 20.1, "ms", 20).is_met
    assert Figure("x", 1e9, "ms").is_met


def test_a_goal_can_be_the_least() -> None:
    assert Figure("x", 95.0, "%", 95, at_least=True).is_met
    assert not Figure("x", 94.9, "%", 95, at_least=True).is_met
    assert "≥ 95" in Figure("x", 96.0, "%", 95, at_least=True).line()


def test_a_missed_goal_is_shown() -> None:
    assert "MISSED" in Figure("x", 21.0, "ms", 20).line()
    assert "met" in Figure("x", 19.0, "ms", 20).line()


def test_the_percentile_is_a_measured_value() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
    assert percentile([7.0], 0.95) == 7.0


def test_the_goal_is_the_medians() -> None:
    median, slow = median_and_p95("x", [1.0, 2.0, 30.0], "ms", 20)

    assert (median.value, median.goal) == (2.0, 20)
    assert (slow.value, slow.goal) == (30.0, None)
