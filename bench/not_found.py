# SPDX-License-Identifier: Apache-2.0
"""not_found.py DOORSTEP -- how long "not found" takes for a case that never was and for one that its
household closed to the person who asks: in turn over one connection, their medians and the ratio."""
import importlib.util, random, re, tempfile, time, urllib.parse, uuid
from pathlib import Path

ROUNDS, WARM = 3000, 200
spec = importlib.util.spec_from_file_location("today", Path(__file__).with_name("today.py"))
today = importlib.util.module_from_spec(spec)
spec.loader.exec_module(today)

def csrf(page):
    return re.search(r'name="csrf" value="([^"]*)"', page).group(1)

def close_to(city, case, whom):
    """The household of that case says: not this person."""
    page, _ = city.ask("GET", f"{case}/household")
    person = re.search(rf'<option value="([0-9a-f-]+)"[^>]*>{whom}', page).group(1)
    form = {"csrf": csrf(page), "id": str(uuid.uuid4()), "person": person}
    city.ask("POST", f"{case}/blocks", urllib.parse.urlencode(form),
             {**today.FORM, "Origin": city.told["url"]})

def how_long(city, path):
    since = time.perf_counter()
    city.line.request("GET", path, headers=city.cookie)
    answer = city.line.getresponse()
    body = answer.read()
    took = time.perf_counter() - since
    if answer.status != 404:
        raise SystemExit(f"{path}: {answer.status}")
    return took * 1e6, body

def median(values):
    return sorted(values)[len(values) // 2]

def main():
    with tempfile.TemporaryDirectory() as folder:
        city = today.City(folder + "/city")
        manager = city.cookie
        page, _ = city.ask("GET", "/cases")
        cases = list(dict.fromkeys(re.findall(r'href="(/cases/[0-9a-f-]{36})"', page)))
        lead = next(a for a in city.told["accounts"] if a["role"] == "care-lead")
        city.cookie = {}
        city.cookie = {"Cookie": city.signed_in(lead)}
        close_to(city, cases[-1], "Carla Mendes")
        city.cookie = manager
        never = cases[0][:-12] + f"{random.randrange(16**12):012x}"  # a time that is, a name that is not
        asked = {"never was": never, "closed to her": cases[-1]}
        took, bodies = {name: [] for name in asked}, {}
        for i in range(WARM + ROUNDS):
            for name in random.sample(list(asked), len(asked)):
                us, bodies[name] = how_long(city, asked[name])
                if i >= WARM:
                    took[name].append(us)
        city.end()
    print("the same bytes:", len({re.sub(rb"[0-9a-f-]{36}", b"", b) for b in bodies.values()}) == 1)
    for name, values in took.items():
        print(f"{name}: p50 {median(values):.0f} us, p99 {sorted(values)[len(values) * 99 // 100]:.0f} us, "
              f"ratio of p50 {median(values) / median(took['never was']):.3f}")

main()
