# SPDX-License-Identifier: Apache-2.0
"""The sheet for the Hub as a file: no name, no place, no day and no number of a case, neither in its words nor in what
it says of itself; and `doorstep city set hub` switches the Hub off and on."""
import contextlib, re, subprocess, sys, urllib.request, uuid, zlib
from city import PROGRAM
from sentences import run
from served import served

def info_of(pdf):
    """The information dictionary, as the file has it: key and value."""
    at = int(re.findall(rb"/Info (\d+) 0 R", pdf)[-1])
    body = re.findall(rb"\n%d 0 obj\n<<(.*?)>>\nendobj" % at, pdf, re.S)[-1]
    return {k.decode(): v for k, v in re.findall(rb"/(\w+) (\((?:\\.|[^)\\])*\)|<[0-9A-Fa-f]*>)", body)}

def text_of(value):
    if value.startswith(b"<"):
        return bytes.fromhex(value[1:-1].decode()).decode("utf-16")
    return value[1:-1].decode()

def every_byte(pdf):
    out = [pdf]
    for piece in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        with contextlib.suppress(zlib.error):
            out.append(zlib.decompress(piece))
    return b"\n".join(out)

def the_sheet(s):
    case, matter = (str(uuid.UUID(bytes=b)) for b in
                    s.rows("care", "select casefile, id from hub_matter where state = 'filter-3'")[0])
    head = {"Authorization": "Bearer " + s.token("case-manager")}
    with urllib.request.urlopen(urllib.request.Request(f"{s.url}/cases/{case}/hub/{matter}/sheet.pdf", None, head)) as a:
        return case, matter, a.headers, a.read()

def the_sheet_tells_nothing_of_whose_it_is(root):
    with served(root) as s:
        case, matter, head, pdf = the_sheet(s)
        words = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True).stdout
        assert b"40 to 59" in words and b"May lose the home" in words, words
        assert head["Content-Disposition"] == 'inline; filename="sheet.pdf"', head["Content-Disposition"]
        page = s.ask("case-manager", f"/cases/{case}")[1].decode()
        where = re.search(r'<p class="ds-lede">([^<]+)', page)[1]
        secrets = ["June", "617-555-0172", *where.split(",")[:1], case, matter, case[-12:], matter[-12:]]
        every = every_byte(pdf) + words
        for secret in secrets:
            for form in (secret, secret.replace("-", "")):
                assert form.encode() not in every and form.encode("utf-16-be") not in every, form

def its_file_says_the_month_and_who_made_it_and_nothing_more(root):
    with served(root) as s:
        pdf = the_sheet(s)[3]
        info = {k: text_of(v) for k, v in info_of(pdf).items()}
        assert set(info) <= {"Title", "Author", "Creator", "Producer", "CreationDate", "ModDate"}, info
        assert info["Title"] == "Sheet for the Hub" and info["Author"].startswith("Harborview"), info
        assert info["Creator"] == "Doorstep" and info["Producer"].startswith("cairo "), info
        for key in ("CreationDate", "ModDate"):
            assert re.fullmatch(r"(D:)?\d{6}01000000.*", info[key]), info
        assert b"/Metadata" not in pdf and b"<x:xmpmeta" not in every_byte(pdf) and b"rdf:RDF" not in every_byte(pdf)
        assert b"/ID" not in re.findall(rb"trailer(.*?)startxref", pdf, re.S)[-1]

def switched_off_the_hub_is_not_there_and_switched_on_it_is_as_it_was(root):
    with served(root) as s:
        case = the_sheet(s)[0]
        def set_to(word):
            done = subprocess.run([PROGRAM, "city", "set", "hub", word, "--data", str(s.data)], capture_output=True, text=True)
            return done.returncode, done.stderr
        assert s.ask("case-manager", f"/cases/{case}/hub")[0] == 200
        status, said = set_to("perhaps")
        assert status == 1 and "on or off" in said, said
        assert set_to("off")[0] == 0
        assert s.ask("case-manager", f"/cases/{case}/hub")[0] == 404
        assert b"/hub" not in s.ask("case-manager", f"/cases/{case}")[1]
        assert set_to("on")[0] == 0
        assert b"Filter 3" in s.ask("case-manager", f"/cases/{case}/hub")[1]

run(sys.modules[__name__])
