# SPDX-License-Identifier: Apache-2.0
"""smuggle.py DOORSTEP -- says every one of heads.py, and behind it asks for /healthz and for
the connection's end: whoever takes a part of the first for a request of its own, or
swallows the second, is seen by the answers."""
import socket, sys
from concurrent.futures import ThreadPoolExecutor
from heads import GET, HOST, LAST, LIBRARY, POST, TABLE
from town import Town, run

def told(town, text):
    """The statuses of the answers, as their lengths divide them, and what is left over."""
    s, data, statuses = town.dial(), b"", []
    try:
        s.sendall((text + LAST).encode("latin-1"))
        while part := s.recv(65536):
            data += part
    except ConnectionError:
        pass
    s.close()
    while data.startswith(b"HTTP/1.1 ") and b"\r\n\r\n" in data:
        head, rest = data.split(b"\r\n\r\n", 1)
        length = next(int(l.split(b":")[1]) for l in head.split(b"\r\n") if l.lower().startswith(b"content-length:"))
        statuses.append(int(head[9:12]))
        data = rest[length:]
    return statuses, data

def differences(town, table, left_over):
    with ThreadPoolExecutor(16) as many:
        for (name, _, want), (got, rest) in zip(table, many.map(lambda row: told(town, row[1]), table)):
            if got != want or (rest and not left_over):
                yield f"{name}: {got}, not {want}{' and more' if rest else ''}"

def assert_as_told(table, left_over=False):
    different = list(differences(town, table, left_over))
    assert not different, "; ".join(different)

def each_is_read_in_the_one_way_there_is_or_refused():
    assert_as_told(TABLE)

def what_the_library_refuses_ends_the_connection():
    assert_as_told(LIBRARY, left_over=True)

def a_sound_head_is_read_wherever_the_network_cuts_it():
    text = POST + "X-Empty:\r\nCookie: a=b; c=d\r\nAccept: */*\r\nContent-Length: 2\r\n\r\n{}" + LAST
    def cut(at):
        s, got = town.dial(), b""
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in (text[:at], text[at:]) if at else text:
            s.sendall(part.encode())
        while part := s.recv(65536):
            got += part
        s.close()
        return b"HTTP/1.1 422 " in got and b"HTTP/1.1 200 " in got
    with ThreadPoolExecutor(16) as many:
        assert all(many.map(cut, range(len(text))))  # 0: every byte by itself

def a_large_sound_head_is_read():
    many = "".join(f"X-{n}: {'v' * (n % 40)}\r\n" for n in range(120))
    statuses, rest = told(town, GET + many + "\r\n")
    assert (statuses, rest) == ([200, 200], b""), statuses

def a_head_without_end_is_refused():
    for text in (GET + "X: " + "a" * 40000, GET + "X: a\r\n" * 9000, "GET /" + "a" * 40000 + " HTTP/1.1\r\n" + HOST):
        statuses, _ = told(town, text + "\r\n\r\n")
        assert statuses in ([431], [414], []), statuses  # the rest unread, the answer may be lost

def afterwards_all_is_well():
    assert town.alive() and town.get().status == 200

with Town(sys.argv[1]) as town:
    run([each_is_read_in_the_one_way_there_is_or_refused, what_the_library_refuses_ends_the_connection,
         a_sound_head_is_read_wherever_the_network_cuts_it, a_large_sound_head_is_read,
         a_head_without_end_is_refused, afterwards_all_is_well])
