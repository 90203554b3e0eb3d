# SPDX-License-Identifier: Apache-2.0
"""rotated.py -- a city whose care key is rotated: its households, and what they are sealed with."""
import re, sqlite3
from city import City, doorstep

HEAD = ("external_id,received_at,closed_at,source,address,unit,urgency,referred_for,services_provided,prior_services,"
        "outcome,language,contacted_at\n")

def history(root, city, first, n):
    rows = root / f"history{first}.csv"
    rows.write_text(HEAD + "".join(f"case-{i},2026-01-0{1 + i % 9},,inspector,{i} Gull Street,{i},routine,food,,no,open,es,\n"
                                   for i in range(first, first + n)))
    status, said = doorstep("import", "referrals", rows, "--data", city)
    assert status == 0, said

def key_ids(home):
    """How many households are sealed with which key."""
    with sqlite3.connect(f"file:{home}/care.db?mode=ro", uri=True) as db:
        return dict(db.execute("select hex(substr(wrapped_key, 2, 4)), count(*) from resident where wrapped_key is not null"
                               " group by 1").fetchall())

def kept(home):
    return sorted(p.name for p in (home / "keys").iterdir() if re.search(r"-[0-9a-f]{16}\.(key|pem)$", p.name))

def rotated(home, *more):
    status, said = doorstep("keys", "rotate", "--data", home, *more)
    assert status == 0 and "Nothing in the store needs the older key" in said, said

def retired(home, *more):
    status, said = doorstep("keys", "retire", "--data", home, *more)
    assert status == 0 and "is removed" in said, said
    assert not kept(home)

def a_city_with(root, n):
    city = City(root)
    history(root, city.dir, 0, n)
    return city

def backed_up(root, n):
    """The same, and its backup in `before`."""
    city = a_city_with(root, n)
    status, said = city.run("backup", root / "before")
    assert status == 0, said
    return city
