# SPDX-License-Identifier: Apache-2.0
"""The care key is rotated while the city is served: killed anywhere it goes on, and everything stays readable."""
import re, signal, sqlite3, subprocess, sys, threading, time
from city import PROGRAM, doorstep
from rotated import a_city_with, history, kept, key_ids, retired, rotated
from sentences import run
from served import served

def every_household_is_under_the_new_key_and_the_old_one_is_removed(root):
    city = a_city_with(root, 120)
    before = key_ids(city.dir)
    status, said = city.run("keys")
    assert status == 0 and re.search(r"^care.key\t[0-9a-f]{16}$", said, re.M) and "beside" not in said, said
    rotated(city.dir)
    after = key_ids(city.dir)
    assert list(after.values()) == [120] and not set(before) & set(after), (before, after)
    assert len(kept(city.dir)) == 3
    assert "doorstep keys retire" in city.run("doctor")[1]
    retired(city.dir)
    assert "doorstep keys retire" not in city.run("doctor")[1]
    assert city.run("keys", "retire") == (0, "No older key is kept.\n")
    assert city.run("audit", "verify")[0] == 0

def a_program_reads_the_keys_as_json(root):
    city = a_city_with(root, 2)
    shown = dict(line.split("\t") for line in city.run("keys")[1].split("\n") if "\t" in line)
    assert len(shown) == 7 and city.said("keys") == [{"keys": shown, "entered": False, "older": [], "households_left": 0,
                                                      "others_left": 0}]
    rotated(city.dir)
    now, = city.said("keys")
    assert now["older"] == kept(city.dir) and now["keys"]["blind.key"] == shown["blind.key"], now
    assert now["keys"]["care.key"] != shown["care.key"], now

def what_is_under_the_old_key_yet_keeps_it(root):
    city = a_city_with(root, 2)
    with sqlite3.connect(city.dir / "care.db") as db:
        was = db.execute("select wrapped_key, id from resident limit 1").fetchone()
    rotated(city.dir)
    with sqlite3.connect(city.dir / "care.db") as db:
        db.execute("update resident set wrapped_key = ? where id = ?", was)
    status, said = city.run("keys", "retire")
    assert status == 1 and "households: 1," in said and "keys rotate" in said, said
    assert len(kept(city.dir)) == 3
    rotated(city.dir)
    retired(city.dir)

def a_rotation_said_twice_makes_no_second_key_but_by_word(root):
    city = a_city_with(root, 2)
    rotated(city.dir)
    made = kept(city.dir)
    status, said = city.run("keys", "rotate")
    assert status == 1 and "--again" in said and "keys retire" in said and kept(city.dir) == made, said
    rotated(city.dir, "--again")
    assert len(kept(city.dir)) == 2 * len(made)
    retired(city.dir)
    rotated(city.dir)  # none lies beside, so somebody means it

def people_read_and_write_while_it_is_rotated_killed_and_rotated_again(root):
    with served(root) as city:
        cases = sorted(set(re.findall(rb"/cases/[0-9a-f-]{36}(?=\")", city.ask("case-manager", "/cases")[1])))[:4]
        assert cases
        names = [re.search(rb"<h1[^>]*>.*?</h1>", city.ask("case-manager", c.decode())[1], re.S)[0] for c in cases]
        stop, wrong, looks = threading.Event(), [], [0]
        def reader():
            while not stop.is_set():
                for case, name in zip(cases, names):
                    status, page = city.ask("case-manager", case.decode())
                    looks[0] += 1
                    if status != 200 or name not in page:
                        wrong.append((status, page[:400]))
        def writer():
            n = 0
            while not stop.is_set():
                history(root, city.data, 1000 + 20 * n, 20)
                n += 1
        history(root, city.data, 0, 600)
        threads = [threading.Thread(target=t) for t in (reader, writer)]
        for t in threads:
            t.start()
        try:
            for after in (0.05, 0.1, 0.15, 0.2, 0.3, 0.5):
                if len(kept(city.data)) > 3:  # four are kept at most, and two may follow
                    break
                with subprocess.Popen([PROGRAM, "keys", "rotate", "--data", city.data], stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL) as rotating:
                    time.sleep(after)
                    rotating.send_signal(signal.SIGKILL)
            rotated(city.data, "--again")  # the last of them may have come to its end
        finally:
            stop.set()
            for t in threads:
                t.join()
        assert not wrong and looks[0] > 0, wrong[:1]
        rotated(city.data, "--again")  # what the writer's last commands began
        assert len(key_ids(city.data)) == 1
        retired(city.data, "--phones")
        for case, name in zip(cases, names):
            assert name in city.ask("case-manager", case.decode())[1]
        history(root, city.data, 900000, 3)
        assert len(key_ids(city.data)) == 1
    assert doorstep("audit", "verify", "--data", city.data)[0] == 0

def a_phone_that_seals_to_the_old_box_keeps_it_until_its_person_signs_in_or_it_is_given_up(root):
    city = a_city_with(root, 1)
    assert city.run("user", "add", "ida@testham.example", "--name", "Ida", "--role", "inspector")[0] == 0
    with sqlite3.connect(city.dir / "registry.db") as db:
        db.execute("update person set state = 'active'")
        db.execute("insert into device (city, id, person, public_key, label, enrolled_at, seen_at, waiting) select city,"
                   " randomblob(16), id, x'04', 'phone', 1, 1, 0 from person where email like 'ida%'")
    rotated(city.dir)
    status, said = city.run("keys", "retire")
    assert status == 1 and "signed in on since: 1." in said and "--phones" in said, said
    assert len(kept(city.dir)) == 3
    retired(city.dir, "--phones")

run(sys.modules[__name__])
