# SPDX-License-Identifier: Apache-2.0
"""An organisation's identity provider, set up at the command line."""
import http.client, sqlite3, subprocess, sys
from certificate import provider
from city import City, PROGRAM
from sentences import run

WHERE = "https://login.example.gov/realms/city"

def folder(root, *sides):
    secrets = root / "secrets"
    secrets.mkdir(0o700)
    for side in sides:
        path = secrets / f"{side}.secret"
        path.write_text("not to be seen\n")
        path.chmod(0o600)
    return secrets

def city_of(root, *sides):
    city = City(root)
    with open(city.dir / "doorstep.conf", "a") as conf:
        conf.write(f"idp.secrets = {folder(root, *sides)}\n")
    return city

def put(city, side="city", issuer=WHERE, *more):
    return city.run("city", "idp", "set", side, "--issuer", issuer, "--client", "doorstep",
                    "--name", "Testham", *more)

def it_is_set_shown_and_dropped_and_its_secret_is_in_no_store(root):
    city = city_of(root, "city")
    status, said = put(city)
    assert status == 0 and "/sign-in/back/city" in said, said
    [shown] = city.said("city", "idp")[0]
    assert (shown["side"], shown["issuer"], shown["passwords"]) == ("city", WHERE, True), shown
    for file in city.dir.rglob("*"):
        assert not file.is_file() or b"not to be seen" not in file.read_bytes(), file
    assert "not to be seen" not in said + city.run("city", "idp")[1] + city.run("settings")[1]
    assert city.run("city", "idp", "drop", "city")[0] == 0
    assert city.said("city", "idp") == [[]]

def what_cannot_be_is_refused_with_the_way_out(root):
    city = city_of(root, "city", "provider")
    for side, issuer, why in (("police", WHERE, "city or provider"), ("city", "http://login.example.gov", "https://"),
                              ("city", "http://127.0.0.1:9", "--near"), ("city", WHERE + "?x=1", "without query")):
        status, said = put(city, side, issuer)
        assert status != 0 and why in said, said
    assert put(city)[0] == 0
    status, said = put(city, "provider")
    assert status == 1 and "each organisation needs its own" in said, said

def a_secret_that_is_not_there_or_open_to_others_is_refused(root):
    city = city_of(root, "city")
    status, said = put(city, "provider")
    assert status == 1 and "provider.secret is not there" in said, said
    (root / "secrets/city.secret").chmod(0o644)
    status, said = put(city)
    assert status == 1 and "chmod 600" in said, said

def the_secrets_are_not_within_what_is_backed_up(root):
    city = City(root)
    status, said = city.run("city", "idp", "--idp-secrets", city.dir / "secrets")
    assert status == 2 and "is within the data directory" in said, said
    status, said = put(city)
    assert status == 1 and "idp.secrets names no folder" in said, said

def no_group_is_given_a_role_across_the_wall(root):
    city = city_of(root, "city", "provider")
    assert put(city)[0] == 0 and put(city, "provider", WHERE + "2")[0] == 0
    of = {"city": ("inspector", "supervisor", "intake", "leader", "records"),
          "provider": ("case-manager", "care-lead", "provider", "evaluator")}
    for side, other in (("city", "provider"), ("provider", "city")):
        for role in of[side]:
            assert city.run("city", "idp", "group", side, "All", role)[0] == 0
        for role in (*of[other], "admin", "privacy", "agency", "mayor"):
            status, said = city.run("city", "idp", "group", side, "All", role)
            assert status == 1 and f"it may give {of[side][0]}" in said, (role, said)
    [one, two] = city.said("city", "idp")[0]
    assert {g["role"] for g in one["groups"]} == set(of["city"])
    assert {g["role"] for g in two["groups"]} == set(of["provider"])
    assert city.run("city", "idp", "group", "city", "All", "none")[0] == 0
    assert city.said("city", "idp")[0][0]["groups"] == []

def passwords_end_only_beside_an_administrator_who_has_one(root):
    city = city_of(root, "city")
    off = ("city", "idp", "passwords", "city", "off")
    status, said = city.run(*off, "--keeper", "admin@localhost")
    assert status == 1 and "No identity provider is set" in said, said
    assert put(city)[0] == 0
    status, said = city.run(*off)
    assert status == 1 and "--keeper" in said, said
    status, said = city.run(*off, "--keeper", "admin@localhost") # invited, and no password yet
    assert status == 1 and "has chosen a password" in said, said
    with sqlite3.connect(city.dir / "registry.db") as db:
        db.execute("update person set password = 'x'")
    assert city.run(*off, "--keeper", "admin@localhost")[0] == 0
    assert city.said("city", "idp")[0][0]["passwords"] is False
    assert city.run("city", "idp", "passwords", "city", "on")[0] == 0
    assert city.said("city", "idp")[0][0]["passwords"] is True

def an_account_that_nobody_is_linked_to_is_not_unlinked(root):
    city = city_of(root, "city")
    assert put(city)[0] == 0
    status, said = city.run("city", "idp", "unlink", "city", "admin@localhost")
    assert status == 1 and "linked to nobody" in said, said

def a_provider_whose_certificate_nobody_vouches_for_is_told_nothing(root):
    city = city_of(root, "city")
    with provider(root) as p:
        status, said = put(city, "city", p.at, "--near")
        assert status == 0, said
        with subprocess.Popen([PROGRAM, "serve", "--data", str(city.dir), "--port", "0"], stdout=subprocess.PIPE, text=True) as server:
            try:
                at = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
                asking = http.client.HTTPConnection(at.removeprefix("http://"))
                asking.request("GET", "/sign-in/with/city")
                status = asking.getresponse().status
            finally:
                server.terminate()
    assert (status, p.asked) == (503, []), (status, p.asked)

run(sys.modules[__name__])
