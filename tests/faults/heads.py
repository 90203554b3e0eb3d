# SPDX-License-Identifier: Apache-2.0
"""heads.py -- heads and bodies that two programs might read in two ways, and how each is
answered when another request stands behind it.

Two answers: the first was understood, whole, in the one way there is.  One: refused, and
the connection is over.  None: hung up on."""
HOST = "Host: localhost\r\n"
GET = "GET /healthz HTTP/1.1\r\n" + HOST
POST = "POST /api/v1/session HTTP/1.1\r\n" + HOST  # {} is read whole and is 422
LAST = "GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"
CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n"
REFUSED, NO_LENGTH, TOO_LONG, VERSION, HUNG_UP = [400], [411], [413], [505], []
READ, READ_BODY, NOT_THERE = [200, 200], [422, 200], [404, 200]

TABLE = [
    # two lengths
    ("length and encoding", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", REFUSED),
    ("encoding and length", POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", REFUSED),
    ("two lengths", POST + "Content-Length: 0\r\nContent-Length: 2\r\n\r\n{}", REFUSED),
    ("one length twice", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", REFUSED),
    ("length of an encoding of old", "POST /api/v1/session HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", NO_LENGTH),
    # lengths that are no number
    ("many zeros", POST + "Content-Length: 0000000000000000000002\r\n\r\n{}", REFUSED),
    ("no length", POST + "\r\n", READ_BODY),
    ("length named as a hop's", POST + "Connection: Content-Length\r\nContent-Length: 2\r\n\r\n{}", READ_BODY),
    ("GET with a body", GET + f"Content-Length: {len(LAST)}\r\n\r\n", TOO_LONG),
    # encodings: none is taken
    *[(f"encoding {how!r}", POST + f"Transfer-Encoding:{how}\r\n\r\n0\r\n\r\n", NO_LENGTH) for how in (
        " chunked", " CHUNKED", "\tchunked", " identity", " xchunked", " chunked, chunked", " chunked, identity",
        " gzip, chunked", ' "chunked"', " chunked;a=b", " chunked,", " chunked\0")],
    ("encoding, control", POST + "Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n", REFUSED),
    ("encoding twice", POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", REFUSED),
    ("encoding and space", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", REFUSED),
    ("encoding folded", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", REFUSED),
    ("encoding begun with a space", POST + " Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", REFUSED),
    ("encoding's name with NUL", POST + "Transfer-Encoding\0: chunked\r\nContent-Length: 2\r\n\r\n{}", REFUSED),
    ("another name", POST + "Transfer_Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", READ_BODY),
    ("GET chunked", GET + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", NO_LENGTH),
    *[(f"chunk {how!r}", CHUNKED + how + "0\r\n\r\n", NO_LENGTH) for how in (
        "2\r\n{}\r\n", "FFFFFFFFFFFFFFFFF\r\n{}\r\n", "10000000000000002\r\n{}\r\n", "-2\r\n{}\r\n", "0x2\r\n{}\r\n",
        "+2\r\n{}\r\n", " 2\r\n{}\r\n", "2 \r\n{}\r\n", "\r\n{}\r\n", "zz\r\n{}\r\n", "2;a=b\r\n{}\r\n", "2;a\n{}\r\n",
        "2\n{}\n", "2\r{}\r\n", "2\r\n{}", "2\r\n{}xx\r\n", "0" * 40 + "2\r\n{}\r\n", "2\r\n{}\r\n0\r\nContent-Length: 50\r\n\r\n")],
    # hosts
    ("two hosts", GET + "Host: elsewhere\r\n\r\n", REFUSED),
    ("no host", "GET /healthz HTTP/1.1\r\n\r\n", REFUSED),
    ("empty host", "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n", REFUSED),
    ("list of hosts", "GET /healthz HTTP/1.1\r\nHost: a, b\r\n\r\n", REFUSED),
    ("host and space", "GET /healthz HTTP/1.1\r\nHost : localhost\r\n\r\n", REFUSED),
    ("host of other letters", "GET /healthz HTTP/1.1\r\nHost: a/b@c\r\n\r\n", REFUSED),
    # the first line
    ("absolute form", "GET http://localhost/healthz HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("absolute form of another", "GET http://elsewhere/healthz HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("authority form", "CONNECT elsewhere:80 HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("asterisk form", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("two slashes", "GET //elsewhere/healthz HTTP/1.1\r\n" + HOST + "\r\n", NOT_THERE),
    ("CR in the address", "GET /healthz\r HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("NUL in the address", "GET /healthz\0x HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("fragment", "GET /healthz#x HTTP/1.1\r\n" + HOST + "\r\n", NOT_THERE),
    ("NUL in the method", "GE\0T /healthz HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("two spaces", "GET  /healthz HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("tabs", "GET\t/healthz\tHTTP/1.1\r\n" + HOST + "\r\n", HUNG_UP),
    ("space in the address", "GET /healthz x HTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("space behind", "GET /healthz HTTP/1.1 \r\n" + HOST + "\r\n", REFUSED),
    ("space before", " GET /healthz HTTP/1.1\r\n" + HOST + "\r\n", HUNG_UP),
    ("empty line before", "\r\n" + GET + "\r\n", READ),
    ("HTTP/0.9", "GET /healthz\r\n", REFUSED),
    ("HTTP/0.9 by name", "GET /healthz HTTP/0.9\r\n" + HOST + "\r\n", VERSION),
    ("HTTP/1.2", "GET /healthz HTTP/1.2\r\n" + HOST + "\r\n", READ),
    ("HTTP/1.10", "GET /healthz HTTP/1.10\r\n" + HOST + "\r\n", REFUSED),
    ("HTTP/2.0", "GET /healthz HTTP/2.0\r\n" + HOST + "\r\n", VERSION),
    ("small letters", "GET /healthz http/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("another protocol", "GET /healthz XTTP/1.1\r\n" + HOST + "\r\n", REFUSED),
    ("HTTP/2's greeting", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", VERSION),
    # lines
    ("folded", GET + "X: b\r\n c\r\n\r\n", REFUSED),
    ("folded first", "GET /healthz HTTP/1.1\r\n X: y\r\n" + HOST + "\r\n", REFUSED),
    ("LF alone", "GET /healthz HTTP/1.1\nHost: localhost\n\n", REFUSED),
    ("LF behind a header", "GET /healthz HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", REFUSED),
    ("LF hides a length", POST + "X: y\nContent-Length: 2\r\n\r\n{}", REFUSED),
    ("LF ends the head", GET + "X: y\r\n\n", REFUSED),
    ("CR behind a header", "GET /healthz HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n", REFUSED),
    ("CR hides a length", POST + "X: y\rContent-Length: 2\r\n\r\n{}", REFUSED),
    ("CR CR LF", "GET /healthz HTTP/1.1\r\r\n" + HOST + "\r\n", REFUSED),
    ("NUL in a value", GET + "X: a\0b\r\n\r\n", REFUSED),
    ("NUL in a name", GET + "X\0Y: b\r\n\r\n", REFUSED),
    ("space before the colon", GET + "X : b\r\n\r\n", REFUSED),
    ("no colon", GET + "nocolon\r\n\r\n", REFUSED),
    ("no name", GET + ": b\r\n\r\n", REFUSED),
    ("a name of other letters", GET + "X(a): b\r\n\r\n", REFUSED),
    ("control in a value", GET + "X: a\x01b\r\n\r\n", REFUSED),
    ("an empty value", GET + "X:\r\nY: z\r\n\r\n", READ),
    ("a tab in a value", GET + "X: a\tb\r\nY: z\r\n\r\n", READ),
    # what is offered is not taken up
    ("h2c", GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n\r\n", READ),
    ("another expectation", POST + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}", READ_BODY),
]
# libmicrohttpd 0.9.75 refuses these itself and says the head of its refusal twice; then it
# hangs up.  One answer all the same, by its length.
LIBRARY = [
    *[(f"length {how!r}", POST + f"Content-Length:{how}\r\n\r\n{{}}", REFUSED)
      for how in (" 2, 2", " +2", " -1", " 0x2", " 0 2", "")],
    *[(f"length {how}", POST + f"Content-Length: {how}\r\n\r\n{{}}", TOO_LONG)
      for how in (2**64, 2**64 + 2, 10**30)],
]
