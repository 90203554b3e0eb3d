# SPDX-License-Identifier: Apache-2.0
"""A folder that another system fills, and what a city says of itself."""
import os, signal, subprocess, sys, time
from city import PROGRAM, City
from elsewhere import city_with_people, file, rows
from sentences import run

PATIENCE_S = 60

def watched(city, folder):
    return subprocess.Popen([PROGRAM, "watch", "inspections", str(folder), "--data", str(city.dir)],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

def eventually(what, found):
    end = time.monotonic() + PATIENCE_S
    while not found():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.1)

def put(folder, name, text):
    """As another system does: written elsewhere, then renamed, a while ago."""
    part = folder / f"{name}.part"
    part.write_text(text)
    os.utime(part, (time.time() - 10, time.time() - 10))
    part.rename(folder / name)

def a_good_file_is_done_and_a_bad_one_refused_each_with_its_report(root):
    city = city_with_people(root)
    folder = root / "in"
    folder.mkdir()
    put(folder, "1.csv", file({}))
    put(folder, "2.csv", file({"external_id": "HV-2", "address": "9 Nowhere St"}))
    (folder / "3.csv.part").write_text("half")
    server = watched(city, folder)
    try:
        eventually("done/1.csv", lambda: (folder / "done/1.csv").exists())
        eventually("refused/2.csv", lambda: (folder / "refused/2.csv").exists())
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE_S)
    assert server.returncode == 0
    assert "1 accepted" in (folder / "done/1.csv.txt").read_text()
    report = (folder / "refused/2.csv.txt").read_text()
    assert "line 2" in report, report
    assert (folder / "3.csv.part").exists()
    assert rows(city, "select external_id from inspection") == [("HV-1",)]

def one_killed_in_the_middle_takes_the_file_again_and_nothing_twice(root):
    city = city_with_people(root)
    folder = root / "in"
    folder.mkdir()
    put(folder, "1.csv", file(*({"external_id": f"HV-{n}"} for n in range(200))))
    for n in range(3):
        server = watched(city, folder)
        time.sleep(0.05 * n)
        server.kill()
        server.wait()
    server = watched(city, folder)
    try:
        eventually("done/1.csv", lambda: (folder / "done/1.csv").exists())
    finally:
        server.kill()
        server.wait()
    assert rows(city, "select count(*), count(distinct external_id) from inspection") == [(200, 200)]

def a_city_says_what_it_is_told_and_nothing_else(root):
    city = City(root)
    assert city.run("city", "set", "inspections", "beside")[0] == 0
    assert city.said("city")[0]["inspections"] == "beside"
    for name, value, why in (("inspections", "both", "own or beside"), ("provider_hours", "always", "hours such as"),
                             ("practice_months", "0", "1 to 60"), ("mayor", "x", "has no")):
        status, said = city.run("city", "set", name, value)
        assert status == 1 and why in said, said
    assert city.said("city")[0]["inspections"] == "beside"

run(sys.modules[__name__])
