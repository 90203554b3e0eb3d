# SPDX-License-Identifier: Apache-2.0
"""Every command of docs/bad-day.md, as it stands there, on a city of its own."""
import os, re, shutil, subprocess, sys
from city import City, PROGRAM, PROJECT
from sentences import run

PAGES = re.split(r"(?m)^## ", (PROJECT / "docs/bad-day.md").read_text())

def commands(page):
    return [line for block in re.findall(r"```sh\n(.*?)```", page, re.S) for line in block.splitlines()]

def bad_day(at):
    """A city with people, its keys kept apart, and what the page's words stand for."""
    city = City(at)
    for who in ("inspector", "leaver"):
        status, said = city.run("user", "add", f"{who}@harborview.example", "--name", who, "--role", "inspector")
        assert status == 0, said
    (at / "backups").mkdir()
    shutil.copytree(city.dir / "keys", at / "keys")
    (at / "bin").mkdir()
    (at / "bin/doorstep").symlink_to(os.path.abspath(PROGRAM))
    return {"CITY": city.dir, "BACKUPS": at / "backups", "KEYS": at / "keys", "NEW": at / "new",
            "CASE": "01a20000-0000-7000-8000-000000000001", "PATH": f"{at}/bin:{os.environ['PATH']}"}

def does(page, words):
    for line in commands(page):
        done = subprocess.run(["sh", "-euc", line], env=os.environ | {k: str(v) for k, v in words.items()},
                              text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert done.returncode == 0, (line, done.stdout)

def every_command_of_every_page_does_what_it_says(root):
    words = bad_day(root)
    does(PAGES[0], words) # the nightly backup, on which the others stand
    tried = 0
    for page in PAGES[1:]:
        does(page, words)
        tried += len(commands(page))
    assert tried >= 9, tried

def a_stolen_phone_and_a_leaver_are_out_afterwards(root):
    words = bad_day(root)
    does(next(p for p in PAGES if p.startswith("Somebody leaves")), words)
    said = subprocess.run([PROGRAM, "user", "list", "--data", words["CITY"]], text=True, stdout=subprocess.PIPE).stdout
    assert re.search(r"disabled +leaver@", said) and not re.search(r"disabled +inspector@", said), said

run(sys.modules[__name__])
