# SPDX-License-Identifier: Apache-2.0
"""elsewhere.py -- another system's day, and a city with people to have it."""
import sqlite3
from city import City
from sentences import write

HEAD = "external_id,inspector_email,scheduled_at,inspected_at,address,unit,kind,result,record_url\n"
GOOD = {"external_id": "HV-1", "inspector_email": "ida@testham.example", "scheduled_at": "2026-05-04 09:30",
        "inspected_at": "", "address": "7 Erie St", "unit": "", "kind": "routine", "result": "",
        "record_url": "https://permits.example/HV-1"}
HOUSES = "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID\n-71,42,1-11,Erie St,,Testham,,MA,02150,a1\n"

def file(*rows):
    return HEAD + "".join(",".join({**GOOD, **r}.values()) + "\n" for r in rows)

def city_with_people(at):
    city = City(at)
    for name, role in (("ida", "inspector"), ("jo", "inspector"), ("carla", "case-manager")):
        status, said = city.run("user", "add", f"{name}@testham.example", "--name", name, "--role", role)
        assert status == 0, said
    write(at, {"houses.csv": HOUSES})
    city.said("import", "addresses", at / "houses.csv")
    return city

def rows(city, sql):
    with sqlite3.connect(f"file:{city.dir}/enforcement.db?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()
