# SPDX-License-Identifier: Apache-2.0
"""The demonstration city's letters: whatever care knows, no PDF of an inspection does; the
child that makes them may be killed; and cards from the command line."""
import contextlib, os, re, signal, subprocess, sys, time, uuid, zlib
from city import City
from sentences import run
from served import served

CANARIES = ("Xanthippe Quillfeather", "617-555-0987", "zebrawood-crutch", "wintergreen soup")

def everything_in(pdf):
    """Its words as a reader has them, and every byte of it with its streams unpacked."""
    words = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True).stdout
    info = subprocess.run(["pdfinfo", "-"], input=pdf, stdout=subprocess.PIPE, check=True).stdout
    streams = []
    for piece in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        with contextlib.suppress(zlib.error):
            streams.append(zlib.decompress(piece))
    assert streams, "no stream could be unpacked"
    return words, b"\n".join([words, info, pdf, *streams])

def put_into_care(s):
    case = str(uuid.UUID(bytes=s.rows("care", "select id from casefile where state <> 'closed' limit 1")[0][0]))
    status, _ = s.ask("care-lead", f"/cases/{case}/notes", {"id": uuid.uuid4(), "note": "; ".join(CANARIES)})
    assert status == 200, status # the case, to which it leads on
    assert all(c.encode() in s.ask("care-lead", f"/cases/{case}")[1] for c in CANARIES)

def no_letter_of_any_inspection_holds_a_word_of_care(root):
    with served(root) as s:
        put_into_care(s)
        for n, id in enumerate(s.inspections()):
            for letter in ("order.pdf", f"occupant.pdf?lang={('en', 'es', 'pt', 'ht')[n % 4]}"):
                status, pdf = s.ask("supervisor", f"/inspections/{id}/{letter}")
                assert status == 200 and pdf.startswith(b"%PDF-"), (id, letter, status)
                words, every = everything_in(pdf)
                assert b"INSPECTION REPORT" in words
                for canary in CANARIES:
                    for word in (canary, *canary.split(" ")):
                        assert word.encode() not in every, (id, letter, word)
                        assert word.encode("utf-16-be") not in every, (id, letter, word)

def a_killed_child_costs_at_most_its_own_pdf(root):
    with served(root) as s:
        path = f"/inspections/{s.inspections()[0]}/order.pdf"
        keeper = int(subprocess.run(["pgrep", "-P", str(s.process.pid)], stdout=subprocess.PIPE, text=True).stdout.split()[0])
        assert s.ask("supervisor", path)[0] == 200
        for victim in (lambda: subprocess.run(["pgrep", "-P", str(keeper)], stdout=subprocess.PIPE, text=True).stdout.split()[0],
                       lambda: keeper):
            os.kill(int(victim()), signal.SIGKILL)
            time.sleep(0.2)
            first, second = s.ask("supervisor", path)[0], s.ask("supervisor", path)[0]
            assert first in (200, 503) and second == 200, (first, second)

def cards_come_from_the_command_line_and_never_over_a_file(root):
    city, out = City(root), root / "cards.pdf"
    status, said = city.run("cards", "--count", "9", "--lang", "ht", "--out", out)
    assert status == 1 and "case manager" in said.lower() and not out.exists(), said
    status, said = city.run("user", "add", "cm@city.example", "--name", "Rosa Diaz", "--role", "case-manager",
                            "--phone", "617-555-0155")
    assert status == 0, said
    status, said = city.run("cards", "--count", "9", "--lang", "ht", "--out", out)
    assert status == 0 and "9 cards" in said, said
    words, _ = everything_in(out.read_bytes())
    codes = re.findall(rb"\b[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}\b", words)
    assert len(set(codes)) == 9 and words.count(b"Rosa Diaz") == 9, words
    before = out.read_bytes()
    assert city.run("cards", "--count", "1", "--lang", "en", "--out", out)[0] == 1
    assert out.read_bytes() == before
    for count, lang in (("0", "en"), ("401", "en"), ("x", "en"), ("8", "fr")):
        status, said = city.run("cards", "--count", count, "--lang", lang, "--out", root / "no.pdf")
        assert status == 2 and said.count("\n") == 1, said

run(sys.modules[__name__])
