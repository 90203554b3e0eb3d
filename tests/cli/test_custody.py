# SPDX-License-Identifier: Apache-2.0
"""Who holds the care key: systemd lends it, or the provider types it at each start and care is closed until then."""
import os, re, shutil, subprocess, sys, urllib.error, urllib.parse, urllib.request
from city import PROGRAM, City
from entrusted import entrusted
from sentences import run
from served import served
from started import started

def said_by(words, typed=None, env=None):
    done = subprocess.run([PROGRAM, *map(str, words)], input=typed or "", text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, env={**os.environ, **(env or {})})
    return done.returncode, done.stdout

def key_files(home):
    return sorted(p.name for p in (home / "keys").glob("care*"))

def a_furnished_city(at):
    with served(at) as city:
        case = re.findall(rb"/cases/[0-9a-f-]{36}(?=\")", city.ask("case-manager", "/cases")[1])[0].decode()
        return city, case

def city_doctor(city):
    return said_by(["doctor", "--data", city.data])[1]

def until_it_is_entered_inspections_go_on_and_care_says_that_it_is_closed(root):
    city, case = a_furnished_city(root)
    key, status, said = entrusted(city.data)
    assert status == 0 and key_files(city.data) == ["care-box.sealed"], said
    for file in city.data.rglob("*"):
        assert not file.is_file() or bytes.fromhex(key.replace("-", "")) not in file.read_bytes(), file
    with started(city, "--care-key-ask") as s:
        assert "closed until" in s.process.stdout.readline()
        assert s.ask("supervisor", "/desk")[0] == 200
        for path in ("/cases", case):
            status, page = s.ask("case-manager", path)
            assert status == 503 and b"Care is closed" in page, (status, page)
        said = city_doctor(city)
        assert "a command cannot see" in said and "provider has not" not in said, said
        assert b"Care is closed" in s.ask("admin", "/status")[1]
        assert b"entered at start" in s.ask("admin", "/ready")[1]
        s.type("0000-" * 15 + "0000")
        s.type(key[:-1])
        assert s.ask("case-manager", case)[0] == 503
        s.type(key)
        assert s.process.stdout.readline() == "Care is open.\n"
        assert s.ask("case-manager", case)[0] == 200 and s.ask("case-manager", "/cases")[0] == 200
        assert b"Care is closed" not in s.ask("admin", "/status")[1]
    with started(city) as s:
        assert "--care-key-ask" in s.process.stdout.readline()
        assert s.ask("case-manager", case)[0] == 503

def by_a_resident(s):
    form = {"lang": "en", "agree": "yes", "choices": "food", "message_ok": "yes", "urgency": "routine", "call_name": "Nadirabelle",
            "line": "12 Erie Street"}
    ask = urllib.request.Request(s.url + "/help/ask", urllib.parse.urlencode(form).encode(), {"Origin": s.url})
    try:
        with urllib.request.urlopen(ask) as a:
            return a.status, a.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()

def whoever_asks_for_help_meanwhile_is_told_that_nothing_of_it_is_kept(root):
    city, _ = a_furnished_city(root)
    key, _, _ = entrusted(city.data)
    with started(city, "--care-key-ask") as s:
        s.process.stdout.readline()
        before = s.rows("care", "select count(*) from casefile")
        status, page = by_a_resident(s)
        assert status == 503 and b"nothing of it is kept here" in page and b"your help card" in page, (status, page)
        assert s.rows("care", "select count(*) from casefile") == before
        assert not [f for f in city.data.rglob("*") if f.is_file() and b"Nadirabelle" in f.read_bytes()]
        s.type(key)
        assert s.process.stdout.readline() == "Care is open.\n"
        assert b"nothing of it is kept here" not in by_a_resident(s)[1]

def a_key_that_was_not_typed_again_stays_a_file(root):
    city = City(root)
    before = key_files(city.dir)
    _, status, said = entrusted(city.dir, lambda key: key[:-4] + "0000")
    assert status == 1 and "nothing is changed" in said, said
    assert key_files(city.dir) == before
    assert city.run("doctor")[0] in (0, 1) and city.run("keys")[0] == 0

def it_is_a_file_again_by_the_key_alone(root):
    city = City(root)
    key, _, _ = entrusted(city.dir)
    status, said = said_by(["keys", "rotate", "--data", city.dir])
    assert status == 1 and "bring-back" in said, said
    assert said_by(["keys", "bring-back", "--data", city.dir], "1234\n")[0] == 1
    assert key_files(city.dir) == ["care-box.sealed"]
    status, said = said_by(["keys", "bring-back", "--data", city.dir], key + "\n")
    assert status == 0 and key_files(city.dir) == ["care-box.pem", "care.key"], said
    assert city.run("keys", "rotate")[0] == 0

def a_backup_is_made_while_care_is_closed(root):
    city = City(root)
    entrusted(city.dir)
    status, said = city.run("backup", root / "backup")
    assert status == 0, said
    status, said = city.run("restore", root / "backup", "--check")
    assert status == 0, said

def what_systemd_lends_comes_before_the_folder_of_keys(root):
    city = City(root)
    lent = root / "lent"
    lent.mkdir(0o500 | 0o200)
    for name in ("care.key", "care-box.pem"):
        shutil.move(city.dir / "keys" / name, lent / name)
        (lent / name).chmod(0o400)
    status, said = city.run("keys")
    assert status == 1 and "care.key is missing" in said, said
    env = {"CREDENTIALS_DIRECTORY": str(lent)}
    assert said_by(["keys", "--data", city.dir], env=env)[0] == 0
    status, said = said_by(["keys", "rotate", "--data", city.dir], env=env)
    assert status == 1 and "systemd lends" in said, said
    (lent / "care.key").chmod(0o404)
    assert said_by(["keys", "--data", city.dir], env=env)[0] == 1

run(sys.modules[__name__])
