#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""rows.py -- the rows of one statement as JSON, read past the program: bytes as hex.

usage: rows.py sqlite:PATH|postgresql://... SQL"""
import json, sqlite3, subprocess, sys

def plain(cell):
    return cell.hex() if isinstance(cell, bytes) else cell

def rows(url, sql):
    if url.startswith("sqlite:"):
        db = sqlite3.connect(url.removeprefix("sqlite:"), timeout=10)
        return [[plain(cell) for cell in row] for row in db.execute(sql)]
    out = subprocess.run(["psql", url, "-XAtq", "-F", "\t", "-c", sql], check=True,
                         stdout=subprocess.PIPE, text=True).stdout
    return [[cell.removeprefix("\\x") for cell in line.split("\t")] for line in out.splitlines()]

if __name__ == "__main__":
    json.dump(rows(*sys.argv[1:]), sys.stdout)
