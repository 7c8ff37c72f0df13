"""Let simulated people take part in a room that someone leads."""

import argparse
import sys
from urllib.error import HTTPError, URLError

from digibarometer.simulation.runner import SimulationConfig, run


def main(options: argparse.Namespace) -> None:
    """Come in by the room's code and take part until the workshop ends, or Ctrl-C. Exits with 1 where it cannot."""
    code = "".join(character for character in options.room if character.isdigit())
    print(f"{options.people} people come to {options.address}/j/{code}/. Ctrl-C sends them home.")
    try:
        run(SimulationConfig(options.address, code, options.people, unit=2.0))
    except* HTTPError as wrong:
        sys.exit(f"The room does not let anyone in ({wrong.exceptions[0]}). Is the code right, and not over?")
    except* URLError as wrong:
        sys.exit(f"Nobody answers at {options.address} ({wrong.exceptions[0]}).")
    except* KeyboardInterrupt:
        print("They have gone home.")
