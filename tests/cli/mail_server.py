# SPDX-License-Identifier: Apache-2.0
"""mail_server.py -- a mail server that says what a test tells it to."""
import socket, threading
from contextlib import contextmanager, suppress

@contextmanager
def mail_server(answers, heard=None):
    """Says its greeting, and then to each line what `answers` has for its first word; notes those in `heard`."""
    listening = socket.create_server(("127.0.0.1", 0))
    def talk():
        with suppress(ConnectionError):
            converse(listening.accept()[0])
    def converse(connection):
        with connection, connection.makefile("rw", newline="\r\n", errors="replace") as f:
            f.write("220 mail.example\r\n")
            f.flush()
            for line in f:
                if heard is not None:
                    heard.append((line.split() or [""])[0])
                f.write(answers.get((line.split() or [""])[0].upper(), "250 ok") + "\r\n")
                f.flush()
                if line.upper().startswith("QUIT"):
                    return
    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        thread.join(timeout=20)
        listening.close()
