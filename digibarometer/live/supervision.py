"""What must run for as long as the server does: begun again when it fails, and given up loudly if it fails on."""

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

MAX_FAILURES = 5  # of one task within WITHIN_SECONDS; after that the whole process is begun anew
WITHIN_SECONDS = 60.0
EXIT_CODE = 70  # EX_SOFTWARE of sysexits(3): systemd's Restart=on-failure starts it again


def end_process() -> None:
    """End this process at once. What has been acknowledged is in the database."""
    logging.shutdown()
    os._exit(EXIT_CODE)


async def keep_running(
    name: str, run: Callable[[], Awaitable[None]], give_up: Callable[[], None] = end_process
) -> None:
    """Run this for good: log what it fails with and begin again, more and more slowly; `give_up` if it fails on."""
    failures: list[float] = []
    while True:
        try:
            await run()
            raise RuntimeError(f"{name} has ended by itself.")
        except Exception:
            now = time.monotonic()
            failures = [*(at for at in failures if at > now - WITHIN_SECONDS), now]
            if len(failures) >= MAX_FAILURES:
                log.critical(
                    "%s has failed %s times; the server ends, to be started anew.", name, MAX_FAILURES, exc_info=True
                )
                give_up()
                return
            log.exception("%s has failed and begins again.", name)
        await asyncio.sleep(0.05 * 4 ** (len(failures) - 1))
