# SPDX-License-Identifier: Apache-2.0
"""Whatever residents told, no command gives it out but those that are there for it."""
import base64, csv, sys, uuid
from city import PROJECT
from outputs import CHANGE, READ, commands, outputs
from sentences import run
from served import served

WORD = "Quillfeather"
# What holds care on purpose.  The nightly file for the own case system and a case's export are asked for by people with a
# right to the case (docs/record.md, docs/rights.md).
BY_PURPOSE = {("breach names", "residents.csv"): "names and telephones for a notice, asked for by --names"}

def residents():
    """Names and numbers of the furnished households, where they are no common word."""
    rows = list(csv.DictReader((PROJECT / "data/demo/cases.csv").open()))
    return {r["call_name"] for r in rows if len(r["call_name"]) > 5 and "." not in r["call_name"]} | {
        r["phone"] for r in rows if r["phone"]}

def writings(word):
    raw = word.encode()
    yield from (raw, raw.hex().encode(), word.encode("utf-16-le"), word.encode("utf-16-be"))
    if word[:3] == "617":
        yield word.replace("-", "").encode()
    for before in range(3):
        coded = base64.b64encode(b"?" * before + raw)[4:(before + len(raw)) // 3 * 4]
        if len(coded) > 7:
            yield coded

def holding(found, words):
    return {(*where, word) for where, data in found.items() for word in words for w in writings(word) if w in data}

def plant(s, root):
    """A note, a person of the household and how to reach her; and files of others that are refused."""
    case = str(uuid.UUID(bytes=s.rows("care", "select id from casefile where state = 'contacted' order by id")[0][0]))
    for path, form in (("notes", {"id": uuid.uuid4(), "note": f"{WORD} told us"}),
                       ("household/people", {"id": uuid.uuid4(), "rev": 0, "name": WORD, "relation": "child"})):
        status, said = s.ask("care-lead", f"/cases/{case}/{path}", form)
        assert status == 200 and WORD.encode() in said, (path, status)
    (root / "in").write_text(f"number,outcome,date,note\n24-{WORD},reached,2026-01-02,{WORD}\n{WORD},cured,{WORD},{WORD}\n")
    (root / "in.folder").mkdir()
    return {"case": case, "in": str(root / "in")}

def every_command_is_read_or_said_to_give_out_nothing(root):
    known = {name for name in commands()}
    told = {n.removesuffix(" public").removesuffix(" html").removesuffix(" occupant").removesuffix(" names") for n in READ}
    assert len(known) > 30 and known == told | set(CHANGE), known ^ (told | set(CHANGE))

def no_command_gives_out_what_residents_told(root):
    words = {WORD} | residents()
    assert len(words) > 40, words
    with served(root) as s:
        given = plant(s, root)
        found = outputs(s, root, given)
        found["serve", "its log"] = s.log.read_bytes()
    assert len(found) > 60 and all(found[k] for k in found if k[1] == "said"), sorted(found)
    held = holding(found, words)
    assert {where[:2] for where in held} == set(BY_PURPOSE), sorted(held)

def a_word_in_any_writing_is_found(root):
    for data in (b"x Quillfeather", b"UXVpbGxmZWF0aGVy", b"5175696c6c66656174686572", "Quillfeather".encode("utf-16-le")):
        assert holding({("a", "b"): data}, {WORD}), data
    assert holding({("a", "b"): b"call 6175550141"}, {"617-555-0141"}) and not holding({("a", "b"): b"quill"}, {WORD})

run(sys.modules[__name__])
