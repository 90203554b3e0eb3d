# SPDX-License-Identifier: Apache-2.0
"""`doorstep doctor` tries what only a try shows: the certificate that phones meet, and
whether the mail server lets us in.  With real certificates and a server that talks."""
import json, os, re, socket, ssl, subprocess, sys
from contextlib import contextmanager
from certificate import certificate, free_port
from city import City, PROGRAM, doorstep
from mail_server import mail_server
from sentences import run
from served import served as demonstration
from started import started

@contextmanager
def served(city, at, port):
    words = ["serve", "--data", city.dir, "--port", port, "--public-url", f"https://localhost:{port}",
             "--tls-cert", at / "cert.pem", "--tls-key", at / "key.pem"]
    server = subprocess.Popen([PROGRAM, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        server.stdout.readline() # it is ready
        yield
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()

def doctor(city, *words, authority=None):
    """{check: line}; the certificates' authority is ours when one is named."""
    env = os.environ | ({"SSL_CERT_FILE": str(authority)} if authority else {})
    done = subprocess.run([PROGRAM, "doctor", "--json", "--data", city.dir, *map(str, words)], env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return {line["check"]: line for line in json.loads(done.stdout)}

def certificate_line(root, days, trusted=True):
    certificate(root, days)
    city, port = City(root), free_port()
    with served(city, root, port):
        found = doctor(city, "--public-url", f"https://localhost:{port}", authority=root / "ca.pem" if trusted else None)
    return found["status.name_certificate"]

def the_advice_on_backups_can_be_run_as_it_is_printed(root):
    city = City(root)
    todo = doctor(city)["status.name_backup"]["todo"]
    advised = re.findall(r"doorstep ([a-z]+ [A-Z]+(?: --\w+(?: [A-Z]+)?)*)", todo)
    assert len(advised) == 2, todo
    for words in map(str.split, advised):
        status, said = doorstep(*({"DIR": root / "copy", "CITY": city.dir}.get(w, w) for w in words))
        assert status == 0, (words, said)
    assert (root / "copy").is_dir() and doctor(city)["status.name_backup"]["todo"] is None

def a_free_port_is_told_as_what_it_is(root):
    line = doctor(City(root), "--port", 0)["status.name_address"]
    assert line["state"] == "told" and "localhost" not in line["says"] and "the port that serve prints" in line["says"], line

def spoken(port, version, ciphers="ALL:@SECLEVEL=0"):
    """What a client gets who speaks nothing else, the old things too; None: it is turned away."""
    client = ssl.create_default_context()
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    client.set_ciphers(ciphers)
    client.minimum_version = client.maximum_version = version
    try:
        with socket.create_connection(("127.0.0.1", port)) as s, client.wrap_socket(s) as tls:
            return tls.cipher()[0]
    except (ssl.SSLError, ConnectionError):
        return None

def only_tls_that_is_whole_is_spoken_and_the_strongest_first(root):
    certificate(root, 90)
    tls, port = ssl.TLSVersion, free_port()
    with served(City(root), root, port):
        assert spoken(port, tls.TLSv1) is None and spoken(port, tls.TLSv1_1) is None
        assert spoken(port, tls.TLSv1_3) == "TLS_AES_256_GCM_SHA384"
        assert spoken(port, tls.TLSv1_2, "ECDHE+AES128:ECDHE+AES256") == "ECDHE-ECDSA-AES256-GCM-SHA384"
        for weak in ("ECDHE+SHA1", "ECDHE+SHA256:!AESGCM:!CHACHA20", "kRSA", "AECDH:@SECLEVEL=0"):
            assert spoken(port, tls.TLSv1_2, weak) is None, weak

def a_certificate_for_long_is_in_order(root):
    line = certificate_line(root, 90)
    assert line["state"] == "good" and "89 days" in line["says"], line

def a_certificate_that_nobody_renews_is_worth_a_look(root):
    line = certificate_line(root, 15)
    assert line["state"] == "look" and "bad-day.md" in line["todo"], line

def a_certificate_with_few_days_is_to_be_mended(root):
    assert certificate_line(root, 4)["state"] == "mend"

def a_certificate_that_phones_do_not_trust_is_to_be_mended(root):
    line = certificate_line(root, 90, trusted=False)
    assert line["state"] == "mend" and "turn away" in line["says"], line

def an_address_that_does_not_speak_https_is_to_be_mended(root):
    with mail_server({}) as port:
        line = doctor(City(root), "--public-url", f"https://localhost:{port}")["status.name_certificate"]
    assert line["state"] == "mend" and "does not speak https" in line["says"], line

def a_key_that_is_missing_or_open_is_named(root):
    city = City(root)
    (city.dir / "keys/link.key").chmod(0o644)
    assert "link.key is open to others: chmod" in city.run("doctor")[1]
    (city.dir / "keys/link.key").unlink()
    assert "link.key is missing" in city.run("doctor")[1]

def a_folder_without_a_city_is_named(root):
    status, said = doorstep("doctor", "--data", root)
    assert status == 2 and f"no city is in {root}" in said, said

def an_expired_certificate_is_to_be_mended(root):
    assert certificate_line(root, -1)["state"] == "mend"

def an_address_where_nobody_answers_is_worth_a_look(root):
    line = doctor(City(root), "--public-url", f"https://localhost:{free_port()}")["status.name_certificate"]
    assert line["state"] == "look", line

def a_mail_server_that_lets_us_in_is_in_order(root):
    with mail_server({}) as port:
        line = doctor(City(root), "--smtp-url", f"smtp://127.0.0.1:{port}")["status.name_mail"]
    assert line["state"] == "good" and "lets us in" in line["says"], line

def a_mail_server_that_turns_us_away_is_to_be_mended(root):
    with mail_server({"EHLO": "250-mail.example\r\n250 AUTH PLAIN", "AUTH": "535 who are you"}) as port:
        line = doctor(City(root), "--smtp-url", f"smtp://us:wrong@127.0.0.1:{port}")["status.name_mail"]
    assert line["state"] == "mend" and "does not let us in" in line["says"], line

def no_password_goes_to_another_machine_in_clear(root):
    heard = []
    with mail_server({"EHLO": "250-mail.example\r\n250 AUTH PLAIN"}, heard) as port:
        line = doctor(City(root), "--smtp-url", f"smtp://us:sesame-77@mail.localhost:{port}")["status.name_mail"]
    assert line["state"] == "mend" and "TLS" in line["todo"] and "AUTH" not in heard and "EHLO" in heard, (line, heard)

def a_mail_server_that_is_silent_is_to_be_mended(root):
    line = doctor(City(root), "--smtp-url", f"smtp://127.0.0.1:{free_port()}")["status.name_mail"]
    assert line["state"] == "mend" and "does not answer" in line["says"], line

def the_password_of_the_mail_server_is_not_told(root):
    city = City(root)
    with mail_server({"EHLO": "250-mail.example\r\n250 AUTH PLAIN", "AUTH": "535 no"}) as port:
        said = city.run("doctor", "--smtp-url", f"smtp://us:sesame-77@127.0.0.1:{port}")[1]
    assert "sesame-77" not in said, said

def every_line_that_wants_something_says_what_to_do(root):
    for line in doctor(City(root), "--smtp-url", "smtp://127.0.0.1:1").values():
        assert (line["todo"] is not None) == (line["state"] in ("mend", "look")), line

def what_a_served_city_may_not_ask_about_its_clock_its_status_says(root):
    with demonstration(root) as city:
        pass
    with started(city) as s:
        assert b"may not ask how its clock is kept" in s.ask("admin", "/status")[1]

run(sys.modules[__name__])
