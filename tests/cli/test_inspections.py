# SPDX-License-Identifier: Apache-2.0
"""Another system's day: what its rows become here, and which are refused."""
import json, sys
from city import PROJECT
from elsewhere import GOOD, HEAD, city_with_people, file, rows
from sentences import run, write

def taken(city, root, text, *more):
    write(root, {"f.csv": text})
    return city.said("import", "inspections", root / "f.csv", *more)[0]

def counts(report):
    return report["accepted"], report["unchanged"], report["refused"]

def a_second_run_changes_nothing_and_a_dry_run_writes_nothing(root):
    city = city_with_people(root)
    assert counts(taken(city, root, file({}), "--dry-run")) == (1, 0, 0)
    assert rows(city, "select count(*) from inspection") == [(0,)]
    assert counts(taken(city, root, file({}))) == (1, 0, 0)
    assert counts(taken(city, root, file({}))) == (0, 1, 0)
    assert rows(city, "select planned_day, planned_time, state, record_url from inspection")[0][1:] == \
        ("09:30", "planned", GOOD["record_url"])

def a_later_file_moves_a_visit_and_both_inspectors_hear_of_it(root):
    city = city_with_people(root)
    taken(city, root, file({}, {"external_id": "HV-2"}))
    before = rows(city, "select max(no) from change_log")[0][0]
    said = taken(city, root, file({"inspector_email": "Jo@testham.example", "result": "Passed",
                                   "inspected_at": "2026-05-04 10:15"}))
    assert counts(said) == (1, 0, 0), said
    assert rows(city, "select result, inspected_at from inspection where external_id='HV-1'") == \
        [("Passed", 1777904100000)]
    assert rows(city, f"select count(distinct person) from change_log where no > {before}") == [(2,)]
    assert rows(city, "select count(*) from inspection") == [(2,)] # what is in no file stays

def every_row_that_cannot_be_taken_is_refused_with_its_line_and_reason(root):
    city = city_with_people(root)
    wrong = (({"external_id": ""}, "external_id"), ({"external_id": "x" * 81}, "external_id"),
             ({"inspector_email": "gone@testham.example"}, "no inspector here"),
             ({"inspector_email": "carla@testham.example"}, "no inspector here"), ({"inspector_email": ""}, "no inspector here"),
             ({"scheduled_at": "4 May"}, "scheduled_at"), ({"scheduled_at": "2026-05-04 09:30+99:00"}, "scheduled_at"),
             ({"inspected_at": "soon"}, "inspected_at"), ({"inspected_at": "2199-01-01"}, "lies ahead"),
             ({"address": "8 Erie St"}, "register"), ({"address": "Erie St"}, "house number"),
             ({"unit": "u" * 41}, "longer"), ({"kind": "fire"}, "kind"), ({"kind": "imported"}, "kind"),
             ({"result": "r" * 201}, "result"), ({"record_url": "javascript:alert(1)"}, "record_url"),
             ({"record_url": "https://"}, "record_url"), ({"record_url": "https://a/" + "b" * 1000}, "record_url"),
             ({"record_url": "https://a/b c"}, "record_url"))
    said = taken(city, root, file({}, *(row for row, _ in wrong)))
    assert counts(said) == (1, 0, len(wrong)), said
    reason = {r["line"]: r["reason"] for r in said["refusals"]}
    for line, (row, words) in enumerate(wrong, 3):
        assert words in reason[line], (row, reason[line])

def a_time_is_the_citys_unless_it_says_its_offset(root):
    city = city_with_people(root)
    taken(city, root, file({"scheduled_at": "2026-05-04T13:30:00Z"}, {"external_id": "HV-2", "scheduled_at":
          "2026-05-04T08:30-05:00"}, {"external_id": "HV-3", "scheduled_at": "2026-05-04"}))
    assert rows(city, "select planned_time from inspection order by external_id") == [("09:30",), ("09:30",), (None,)]

def a_map_reads_another_systems_columns_and_kinds(root):
    city = city_with_people(root)
    text = ("INSPECTION_ID,ASSIGNED_EMAIL,SCHEDULED,COMPLETED,SITE_ADDRESS,SITE_UNIT,INSP_TYPE,RESULT,RECORD_LINK\n"
            "B1,ida@testham.example,2026-05-04 09:30,,7 Erie St,,Housing - Follow-up,,\n")
    said = taken(city, root, text, "--map", PROJECT / "data/maps/permits-inspections.map")
    assert counts(said) == (1, 0, 0), said
    assert rows(city, "select kind from inspection") == [("reinspection",)]

def what_was_inspected_counts_in_the_evaluation_by_its_day_and_result(root):
    city = city_with_people(root)
    at = lambda n, when, result: {"external_id": f"HV-{n}", "inspected_at": when, "result": result}
    taken(city, root, file(at(1, "2026-05-04 00:00", "Passed"), at(2, "2026-05-04 23:59", "Violations found"),
          at(3, "2026-05-04 11:00", "No access"), at(4, "2026-05-04 12:00", ""), at(5, "", ""),
          at(6, "2026-05-05 00:00", "Passed"), at(7, "2026-05-03 23:59", "Passed"), at(8, "2026-05-04 13:00", "cancelled")))
    status, said = city.run("report", "evaluation", "--edition", "internal", "--format", "json", "--from", "2026-05-04", "--to", "2026-05-04")
    assert status == 0, said
    by_id = {line["id"]: line for line in json.loads(said)["lines"]}
    assert by_id["uptake.per-100-inspections"]["denominator"] == 3, by_id["uptake.per-100-inspections"] # 1, 2 and 4

if __name__ == "__main__":
    run(sys.modules[__name__])
