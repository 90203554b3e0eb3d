# SPDX-License-Identifier: Apache-2.0
"""A small history, counted by hand, against what the evaluation says of it."""
import csv, io, json, sys
from city import City
from sentences import run, write

HEADER = ("external_id,received_at,closed_at,source,address,unit,urgency,referred_for,services_provided,"
          "prior_services,outcome,language,contacted_at\n")
ROWS = [ # received, closed, source, urgency, reasons, services, prior, outcome, contacted
    "2021-03-15,2021-04-02,inspector,1 Erie St,,today,food;rent,food;legal,no,connected-all,es,2021-03-16",
    "2021-03-15,2021-04-10,inspector,2 Erie St,,routine,fuel,,yes,declined-after-contact,en,2021-03-19",
    "2021-03-20,2021-05-01,311,3 Erie St,,crisis,healthcare,healthcare,no,connected-some,en,2021-03-20",
    "2021-03-22,,inspector,4 Erie St,,routine,food,food,no,open,pt,2021-03-30",
    "2021-03-25,2021-05-09,inspector,5 Erie St,,today,hoarding,,unknown,unable-to-reach,en,",
    "2021-03-28,2021-06-01,,6 Erie St,,,,,unknown,,,",
    "2021-04-01,,inspector,7 Erie St,,routine,substance-use,,unknown,open,en,",
]
MARCH = ("--from", "2021-03-01", "--to", "2021-03-31")

def history(rows=ROWS):
    return HEADER + "".join(f"h{n},{row}\n" for n, row in enumerate(rows))

def city_with(root, text):
    city = City(root)
    write(root, {"h.csv": text})
    report = city.said("import", "referrals", root / "h.csv")[0]
    assert report["refused"] == 0, report
    return city

def lines(city, *words, edition="internal"):
    status, said = city.run("report", "evaluation", "--edition", edition, "--format", "json", *words)
    assert status == 0, said
    report = json.loads(said)
    assert report["edition"] == edition and set(report) == {"edition", "from", "to", "as_of", "lines"}, report.keys()
    return {l["id"]: l for l in report["lines"]}

def three(line):
    return line["numerator"], line["denominator"], line["unknown"]

HAND = { # of March: six cases
    "referrals": (6, None, 0),
    "referrals.source.inspector": (4, 5, 1), "referrals.source.311": (1, 5, 1),
    "referrals.urgency.today": (2, 5, 1), "referrals.urgency.routine": (2, 5, 1), "referrals.urgency.crisis": (1, 5, 1),
    "referrals.need.food": (2, 5, 1), "referrals.need.rent": (1, 5, 1), "referrals.need.hoarding": (1, 5, 1),
    "cases.with-service": (3, 5, 1), # a case without services is known by its outcome; one without any is not
    "closed.connected": (2, 4, 1), "closed.connected-all": (1, 4, 1), "closed.unable-to-reach": (1, 4, 1),
    "closed.declined-after-contact": (1, 4, 1),
    "open": (1, 6, 0),
    "prior-services.none": (3, 4, 2), "first-time-connected": (3, 4, 2), "first-time-connected.closed": (2, 3, 2),
    "additional-services": (1, 5, 1), # legal, which was no reason
    "services.total": (4, None, 0), "services.food": (2, 5, 1), "services.legal": (1, 5, 1),
    "days-to-contact.median": (2.5, 4, 2), "days-to-contact.min": (0, 4, 2), "days-to-contact.max": (8, 4, 2),
    "days-to-acknowledge.median": (None, 0, 6),
    "uptake.per-100-inspections": (0, 0, 6), "uptake.per-100-occupant-met": (0, 0, 6), "cards.coverage": (0, 0, 0),
}

def the_evaluation_is_what_a_hand_counts(root):
    found = lines(city_with(root, history()), *MARCH)
    wrong = {id: (three(found[id]), hand) for id, hand in HAND.items() if three(found[id]) != hand}
    assert not wrong, wrong

def every_line_has_a_label_and_a_definition(root):
    for id, line in lines(city_with(root, history())).items():
        assert line["label"] and line["definition"] and "{" not in line["label"] + line["definition"], id
        assert not line["label"].startswith("report."), id

def the_period_is_by_the_day_of_receiving(root):
    city = city_with(root, history())
    assert lines(city, "--from", "2021-04-01", "--to", "2021-04-01")["referrals"]["numerator"] == 1
    assert lines(city, "--from", "2021-03-15", "--to", "2021-03-15")["referrals"]["numerator"] == 2
    assert lines(city, "--from", "2022-01-01", "--to", "2022-12-31")["referrals"]["numerator"] == 0

