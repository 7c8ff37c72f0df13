"""What there is no time for in one transaction waits, and costs the room nothing meanwhile."""

from digibarometer.live.writer import Outcome
from tests.live.small_registry import Say, Sitting, Small, running, until


async def test_while_much_waits_about_as_much_is_taken_as_can_be_kept(monkeypatch):
    """There is time for three in each transaction here."""
    small, taken = Small(), []
    async with running(small, monkeypatch) as engine:

        def three_at_most(batch):
            taken.append(len(batch))
            return Outcome(batch[:3], batch[3:])

        monkeypatch.setattr(engine.write_queue.writer, "write", three_at_most)
        row = engine.registry.components[0].rules[0]
        asked = [
            engine.write_queue.enqueue(row, Say(id=f"a{number}", number=number), Sitting(f"p{number % 5}"))
            for number in range(100)
        ]
        await until(lambda: all(one.done() for one in asked))
        assert taken[0] == 64
        assert max(taken[1:]) <= 6
        assert all(one.result() is None for one in asked)
