"""A mail server on loopback that speaks SMTP: it keeps what it takes, and can refuse or be silent."""

import socketserver
import threading
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any


class _Talk(socketserver.StreamRequestHandler):
    """One connection, line by line."""

    server: "MailServer"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.server.connections += 1
        if self.server.is_silent:
            self.server.closing.wait(30)
            return
        self.say("220 surel.contoh siap")
        for line in self.rfile:
            words = line.decode().strip()
            command = words.split(":")[0].upper().split(" ")[0]
            if command == "QUIT":
                self.say("221 selesai")
                return
            self.answer(command, words)

    def answer(self, command: str, words: str) -> None:
        if command == "EHLO":
            self.say("250-surel.contoh")
            self.say("250 8BITMIME")
        elif command == "RCPT" and any(name in words for name in self.server.refused):
            self.say("550 kotak surat tidak dikenal")
        elif command == "DATA":
            self.say("354 kirim, akhiri dengan titik")
            lines = iter(self.rfile.readline, b".\r\n")
            # A dot at the beginning of a line travels doubled.
            text = b"".join(line.removeprefix(b".") for line in lines)
            self.server.taken.append(message_from_bytes(text, policy=default))
            self.say("250 diterima")
        else:
            self.say("250 baik")


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port while the ``with`` lasts."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, *, is_silent: bool = False, refused: tuple[str, ...] = ()) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.is_silent, self.refused = is_silent, set(refused)
        self.taken: list[Message] = []
        self.connections = 0
        self.closing = threading.Event()

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.taken]
