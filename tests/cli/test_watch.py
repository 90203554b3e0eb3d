# SPDX-License-Identifier: Apache-2.0
"""A folder that another system puts its day into, while the city is served."""
import contextlib, os, signal, subprocess, sys, time
from city import PROGRAM
from sentences import run
from elsewhere import city_with_people, file, rows

@contextlib.contextmanager
def served(city, folder):
    with subprocess.Popen([PROGRAM, "serve", "--data", city.dir, "--port", "0", "--import-inspections", folder],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert "serves" in server.stdout.readline(), server.stderr.read()
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=30)

def until(what, found, seconds=60):
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.2)

def put(folder, name, text):
    (folder / f"{name}.part").write_text(text)
    (folder / f"{name}.part").rename(folder / name)

def visits(city):
    return rows(city, "select count(*) from inspection")[0][0]

def a_file_put_there_is_imported_within_a_minute_and_told_of(root):
    city, folder = city_with_people(root), root / "in"
    with served(city, folder):
        put(folder, "day.csv", file({}, {"external_id": "HV-2", "kind": "fire"}))
        put(folder, "bad.csv", "external_id,kind\nHV-9,routine\n")
        until("both are put away", lambda: {p.name for p in folder.iterdir()} == {"done", "refused"})
        assert visits(city) == 1
        said = (folder / "done/day.csv.txt").read_text()
        assert "day.csv line 3: refused" in said and "1 accepted, 0 unchanged, 1 refused" in said, said
        assert "inspector_email" in (folder / "refused/bad.csv.txt").read_text()
        put(folder, "day.csv", file({}))
        until("the second of that name", (folder / "done/day.csv.2").exists)
        assert "0 accepted, 1 unchanged" in (folder / "done/day.csv.2.txt").read_text()

def what_is_unfinished_or_no_file_is_left_alone(root):
    city, folder = city_with_people(root), root / "in"
    folder.mkdir()
    (root / "elsewhere.csv").write_text(file({"external_id": "HV-8"}))
    for name in ("a.csv.part", "b.csv.tmp", ".hidden.csv"):
        (folder / name).write_text(file({"external_id": name}))
    (folder / "link.csv").symlink_to(root / "elsewhere.csv")
    with served(city, folder), open(folder / "grows.csv", "w", encoding="utf-8") as growing:
        growing.write(file())
        put(folder, "day.csv", file({}))
        for n in range(12):
            growing.write(file({"external_id": f"HV-G{n}"}).splitlines()[1] + "\n")
            growing.flush()
            time.sleep(1)
        assert not (folder / "done/grows.csv").exists() and visits(city) == 1
        assert {p.name for p in folder.iterdir()} == {"done", "refused", "a.csv.part", "b.csv.tmp", ".hidden.csv", "link.csv", "grows.csv"}
        growing.close()
        until("it stands still", (folder / "done/grows.csv").exists)
    assert visits(city) == 13

def killed_in_the_middle_it_goes_on_and_takes_nothing_twice(root):
    city, folder = city_with_people(root), root / "in"
    day = file(*({"external_id": f"HV-{n}"} for n in range(4000)))
    with served(city, folder) as server:
        put(folder, "day.csv", day)
        until("a part of it is in", lambda: visits(city) > 0)
        os.kill(server.pid, signal.SIGKILL)
    before = visits(city)
    with served(city, folder):
        until("it is whole", (folder / "done/day.csv").exists)
    assert visits(city) == 4000
    print(f"# killed after {before} of 4000")
    assert "4000 rows" in (folder / "done/day.csv.txt").read_text()

if __name__ == "__main__":
    run(sys.modules[__name__])
