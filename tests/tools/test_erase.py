# SPDX-License-Identifier: Apache-2.0
"""No sealed column of care, and nothing that leads to a home, is forgotten by sql/care/erase.sql."""
import re, sys
from pathlib import Path
from sentences import run

ROOT = Path(__file__).resolve().parents[2]
HOUSE = {  # sealed under the house's key, of no resident's case; and why
    ("mandated_report", "words"): "of no case: the reporter's own, kept for the law's sake",
    ("op_parked", "content"): "of a request that is no case yet",
    ("agency_inspection", "contact"): "of no case; forgotten by itself",
    ("legal_demand", "kept"): "the court's name and counsel's, nothing of the household",
}
LINKS = {("case_key", "mac"), ("case_inspection", "inspection"), ("home_noted", "about"), ("address_queue", "casefile"),
         ("casefile", "external_id"), ("casefile", "import_sha"), ("consent", "code_sha"), ("case_number", "number_key"),
         ("resident", "wrapped_key"), ("referral_link", "token_sha")}

def columns():
    """Every sealed column of the store, by its table."""
    found, table = set(), None
    for path in sorted((ROOT / "sql/care/migrate").glob("*.sql")):
        for line in re.sub(r"--.*", "", path.read_text()).splitlines():
            if m := re.match(r"\s*(?:create|alter) table (\w+)", line):
                table = m[1]
            if m := re.search(r"(?:add column|^)\s*(\w+)\s+sealed\b", line):
                found.add((table, m[1]))
    return found

def forgotten():
    """Columns that erase.sql sets to nothing, and tables whose rows it deletes."""
    cells, gone = set(), set()
    for block in (ROOT / "sql/care/erase.sql").read_text().split("-- name:"):
        sql = re.sub(r"--.*", "", block.partition("\n")[2])
        if m := re.search(r"update (\w+)\s+set (.*?)\bwhere\b", sql, re.S):
            cells |= {(m[1], c) for c in re.findall(r"(\w+) = (?:null|:none|:external_id)", m[2])}
        if m := re.search(r"delete from (\w+)", sql):
            gone.add(m[1])
    return cells, gone

def every_sealed_column_is_forgotten_or_is_nobodys(root):
    cells, gone = forgotten()
    sealed = columns()
    assert len(sealed) > 30, sealed
    missing = {c for c in sealed if c not in cells and c[0] not in gone and c not in HOUSE}
    assert not missing, missing
    assert not {c for c in HOUSE if c not in sealed}

def what_leads_to_a_person_in_clear_is_forgotten(root):
    cells, gone = forgotten()
    assert not {c for c in LINKS if c not in cells and c[0] not in gone}

run(sys.modules[__name__])
