#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""json_python.py -- our JSON reader against Python's, over documents of a fixed seed.

usage: json_python.py JSON_TOOL [DOCUMENTS]

What ours accepts, Python must accept with the same value.  What only Python accepts must
have one of the reasons in STRICTER, and each reason must come up."""
import json, math, random, struct, subprocess, sys

DEPTH_MAX = 16
# Why ours is stricter (base/json.h): a sender that is ours writes none of these.
STRICTER = {
    "duplicate": "a name twice in one map: two readers could disagree on which counts",
    "nul": "NUL in a text: it would end the text early in C",
    "surrogate": "half of a surrogate pair: not UTF-8",
    "large": "an integer beyond 64 bits, or a real beyond a double",
    "word": "NaN and Infinity: not JSON (RFC 8259, 6)",
    "deep": f"more than {DEPTH_MAX} levels: the stack has an end",
}

class Reasons(set):
    """What in a document Python accepts and ours must not; filled while it is read."""
    def pairs(self, pairs):
        if len({name for name, _ in pairs}) < len(pairs):
            self.add("duplicate")
        return Map(pairs)
    def integer(self, digits):
        n = int(digits)
        if not -2**63 <= n < 2**63:
            self.add("large")
        return n
    def real(self, digits):
        if math.isinf(float(digits)):
            self.add("large")
        return float(digits)
    def word(self, word):
        self.add("word")
        return word

class Map(list):
    """Members in order, so that one that stands twice is not lost."""

def look_at(value, why, depth=0):
    if depth > DEPTH_MAX:
        why.add("deep")
    if isinstance(value, str):
        if "\0" in value:
            why.add("nul")
        if any("\ud800" <= c <= "\udfff" for c in value):
            why.add("surrogate")
    for item in value if isinstance(value, list) else ():
        if isinstance(value, Map):
            look_at(item[0], why, depth)
            item = item[1]
        look_at(item, why, depth + 1)

def python_reads(document):
    """(value, reasons), or None when it is refused."""
    why = Reasons()
    try:
        value = json.loads(document.decode("utf-8"), object_pairs_hook=why.pairs,
                           parse_int=why.integer, parse_float=why.real, parse_constant=why.word)
    except (ValueError, RecursionError):
        return None
    look_at(value, why)
    return value, why

def same(a, b):
    """1 and 1.0 and True are three things here, and 0.0 is not -0.0."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b

TEXTS = ['""', '"a"', '"\\u00e9"', '"\\ud83c\\udfe0"', '"\\ud800"', '"\\udc00x"', '"\\u0000"', '"é🏠"',
         '"\\n\\t\\"\\\\\\/\\b\\f\\r"', '"\x7f"', '"\\u001f"', '"\\ud800\\ud800"', '"\u2028"']
NUMBERS = ["0", "-0", "1", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
           "1.0", "-0.0", "1e2", "1E+2", "0.1", "1e400", "5e-324", "1e-400", "123456789012345678",
           "2.5e16", "1e17", "1.7976931348623157e308", "3.141592653589793"]
OTHER = ["true", "false", "null", "NaN", "Infinity", "-Infinity", "nul", "True", "01", "+1", ".5", "1.", "'a'"]
NAMES = ['"a"', '"b"', '"\\u0061"', '""', '"é"']

def make(rnd, depth):
    kind = rnd.random()
    space = rnd.choice(["", "", "", " ", "\n", "\t\r "])
    if depth > 0 and kind < 0.3:
        return "[" + space + ",".join(make(rnd, depth - 1) for _ in range(rnd.randrange(4))) + space + "]"
    if depth > 0 and kind < 0.6:
        names = rnd.sample(NAMES, rnd.randrange(4)) if rnd.random() < 0.9 else ['"a"', '"a"']
        return "{" + ",".join(f"{space}{n}{space}:{make(rnd, depth - 1)}" for n in names) + "}"
    pool = TEXTS if kind < 0.75 else OTHER if kind > 0.97 else NUMBERS
    return space + rnd.choice(pool) + space

def document(rnd):
    text = make(rnd, rnd.randrange(6))
    if rnd.random() < 0.03:
        deep = rnd.randrange(10, 22)
        text = "[" * deep + text + "]" * deep
    out = bytearray(text.encode())
    while rnd.random() < 0.25:  # bytes changed, dropped, put in
        at = rnd.randrange(len(out) + 1)
        out[at:at + rnd.randrange(2)] = rnd.choice([b"", b'"', b"\\", b",", b"}", b"]", b"\xff", b"\xc0\x80", b"0", b"\n"])
    return bytes(out)

def main(tool, count="20000"):
    rnd = random.Random(20261126)
    documents = [document(rnd) for _ in range(int(count))]
    done = subprocess.run([tool], input=b"".join(b"%d\n%s" % (len(d), d) for d in documents),
                          stdout=subprocess.PIPE, check=True)
    answers = done.stdout.decode().split("\n")[:-1]
    both, seen, bad = 0, dict.fromkeys(STRICTER, 0), []
    for text, ours in zip(documents, answers, strict=True):
        theirs = python_reads(text)
        if ours == "refused":
            if theirs and not theirs[1]:
                bad.append((text, "refused without a reason"))
            for why in theirs[1] if theirs else ():
                seen[why] += 1
        elif theirs is None or theirs[1]:
            bad.append((text, f"accepted against {theirs and sorted(theirs[1])}"))
        elif not same(theirs[0], python_reads(ours[len("accepted "):].encode())[0]):
            bad.append((text, f"became {ours}"))
        else:
            both += 1
    for text, what in bad[:20]:
        print(f"# {text!r}: {what}")
    print(f"{'not ok' if bad else 'ok'} - {len(documents)} documents, {both} read alike, {len(bad)} not")
    for why, times in seen.items():
        print(f"{'ok' if times else 'not ok'} - only ours refuses, {times} times: {STRICTER[why]}")
    sys.exit(bool(bad) or not all(seen.values()))

if __name__ == "__main__":
    main(*sys.argv[1:])
