"""Who sends most makes nobody else wait."""

from hypothesis import given
from hypothesis import strategies as st

from digibarometer.live.fair_queue import FairQueue
from digibarometer.live.limits import ACTIONS_AT_ONCE, ACTIONS_PER_SECOND, ActionRates, LinesPerAddress

lanes = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))


@given(st.lists(lanes, max_size=60))
def test_all_that_goes_in_comes_out_in_order_of_coming_within_a_lane(pushed):
    queue = FairQueue(depth=3)
    for number, lane in enumerate(pushed):
        queue.push(lane, (lane, number))
    assert len(queue) == len(pushed)
    firsts = dict(queue.first_items())
    assert firsts == {lane: pushed.index(lane) for lane in set(pushed)}
    out = [queue.pop() for _ in pushed]
    assert not queue
    assert sorted(out, key=lambda item: item[1]) == [(lane, number) for number, lane in enumerate(pushed)]
    for lane in set(pushed):
        numbers = [number for of, number in out if of == lane]
        assert numbers == sorted(numbers)


@given(st.integers(1, 200), st.integers(1, 5), st.integers(1, 6))
def test_each_takes_a_few_in_a_row_and_the_next_one_waits_for_no_more(many, others, in_a_row):
    queue = FairQueue(in_a_row=in_a_row)
    for number in range(many):
        queue.push(("big",), ("big", number))
    for number in range(others):
        queue.push((f"town {number}",), ("calm", number))
    out = [queue.pop() for _ in range(many + others)]
    before = min(many, in_a_row)
    assert out[: before + others] == [("big", n) for n in range(before)] + [("calm", n) for n in range(others)]


@given(st.integers(1, 500), st.integers(1, 5))
def test_who_comes_after_a_flood_waits_for_one_of_it_only(flood, others):
    queue = FairQueue(depth=3)
    for number in range(flood):
        queue.push(("big", 1, "eager"), number)
    for number in range(others):
        queue.push((f"town {number}", 2, "calm"), "calm")
    assert [queue.pop() for _ in range(others + 1)].count("calm") >= others


@given(st.lists(lanes, max_size=60), st.lists(st.tuples(st.integers(1, 64), st.integers(1, 64)), max_size=20))
def test_what_is_given_back_changes_nobodys_turn(pushed, batches):
    """Of what is taken for one transaction, what there was no time for stands where it stood."""
    queue, undisturbed = FairQueue(depth=3), FairQueue(depth=3)
    for number, lane in enumerate(pushed):
        queue.push(lane, (lane, number))
        undisturbed.push(lane, (lane, number))
    for most, there_is_time_for in batches:
        batch = [queue.pop() for _ in range(min(most, len(queue)))]
        for item in reversed(batch[there_is_time_for:]):
            queue.give_back(item[0], item)
        assert batch[:there_is_time_for] == [undisturbed.pop() for _ in batch[:there_is_time_for]]
    assert [queue.pop() for _ in range(len(queue))] == [undisturbed.pop() for _ in range(len(undisturbed))]


@given(st.lists(lanes, max_size=40), st.sets(st.integers(0, 39)))
def test_what_is_taken_out_is_gone_and_the_rest_keeps_its_order(pushed, taken):
    queue = FairQueue(depth=3)
    for number, lane in enumerate(pushed):
        queue.push(lane, (lane, number))
    out = queue.take(lambda item: item[1] in taken)
    assert {number for _, number in out} == {number for number in range(len(pushed)) if number in taken}
    rest = [queue.pop() for _ in range(len(queue))]
    assert len(out) + len(rest) == len(pushed)
    for lane in set(pushed):
        numbers = [number for of, number in rest if of == lane]
        assert numbers == sorted(numbers)


def test_a_seat_has_one_rate_over_all_its_lines_and_its_flood_is_not_counted_as_its_rooms():
    rates = ActionRates()
    waits = [rates.wait(1, "p1") for _ in range(int(ACTIONS_AT_ONCE) + 40)]
    assert not any(waits[: int(ACTIONS_AT_ONCE)])
    assert waits[-1] > 0.5 * 40 / ACTIONS_PER_SECOND
    assert rates.wait(1, "p2") == 0
    assert rates.buckets[1, ""].left > 3_500


def test_an_address_may_have_so_many_lines_and_no_more(monkeypatch):
    monkeypatch.setattr("digibarometer.live.limits.MAX_LINES_PER_ADDRESS", 2)
    lines = LinesPerAddress()
    assert [lines.open("a"), lines.open("a"), lines.open("a"), lines.open("b")] == [True, True, False, True]
    lines.close("a")
    assert lines.open("a")
