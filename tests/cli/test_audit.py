# SPDX-License-Identifier: Apache-2.0
"""Signed heads of the audit chains go to a file elsewhere while the city is served, and who writes the chain anew with the
database's password is found by them."""
import contextlib, re, select, signal, sqlite3, subprocess, sys
from city import City, PROGRAM
from sentences import run

CUT = """delete from audit where no > 1;
         update head set audit_no = 1, audit_sha = (select sha from audit where no = 1)"""

@contextlib.contextmanager
def anchored(at):
    """A city with two rows of audit in its registry, and the file that a served one wrote of them."""
    city, heads = City(at), at / "elsewhere" / "heads"
    heads.parent.mkdir()
    for name in ("ana", "bo"):
        assert city.run("user", "add", f"{name}@city.example", "--name", name, "--role", "admin")[0] == 0
    server = subprocess.Popen([PROGRAM, "serve", "--data", city.dir, "--port", "0", "--audit-anchor", heads],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    with server.stdout:
        assert select.select([server.stdout], [], [], 60)[0], "it serves"
    for _ in range(600): # the round comes at once, on a thread of its own
        if heads.exists() and " registry " in heads.read_text():
            break
        select.select([], [], [], 0.1)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0
    yield city, heads

def verify(city, heads):
    return city.run("audit", "verify", "--anchor", heads)

def a_whole_chain_meets_its_heads(root):
    with anchored(root) as (city, heads):
        status, said = verify(city, heads)
        assert status == 0 and "whole" in said, said
        assert heads.stat().st_mode & 0o007 == 0

def a_chain_cut_off_with_its_head_is_found_by_the_file_alone(root):
    with anchored(root) as (city, heads):
        with contextlib.closing(sqlite3.connect(city.dir / "registry.db")) as db:
            db.executescript(CUT)
        assert city.run("audit", "verify")[0] == 0, "in itself it is sound"
        status, said = verify(city, heads)
        assert status == 1 and "registry: audit row 2 does not fit (cut)" in said, said

def a_line_that_this_city_did_not_sign_is_named(root):
    with anchored(root) as (city, heads):
        text = heads.read_text()
        heads.write_text(text.replace(" registry 3 ", " registry 2 ", 1) if " registry 3 " in text
                         else text.replace(" registry ", " care ", 1))
        status, said = verify(city, heads)
        assert status == 1 and "line 1 is no head that this city signed" in said, said
        status, said = verify(city, root / "nothing")
        assert status == 1 and "cannot read" in said, said

def a_file_without_a_head_proves_nothing(root):
    with anchored(root) as (city, heads):
        said = verify(city, heads)[1]
        assert re.search(r"registry +\d+ rows, whole, heads in the file: [1-9]", said), said
        heads.write_text("")
        status, said = verify(city, heads)
        assert status == 1 and "holds no head: it proves nothing" in said and "whole" not in said, said

run(sys.modules[__name__])
