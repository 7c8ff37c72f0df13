"""A post office for tests: takes the letters that the server sends, and keeps them in memory."""

import contextlib
import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

SAID_TO = {b"EHLO": b"250 here", b"HELO": b"250 here", b"QUIT": b"221 bye", b"DATA": b"354 go on"}


class _Counter(socketserver.StreamRequestHandler):
    """Speaks as much SMTP (RFC 5321) as a client without encryption needs."""

    server: "_Office"

    def handle(self):
        self._say(b"220 here")
        for line in self.rfile:
            word = line[:4].upper()
            self._say(SAID_TO.get(word, b"250 ok"))
            if word == b"DATA":
                lines = iter(self.rfile.readline, b".\r\n")
                letter = b"".join(line.removeprefix(b".") for line in lines)
                self.server.letters.append(message_from_bytes(letter, policy=policy.default))
                self._say(b"250 kept")
            elif word == b"QUIT":
                return

    def _say(self, answer):
        self.wfile.write(answer + b"\r\n")


class _Office(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    letters: list[EmailMessage]


@contextlib.contextmanager
def post_office():
    """Its address for EMAIL_URL, and the list of letters that come to it."""
    with _Office(("127.0.0.1", 0), _Counter) as office:
        office.letters = []
        threading.Thread(target=office.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{office.server_address[1]}", office.letters
        office.shutdown()
