"""Production on one machine: one process, one data folder; or one of many, with PostgreSQL and a bus."""

import logging
import os
import resource
import signal
import sys
import threading

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from digibarometer.reports.documents import worker
from digibarometer.running import backup, migrate, private_logging, scheduled_jobs
from digibarometer.serving.http import Http

log = logging.getLogger(__name__)
OPEN_FILES = 1_048_576
PING = 40.0  # seconds: often enough for proxies, which close what is silent for a minute; a ping costs half an action


def main(host: str, port: int) -> None:
    """Prepare the data folder, then serve until stopped."""
    private_logging.configure_private_logging()
    with backup.data_lock(alone=connection.vendor == "sqlite"):
        prepare()
        log.info("serving on http://%s:%s", host, port)
        if not settings.BASE_URL:
            log.warning("BASE_URL is not set, so links and QR codes begin with %s", settings.ADDRESS)
        try:
            run(host, port)
        finally:
            log.info("stopped")


def prepare() -> None:
    """Bring the database and the static files up to date."""
    with backup.preparation_lock():
        migrate.bring_up_to_date()
        call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()


def run(host: str, port: int) -> None:
    """Serve pages, the live room and what is due, until told to stop; then let what is under way finish."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)  # a phone is an open file
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES if most == resource.RLIM_INFINITY else most, most))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it once more when all is finished
    stopped = threading.Event()
    threading.Thread(target=scheduled_jobs.every_minute, args=[stopped], daemon=True).start()
    threading.Thread(target=worker.run_worker_loop, args=[stopped], daemon=True).start()
    try:
        uvicorn.run(
            "digibarometer.asgi:application",
            host=host,
            port=port,
            lifespan="on",
            http=Http,
            ws="websockets-sansio",  # measured: a third less work per action than the default, and shorter tails
            ws_max_size=64 * 1024,
            ws_per_message_deflate=False,
            ws_ping_interval=PING,
            ws_ping_timeout=PING,
            backlog=4096,  # after a restart, everybody comes back within seconds
            timeout_graceful_shutdown=10,
            proxy_headers=settings.BEHIND_PROXY,
            forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1"),
            server_header=False,
            access_log=False,
            log_config=None,
        )
    finally:
        stopped.set()
