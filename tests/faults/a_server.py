"""A real server as a process of its own, a workshop in it, and clients that speak as docs/protocol.md says."""

import contextlib
import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import websockets

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = itertools.count(int(time.time() * 1000))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


class Server:
    """`python -m digibarometer serve` on a data folder."""

    def __init__(self, data, **environment):
        self.data, self.port = Path(data), free_port()
        left_out = {"DATABASE_URL", "BUS_URL", "BASE_URL", "DIGIBAROMETER_DATA", "DJANGO_SETTINGS_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        self.environment = {**kept, "DIGIBAROMETER_DATA": str(data), **environment}
        if "EMAIL_URL" in environment:  # then links go out by mail
            self.environment.setdefault("BASE_URL", self.address)
        self.process = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command):
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def make_workshop(self):
        """A workshop with a leader, before the server is started; what a client must know of it."""
        if "DATABASE_URL" not in self.environment:
            folder, numbers = prepared.with_a_workshop()
            prepared.copy_to(self.data, folder)
            return numbers
        self.run("-m", "digibarometer", "migrate", "--data", str(self.data))
        return json.loads(self.run("-c", prepared.WORKSHOP).splitlines()[-1])

    def start(self):
        log = (self.data / "server.log").open("ab")
        command = [sys.executable, "-m", "digibarometer", "serve", "--port", str(self.port), "--data", str(self.data)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def wait(self, seconds=300):
        """Until it answers; when that was."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"{self.address}/health/").status_code == 200:
                    return time.monotonic()
            assert self.process.poll() is None, (self.data / "server.log").read_text()[-3000:]
            time.sleep(0.02)
        raise AssertionError("The server never answered.")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


def join(server, code, role="official", first_name=""):
    """Come in as a phone does; (the live address's path, the cookie)."""
    with httpx.Client(base_url=server.address, follow_redirects=False) as browser:
        form = browser.get(f"/j/{code}/")
        field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
        said = {"role": role, "first_name": first_name, "unit": "", "csrfmiddlewaretoken": field}
        answer = browser.post(f"/j/{code}/", data=said, headers={"Referer": f"{server.address}/j/{code}/"})
        assert answer.status_code == 302, answer.text
        return f"{answer.headers['location']}live/phone", f"seat={answer.cookies['seat']}"


class Line:
    """One screen over a WebSocket: what it was told, by kind."""

    def __init__(self, server, path, cookie):
        self.url, self.cookie = f"ws://127.0.0.1:{server.port}{path}", cookie
        self.acknowledged, self.refused, self.panels, self.screens = set(), {}, {}, []
        self.socket = None

    async def open(self):
        self.socket = await websockets.connect(self.url, additional_headers={"Cookie": self.cookie})
        await self.until(lambda: self.screens)

    async def hear(self):
        frame = json.loads(await self.socket.recv())
        if "ack" in frame:
            self.acknowledged.add(frame["ack"])
        elif "refused" in frame:
            self.refused[frame["refused"]] = frame
        elif "screen" in frame:
            self.screens.append(frame["screen"])
        elif "panel" in frame:
            self.panels[frame["panel"]] = frame["html"]
        return frame

    async def until(self, there, seconds=60):
        """Listen until something holds."""
        import asyncio

        async with asyncio.timeout(seconds):
            while not there():
                await self.hear()

    async def send(self, do, **fields):
        """Send an action; its id."""
        action = {"do": do, "id": f"t{next(NUMBERS)}", "number": next(NUMBERS), **fields}
        await self.socket.send(json.dumps(action))
        return action["id"]


async def until_closed(line):
    """All that comes until the server closes the line."""
    heard = []
    import asyncio

    async with asyncio.timeout(60):
        try:
            while True:
                heard.append(await line.hear())
        except websockets.ConnectionClosed:
            return heard


def sign_out(server, cookie):
    """Sign out as people do, in the browser that has this cookie."""
    with httpx.Client(base_url=server.address, headers={"Cookie": cookie}) as browser:
        page = browser.get("/accounts/logout/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        cookies = f"{cookie}; csrftoken={page.cookies['csrftoken']}"
        said = {"csrfmiddlewaretoken": token}
        answer = browser.post("/accounts/logout/", data=said, headers={"Cookie": cookies, "Referer": server.address})
        assert answer.status_code == 302, answer.text


def press(browser, address, button="", **said):
    """Send a page's form to the address of one of its buttons; the answer."""
    field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(address).text)[1]
    headers = {"Referer": str(browser.base_url)}
    answer = browser.post(address + button, data={"csrfmiddlewaretoken": field, **said}, headers=headers)
    assert answer.status_code == 302, answer.text
    return answer


def make_here():
    """Make a workshop with a leader in the database that the environment names, and print what a client must know."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "digibarometer.settings"
    django.setup()
    from django.conf import settings
    from django.test import Client

    from digibarometer.accounts.models import Membership, User
    from digibarometer.places.models import Municipality
    from digibarometer.questions.agenda_templates.schema import find_template
    from digibarometer.questions.models import QuestionSet
    from digibarometer.workshops.factory import create_workshop
    from digibarometer.workshops.models import Group
    from digibarometer.workshops.snapshot import load_snapshot

    eva = User.objects.create_user("eva@example.se", None)
    salem = Municipality.objects.get(pk="0128")
    Membership.objects.create(user=eva, municipality=salem)
    made = create_workshop(salem, "Prov", QuestionSet.objects.latest("pk"), find_template("heldag"), eva)
    for number in (1, 2):
        Group.objects.create(workshop=made, number=number)
    step = next(step for step in load_snapshot(made.pk).steps if step.kind == "assessment" and step.area_id)
    phases = {phase.kind: phase.pk for phase in reversed(load_snapshot(made.pk).phases_of(step))}
    made.update_and_bump_version(phase_id=phases["alone"], state="open")
    leader = Client()
    leader.force_login(eva, "allauth.account.auth_backends.AuthenticationBackend")
    cookie = leader.cookies[settings.SESSION_COOKIE_NAME].value
    snapshot = load_snapshot(made.pk)
    print(
        json.dumps(
            {
                "workshop": made.pk,
                "code": made.code,
                "version": snapshot.version,
                "phases": phases,
                "questions": [question.pk for question in snapshot.questions_of(step.area_id)],
                "all_questions": [question.pk for question in snapshot.questions],
                "leader": f"{settings.SESSION_COOKIE_NAME}={cookie}",
                "board": made.board_secret,
            }
        )
    )
