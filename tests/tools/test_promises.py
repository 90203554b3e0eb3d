# SPDX-License-Identifier: Apache-2.0
"""docs/asvs.csv and docs/threat-model.md name only tests and documents that are there, and leave nothing without either."""
import csv, re, sys
from pathlib import Path
from sentences import run

HOW = {"test", "document", "deviation", "not applicable"}
LEVELS = {"1": 70, "2": 183}  # of ASVS 5.0.0
THREATS = 19

def tests():
    """The sentences of all tests."""
    found = set()
    for f in Path("tests").rglob("*.c"):
        found.update(re.findall(r"cmocka_unit_test\w*\(\s*(\w+)", f.read_text()))
    for f in Path("tests").rglob("*.py"):
        found.update(re.findall(r"(?m)^def (\w+)\(root\)", f.read_text()))
    for f in Path("tests").rglob("*.mjs"):
        found.update(name.replace("\\'", "'") for name in re.findall(r"(?m)^  '((?:[^'\\]|\\.)+)'", f.read_text()))
    return found

def is_there(name, known):
    return Path(name[5:]).is_file() if name.startswith("file:") else name in known

def items():
    lines = [l for l in Path("docs/asvs.csv").read_text().splitlines() if not l.startswith("#")]
    return list(csv.DictReader(lines))

def fault_of(item, known):
    by = item["by"].strip()
    if item["how"] not in HOW or not by or not item["what"].strip():
        return "neither a test, a document nor a reason"
    if item["how"] == "test":
        return next((f"no such test: {name}" for name in by.split(";") if not is_there(name, known)), None)
    return f"no such document: {by}" if item["how"] == "document" and not Path(by).is_file() else None

def every_item_of_the_standard_has_a_test_or_a_reason(root):
    known, found = tests(), items()
    assert len({i["id"] for i in found}) == len(found)
    for level, n in LEVELS.items():
        assert sum(i["level"] == level for i in found) == n, level
    faults = {i["id"]: fault for i in found if (fault := fault_of(i, known))}
    assert not faults, faults

def every_threat_has_tests_that_are_there(root):
    known, text = tests(), Path("docs/threat-model.md").read_text()
    rows = {m[1]: m[2].split("|") for m in re.finditer(r"(?m)^\| (TM-\d+) \|(.*)\|$", text)}
    assert list(rows) == [f"TM-{n}" for n in range(1, THREATS + 1)], list(rows)
    for threat, cells in rows.items():
        names = re.findall(r"`([^`]+)`", cells[2])
        assert names, f"{threat} names no test"
        for name in names:
            assert is_there(name, known), f"{threat}: no such test: {name}"

# Sentences say that it is not asked; statements, tables, codes and imports do not know the word.
def no_column_and_no_code_is_of_where_somebody_is_from(root):
    word = re.compile(r"immigra|nationalit|citizen|country_of|birth_?place|\bvisa\b|passport|undocumented", re.I)
    files = [f for place in ("sql", "src/domain", "src/app", "src/store", "src/wire") for f in Path(place).rglob("*") if f.is_file()]
    assert len(files) > 200
    found = [f"{f}: {m[0]}" for f in files if f.suffix in (".sql", ".c", ".h", ".csv", ".json", ".txt", ".tsv") and (m := word.search(f.read_text()))]
    assert not found, found

def views():
    return {f: f.read_text() for f in Path("views").rglob("*.html")}

# By its name, or by what a password manager is told of it.
SECRET = re.compile(r'<input\b(?=[^>]*(?:name="(?:password|old|pin|new_pin|present|chosen|kept)"|autocomplete="(?:current|new)-password"))'
                    r'(?![^>]*type="(?:checkbox|radio)")[^>]*>')

def every_password_and_pin_is_typed_masked(root):
    found = [tag for text in views().values() for tag in SECRET.findall(text)]
    assert len(found) > 10 and not [tag for tag in found if 'type="password"' not in tag], found

def no_page_and_no_script_knows_of_pasting(root):
    files = [*Path("views").rglob("*.html"), *Path("static/js").rglob("*.js")]
    assert len(files) > 150 and not [f for f in files if re.search(r"paste|\boncopy\b", f.read_text(), re.I)]

# Whole documents are the frame of all desks, two apps with a way out of their own, and a paper to print.
def every_page_of_somebody_signed_in_has_the_way_out(root):
    whole = {str(f) for f, text in views().items() if "<!doctype" in text}
    assert whole == {"views/layout/begin.html", "views/field/shell.html", "views/carry/shell.html", "views/report/paper.html"}, whole
    frame = Path("views/layout/begin.html").read_text()
    way_out = frame[frame.index("{{if person}}"):].partition("{{end}}")[0]
    assert '<form method="post" action="/sign-out">' in way_out and "<button" in way_out, way_out

# libcurl verifies certificates and names as it comes; it follows nothing where it is told so.
def no_client_of_ours_follows_a_redirect_or_trusts_a_stranger(root):
    code = {f: f.read_text() for f in Path("src").rglob("*.c")}
    clients = [f for f, text in code.items() if "curl_easy_init" in text]
    assert clients and not [f for f, text in code.items() if re.search(r"CURLOPT_(PROXY_)?SSL_VERIFY|CURLOPT_(DOH_)?SSL_OPTIONS|FOLLOWLOCATION, [^0]", text)]

# What nobody may guess is made by crypto_random and what stands on it; the phone asks crypto.getRandomValues.
def nothing_secret_is_drawn_from_a_guessable_number(root):
    guessable = {".c": r"\b(?:s?rand|s?random|[dejlmn]rand48|rand_r|random_r)\(", ".js": r"\bMath\.random\b"}
    files = [f for place in ("src", "static/js") for f in Path(place).rglob("*") if f.suffix in guessable]
    found = {str(f) for f in files if re.search(guessable[f.suffix], f.read_text())}
    assert len(files) > 400 and found == {"static/js/sync.js"}, found  # how long a phone waits before it tries again

# No question is asked whose answer a neighbour knows, and nothing hints at a password.
def signing_in_asks_for_nothing_but_address_password_and_code(root):
    pages = [f.read_text() for f in Path("views/account").rglob("*.html")]
    names = {name for page in pages for name in re.findall(r'<(?:input|select|textarea)\b[^>]*\bname="(\w+)"', page)}
    carried, passkeys = {"step", "next", "token", "held", "held_path"}, {"name", "username"}
    assert names == {"email", "password", "present", "code"} | carried | passkeys, names

# What hangs from a record goes with it, of tables too that no test fills.
def every_statement_that_destroys_is_called(root):
    said = re.findall(r"(?m)^-- name: (dispose_\w+)", Path("sql/enforcement/disposal.sql").read_text())
    code = Path("src/app/disposal_app.c").read_text()
    assert len(said) > 15 and not [name for name in said if not re.search(rf"&q_{name}\b", code)], said

def an_orphan_is_seen(root):
    item = {"what": "x", "how": "test", "by": "an_orphan_is_seen"}
    assert fault_of(item, tests()) is None
    assert fault_of(item | {"by": "an_orphan_is_seen;nobody_wrote_this"}, tests())
    assert fault_of(item | {"by": ""}, tests()) and fault_of(item | {"how": "later"}, tests())
    assert fault_of(item | {"how": "document", "by": "docs/none.md"}, tests())

run(sys.modules[__name__])
