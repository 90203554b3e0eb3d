# SPDX-License-Identifier: Apache-2.0
"""A mail server's report of what it could not deliver becomes a task, once."""
import sqlite3, subprocess, sys, uuid
from city import PROGRAM, furnished
from sentences import run

REPORT = """From: MAILER-DAEMON@mail.example
Message-ID: <5f0c-of-the-daemon@mail.example>
Content-Type: multipart/report; report-type=delivery-status

Status: 5.1.1

Message-ID:
 <{mail}@city.example>
Subject: x
"""

def report(city, text):
    done = subprocess.run([PROGRAM, "bounced", "--data", str(city.dir)], input=text, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout

def letter(city, event):
    mail = uuid.uuid4()
    with sqlite3.connect(city.dir / "care.db") as db:
        name = db.execute("select city from head limit 1").fetchone()[0]
        db.execute("insert into outbox (city, id, event, recipient, template, lang, args, created_at, due_at, tries, sent_at)"
                   " values (?, ?, ?, 'x@y.example', 'request-sent', 'en', '{}', 1, 1, 1, 2)", (name, mail.bytes, event))
    return mail

def returned(city):
    with sqlite3.connect(city.dir / "care.db") as db:
        return db.execute("select recipient, referral from mail_returned").fetchall()

def a_report_names_the_letter_and_comes_twice_but_is_one_task(root):
    city, referral = furnished(root), uuid.uuid4()
    mail = letter(city, f"referral:{referral}:1")
    for _ in range(2):
        status, said = report(city, REPORT.format(mail=mail))
        assert status == 0 and "1 came back" in said, said
    assert returned(city) == [("x@y.example", referral.bytes)]

def a_letter_about_nothing_sent_is_no_task(root):
    city = furnished(root)
    status, said = report(city, REPORT.format(mail=letter(city, f"answer:{uuid.uuid4()}:2")))
    assert status == 0 and returned(city) == [], said

def a_report_of_another_program_is_refused(root):
    city = furnished(root)
    status, said = report(city, REPORT.format(mail=uuid.uuid4()))
    assert status == 1 and "names no letter of this city" in said, said
    assert report(city, "")[0] == 1 and returned(city) == []

run(sys.modules[__name__])
