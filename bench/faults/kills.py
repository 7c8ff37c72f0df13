"""Rounds of kill -9: of one process, or of both at once."""

import asyncio
import random
import time
from typing import Any

from bench.faults.stage import Stage


async def round_of_kills(on: Stage) -> dict[str, Any]:
    """Kill while people act, start again, and hold everything against what was promised."""
    on.crowd.go_on()
    await asyncio.sleep(0.5 + random.random())
    before = on.crowd.count()
    killed = random.sample(on.servers, random.randint(1, len(on.servers)))
    for server in killed:
        server.kill()
    if random.random() < 0.3:
        await asyncio.sleep(random.random())
    began = time.monotonic()
    for server in killed:
        server.start()
    up = await on.up()
    judged = await on.judged(up)
    judged["acknowledged"] -= before["acknowledged"]
    judged["refused"] -= before["refused"]
    return {"kills": len(killed), "start": round(up - began, 2), **judged}
