"""Pages are served in order, by threads that last; who has left is not served."""

import asyncio
import threading

import pytest

from digibarometer.serving.request_queue import RequestQueue


async def never():
    await asyncio.Event().wait()


@pytest.fixture
async def lane():
    one = RequestQueue("test", 1)
    yield one
    one.stop()


async def held_up(lane):
    """Somebody is being served and will not be done until they are let go."""
    let_go = threading.Event()
    first = asyncio.create_task(lane.run(let_go.wait, order=(0, 0.0), receive=never))
    await asyncio.sleep(0)
    return let_go, first


async def test_who_came_first_is_served_first_whatever_the_order_of_asking(lane):
    served = []
    let_go, first = await held_up(lane)
    others = [
        asyncio.create_task(lane.run(served.append, order, order=order, receive=never))
        for order in [(1, 3.0), (1, 2.0), (0, 9.0), (1, 1.0)]
    ]
    await asyncio.sleep(0)
    let_go.set()
    await asyncio.gather(first, *others)
    assert served == [(0, 9.0), (1, 1.0), (1, 2.0), (1, 3.0)]


async def test_who_has_hung_up_while_waiting_costs_nothing(lane):
    served, gone = [], asyncio.Event()

    async def hangs_up():
        await gone.wait()
        return {"type": "http.disconnect"}

    let_go, first = await held_up(lane)
    left = asyncio.create_task(lane.run(served.append, "left", order=(0, 1.0), receive=hangs_up))
    stays = asyncio.create_task(lane.run(served.append, "stays", order=(0, 2.0), receive=never))
    await asyncio.sleep(0)
    gone.set()
    await left
    let_go.set()
    await asyncio.gather(first, stays)
    assert served == ["stays"]


async def test_a_page_that_fails_leaves_its_thread_to_the_next(lane):
    def fails():
        raise ValueError

    for _ in range(3):
        with pytest.raises(ValueError):
            await lane.run(fails, order=(0, 0.0), receive=never)
    assert await lane.run(lambda: "served", order=(0, 0.0), receive=never) == "served"


async def test_what_is_set_for_one_request_is_not_set_for_the_next(lane):
    from django.utils import translation

    await lane.run(translation.activate, "en", order=(0, 0.0), receive=never)
    assert await lane.run(translation.get_language, order=(0, 0.0), receive=never) == "sv"
