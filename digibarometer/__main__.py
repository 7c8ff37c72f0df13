"""The command line: a line here for each command, which is the `main` of a module and takes the options by name."""

import argparse
import importlib
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured

from digibarometer import __version__


def command_line() -> argparse.ArgumentParser:
    """Every command, with its options and the module that carries it out."""
    parser = argparse.ArgumentParser(prog="digibarometer", description="Digibarometern: workshops on digital maturity.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, module: str, help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help)
        made.set_defaults(module=f"digibarometer.{module}")
        made.add_argument("--data", metavar="DIR", help="the data folder (else DIGIBAROMETER_DATA, else ./data)")
        return made

    serve = command("serve", "running.serve", "Run in production: migrates, then serves until stopped.")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")

    demo = command("demo", "demo.run", "Show the invented municipality Exempelby with a workshop going on.")
    demo.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    demo.add_argument("--lan", action="store_true", help="listen on the local network and print a QR code for phones")
    demo.set_defaults(data="data/demo")  # never the folder of a real server
    demo.add_argument("--fast", action="store_true", help="play the whole workshop in about six minutes")

    simulate = command("simulate", "simulation.runner", "Let simulated people take part in a room.")
    simulate.add_argument("--room", required=True, metavar="CODE", help="the room's six digits")
    simulate.add_argument("--people", type=int, default=24, help="how many (24)")
    simulate.add_argument(
        "--address", default="http://localhost:8000", help="where the server is (http://localhost:8000)"
    )

    check = command("check", "running.check_content", "Say what is wrong with a content file (questions, agenda).")
    check.add_argument("file", metavar="FILE")
    backup = command("backup", "running.backup", "Copy the SQLite database, also while the server runs.")
    backup.add_argument("file", nargs="?", metavar="FILE", help="where to (a dated file in the data folder's backups)")
    restore = command("restore", "running.restore", "Put a backup in the database's place; the server must be stopped.")
    restore.add_argument("file", metavar="FILE")
    command("migrate", "running.migrate", "Bring the database up to date (serve does it by itself).")
    command("duties", "running.scheduled_jobs", "Do what is due (serve does it by itself, once a minute).")
    command("documents", "reports.documents.worker", "Make the documents that wait (serve does it by itself).")
    verify = command("verify", "reports.documents.packages", "Say whether an archive package or a share file is whole.")
    verify.add_argument("file", metavar="FILE")
    gather = command(
        "import-share", "reports.documents.share.importer", "Take in share files that municipalities sent."
    )
    gather.add_argument("files", nargs="+", metavar="FILE")
    gather.add_argument("--examples", action="store_true", help="also files whose figures are invented")
    admin = command("create-admin", "running.create_admin", "Make an account that may do everything.")
    admin.add_argument("email", metavar="EMAIL")
    return parser


def main() -> None:
    """Carry out what the command line says. Exits with 2 when the settings cannot be used."""
    options = vars(command_line().parse_args())
    module = options.pop("module")
    if data := options.pop("data"):
        os.environ["DIGIBAROMETER_DATA"] = data
    if "port" in options:
        os.environ["DIGIBAROMETER_PORT"] = str(options["port"])
    os.umask(0o077)  # what is kept is nobody else's to read
    os.environ["DJANGO_SETTINGS_MODULE"] = "digibarometer.settings"
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        print(f"digibarometer: {wrong}", file=sys.stderr)
        sys.exit(2)
    importlib.import_module(module).main(**options)


if __name__ == "__main__":
    main()
