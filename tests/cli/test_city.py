# SPDX-License-Identifier: Apache-2.0
"""A city from its first minute on, at the command line."""
import sqlite3, subprocess, sys
from city import City, PROGRAM, doorstep
from sentences import run

def a_new_city_prints_one_link_and_no_password(root):
    status, said = doorstep("init", root / "c", "--city", "St. John's", "--timezone", "America/New_York")
    assert status == 0 and said.count("/welcome#") == 1 and "password" not in said.lower(), said
    assert f"Copy {root}/c/keys now" in said and "where no backup of the city lies" in said, said

def a_second_city_in_the_same_place_is_refused(root):
    city = City(root)
    status, said = doorstep("init", city.dir, "--city", "B", "--timezone", "America/New_York")
    assert status == 1 and "already holds a city" in said, said

def a_word_that_a_command_does_not_know_is_named_with_those_it_knows(root):
    status, said = doorstep("keys", "rotat")
    assert status == 2 and 'keys knows no "rotat"; it knows rotate, retire' in said, said

def a_first_word_that_needs_a_second_names_those_there_are(root):
    for words, said in ((["export"], "export needs a second word; it knows public-records"),
                        (["export", "--help"], "export needs a second word; it knows public-records"),
                        (["export", "foo"], 'export knows no "foo"; it knows public-records'),
                        (["audit"], "audit needs a second word; it knows verify, who-saw"),
                        (["exp"], 'no command "exp"; `doorstep help` lists all')):
        assert doorstep(*words) == (2, f"doorstep: {said}\n"), doorstep(*words)

def the_help_of_serve_names_the_keys(root):
    status, said = doorstep("serve", "--help")
    assert status == 0 and "--keys DIR" in said, said

def a_time_zone_that_nobody_knows_is_refused_before_anything_is_made(root):
    status, said = doorstep("init", root / "c", "--city", "B", "--timezone", "America/Nowhere")
    assert status == 2 and "America/Nowhere" in said and not (root / "c").exists(), said

def a_first_address_that_is_none_is_refused_before_anything_is_made(root):
    for email in ("ada", "ada@", "@testham.example", "ada@testham@example", "ada @testham.example"):
        status, said = doorstep("init", root / "c", "--city", "B", "--timezone", "America/New_York", "--admin", email)
        assert status == 2 and "e-mail address" in said and not (root / "c").exists(), (email, said)

def settings_that_do_not_fit_are_refused_before_anything_is_made(root):
    status, said = doorstep("init", root / "c", "--city", "B", "--timezone", "America/New_York",
                            "--idp-secrets", root / "c/secrets")
    assert status == 2 and "is within the data directory" in said and not (root / "c").exists(), said

def a_file_where_the_folder_should_be_is_named_in_one_sentence(root):
    (root / "c").write_text("a letter")
    status, said = doorstep("init", root / "c", "--city", "B", "--timezone", "America/New_York")
    assert status == 1 and f"{root}/c is a file" in said and said.count("\n") == 1, said
    assert (root / "c").read_text() == "a letter"

def usage_has_one_space_between_its_words(root):
    for words in (["keys", "--help"], ["doctor", "--help"], ["doctor", "x"], ["migrate", "x"]):
        said = doorstep(*words)[1].split("\n")[0]
        assert "usage: doorstep " + words[0] in said and "  " not in said and said == said.rstrip(), said

def a_lost_store_is_missed_and_not_made_anew(root):
    city = City(root)
    for store in ("care", "enforcement", "registry", "photos"):
        for lost in (city.dir / f"{store}.db", city.dir / f"{store}.db-wal", city.dir / f"{store}.db-shm"):
            if lost.exists():
                lost.rename(root / lost.name)
        status, said = city.run("user", "list")
        assert status == 1 and f"stores.{store}" in said and "not there" in said, said
        assert not (city.dir / f"{store}.db").exists(), store
        for kept in root.glob(f"{store}.db*"):
            kept.rename(city.dir / kept.name)
    assert city.run("user", "list")[0] == 0

def keys_that_others_can_read_are_refused(root):
    city = City(root)
    (city.dir / "keys").chmod(0o755)
    status, said = city.run("user", "list")
    assert status == 1 and "open to others: chmod" in said, said

def a_city_says_what_it_is_told_and_nothing_else(root):
    city = City(root)
    assert city.run("city", "set", "inspections", "beside")[0] == 0
    assert city.said("city")[0]["inspections"] == "beside"
    for name, value, why in (("inspections", "both", "own or beside"), ("provider_hours", "always", "hours such as"),
                             ("practice_months", "0", "1 to 60"), ("mayor", "x", "has no")):
        status, said = city.run("city", "set", name, value)
        assert status == 1 and why in said, said
    assert city.said("city")[0]["inspections"] == "beside"

def the_settings_say_which_ones_the_city_keeps(root):
    city = City(root)
    status, said = city.run("settings")
    assert status == 0 and "doorstep city set" in said, said
    for name in city.said("city")[0]:
        assert f"\n    {name}\n" in said, name

def approve(city, lines):
    db = sqlite3.connect(city.dir / "registry.db")
    with db:
        [code] = db.execute("select city from city").fetchone()
        db.executemany("insert into legal_line values (?, ?, ?, 'Counsel', '2026-11-02', x'00', 'test', 0)",
                       [(code, line, lang) for line, lang in lines])
    db.close()

def a_city_begins_when_every_legal_line_is_approved_and_only_once(root):
    city = City(root)
    texts = [(line, lang) for line in ("permission", "consent", "card") for lang in ("en", "es", "pt", "ht")]
    approve(city, texts)
    status, said = city.run("city", "begin")
    assert status == 1 and "not approved: agreement, en" in said and "no name and day yet: 1;" in said, said
    approve(city, [("agreement", "en")])
    status, said = city.run("city", "begin")
    assert status == 0 and "has begun" in said, said
    status, said = city.run("city", "begin")
    assert status == 0 and "had begun already" in said, said

def beyond_this_machine_it_answers_by_https_and_nothing_else(root):
    city = City(root)
    for address in ("0.0.0.0", "192.0.2.1", "::", "::ffff:0.0.0.0"):
        done = subprocess.run([PROGRAM, "serve", "--port", "0", "--listen", address, "--data", str(city.dir)],
                              timeout=30, capture_output=True, text=True) # a server that starts would stay
        status, said = done.returncode, done.stderr
        assert status == 2 and "in clear" in said and said.count("\n") == 1, (address, status, said)

run(sys.modules[__name__])