def one_record_changed_changes_its_lines_alone(root):
    city = city_with(root, history())
    before = lines(city, *MARCH)
    changed = list(ROWS)
    changed[1] = changed[1].replace(",yes,declined-after-contact,", ",yes,moved,")
    write(root, {"h.csv": history(changed)})
    assert city.said("import", "referrals", root / "h.csv")[0]["accepted"] == 1
    after = lines(city, *MARCH)
    assert {id for id in before if before[id] != after[id]} == {"closed.declined-after-contact", "closed.moved"}

def a_sealed_class_is_counted_as_sealed_and_named_nowhere(root):
    found = lines(city_with(root, history()), "--from", "2021-04-01", "--to", "2021-04-30")
    assert three(found["referrals.need.sealed"]) == (1, 1, 0), found["referrals.need.sealed"]
    assert found["referrals.need.substance-use"]["numerator"] is None, found["referrals.need.substance-use"]

def the_public_edition_hides_what_points_at_few(root):
    found = lines(city_with(root, history()), *MARCH, edition="public")
    assert three(found["referrals"]) == (6, None, 0)
    for id in ("referrals.need.food", "referrals.source.311", "closed.unable-to-reach", "services.legal"):
        assert found[id]["numerator"] is None and found[id]["suppressed"] is True, (id, found[id])
    assert "days-to-contact.min" not in found and "days-to-contact.max" not in found

def the_public_edition_crosses_cells_only_of_a_fiscal_year_that_is_over(root):
    rows = [f"2021-03-15,2021-04-02,inspector,{n} Erie St,,today,food,food,no,connected-all,es,2021-03-16" for n in range(1, 31)]
    city = city_with(root, history(rows))
    year = lines(city, "--from", "2020-07-01", "--to", "2021-06-30", edition="public")
    assert year["referrals.need.food"]["numerator"] == 30, year["referrals.need.food"]
    for words in (MARCH, ("--from", "2020-07-01", "--to", "2021-06-29"), ("--from", "2021-01-01", "--to", "2021-12-31")):
        part = lines(city, *words, edition="public")
        assert part["referrals.need.food"]["numerator"] is None and part["referrals"]["numerator"] == 30, words

def a_year_that_is_over_has_one_public_edition_and_it_stays(root):
    row = "2021-03-15,2021-04-02,inspector,{} Erie St,,today,food,food,no,connected-all,es,2021-03-16"
    rows = [row.format(n) for n in range(1, 31)]
    year = ("--from", "2020-07-01", "--to", "2021-06-30")
    city = city_with(root, history(rows))
    ask = ("report", "evaluation", "--edition", "public", "--format", "json", *year)
    first = city.run(*ask)
    write(root, {"h.csv": history([*rows, row.format(31)])})
    assert city.said("import", "referrals", root / "h.csv")[0]["accepted"] == 1
    assert city.run(*ask) == first and first[0] == 0
    assert lines(city, *year)["referrals"]["numerator"] == 31

def csv_has_the_same_lines_and_html_is_a_whole_page(root):
    city = city_with(root, history())
    found = lines(city, *MARCH)
    status, said = city.run("report", "evaluation", "--edition", "internal", "--format", "csv", *MARCH)
    rows = list(csv.DictReader(io.StringIO(said)))
    assert status == 0 and [r["id"] for r in rows] == list(found), said
    assert {r["id"]: r["numerator"] for r in rows}["days-to-contact.median"] == "2.5"
    status, said = city.run("report", "evaluation", "--edition", "internal", "--format", "html", *MARCH)
    assert status == 0 and said.startswith("<!doctype html>") and said.rstrip().endswith("</html>")
    assert said.count("<tr>") == len(found) + 1

def a_report_that_cannot_be_asked_for_is_refused_in_one_line(root):
    city = City(root)
    for words, why in ((("--edition", "secret"), "internal"), ((), "--edition"),
                       (("--edition", "public", "--from", "2021-02-30"), "not a day"),
                       (("--edition", "public", "--from", "2021-02-03", "--to", "2021-02-02"), "after"),
                       (("--edition", "public", "--format", "pdf"), "--format")):
        status, said = city.run("report", "evaluation", *words)
        assert status == 2 and why in said and said.count("\n") == 1, (words, said)

def who_took_exact_numbers_is_written_in_care(root):
    city = City(root)
    before = city.run("audit", "verify", "--json")[1]
    lines(city)
    after = json.loads(city.run("audit", "verify", "--json")[1])
    care = lambda of: next(s["rows"] for s in of if s["store"] == "care")
    assert care(after) == care(json.loads(before)) + 1 and all(s["whole"] for s in after)

run(sys.modules[__name__])
