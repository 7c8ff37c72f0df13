"""What the live room stands on, as processes of our own on loopback: servers, PostgreSQL, and Valkey or Redis."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

KEY = "a key for the bench alone, the same for both processes"


def free_port() -> int:
    """A port on loopback that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class Server:
    """`digibarometer serve` on a data folder; the environment says which database and bus."""

    def __init__(self, folder: Path, environment: dict[str, str], before: tuple[str, ...] = ()):
        folder.mkdir(exist_ok=True)
        self.folder, self.port, self.before = folder, free_port(), before
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BUS_URL")},
            "DIGIBAROMETER_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "digibarometer.settings",
            "ALLOWED_HOSTS": "*",
            **environment,
        }

    def run(self, *command: str) -> None:
        """Run a Python command in the server's environment."""
        subprocess.run([sys.executable, *command], env=self.environment, check=True)

    def start(self) -> None:
        """Start it; it answers later."""
        command = [*self.before, sys.executable, "-m", "digibarometer", "serve", "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)

    def health(self) -> int:
        """The status of its health page; 0 where it does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=2) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def kill(self) -> None:
        """Kill it as a power cut does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Let it end."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


class Postgres:
    """A PostgreSQL that is run by somebody who is not root, as it demands."""

    def __init__(self, folder: Path):
        newest = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
        self.programs, self.data, self.port = newest, folder / "postgres", free_port()
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"
            self.data.mkdir()
            shutil.chown(self.data, self.user)
            folder.chmod(0o755)
        self._run("initdb", "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()

    @property
    def address(self) -> str:
        """What DATABASE_URL says."""
        return f"postgresql://test@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run(
            "pg_ctl", "-o", f"-h 127.0.0.1 -p {self.port} -k {self.data}", "-l", f"{self.data}/log", "-w", "start"
        )

    def stop(self, how: str = "fast") -> None:
        """Stop it: fast, or immediate as after a power cut."""
        self._run("pg_ctl", "-m", how, "-w", "stop")

    def _run(self, program: str, *given: str) -> None:
        command = [str(self.programs / program), "-D", str(self.data), *given]
        subprocess.run(command, user=self.user, cwd="/", check=True, stdout=subprocess.DEVNULL)


class Bus:
    """A Valkey or Redis that keeps nothing on disk."""

    def __init__(self) -> None:
        self.program, self.port = shutil.which("valkey-server") or shutil.which("redis-server"), free_port()
        self.start()

    @property
    def address(self) -> str:
        """What BUS_URL says."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [str(self.program), "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        self.process = subprocess.Popen(command, cwd="/tmp", stdout=subprocess.DEVNULL)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return

    def signal(self, which: signal.Signals) -> None:
        """Stop, continue or kill it."""
        self.process.send_signal(which)
        if which in (signal.SIGKILL, signal.SIGTERM):
            self.process.wait()
