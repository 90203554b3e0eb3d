# SPDX-License-Identifier: Apache-2.0
"""The bill of what the program is made of: nothing it loads is missing, each has its version and where it came from, and
docs/dependencies.md knows what it links.  Looks at the build of clang, which has no sanitizers."""
import json, re, subprocess, sys
from functools import cache
from pathlib import Path
from sentences import run, tool

PROGRAM = "build-clang/doorstep"

def bom():
    status, said = tool("sbom.py", PROGRAM)
    assert status == 0, said
    return said

@cache
def parts():
    return {part["bom-ref"]: part for part in json.loads(bom())["components"]}

def why(part):
    return next(p["value"] for p in part["properties"] if p["name"] == "doorstep:why")

def every_library_that_it_asks_for_is_in_it(root):
    asked = set(re.findall(r"\(NEEDED\).*\[(.+)\]", subprocess.run(["readelf", "-d", PROGRAM], capture_output=True, text=True).stdout))
    told = {soname for part in parts().values() if why(part).startswith("links ") for soname in why(part)[6:].split(", ")}
    assert asked and asked == told, asked ^ told

def every_part_has_a_version_and_a_place_it_came_from(root):
    found = parts()
    assert len(found) > 40
    for ref, part in found.items():
        assert part["version"] and part["name"], ref
        assert ref == "sqlite" or part["purl"].startswith(("pkg:deb/debian/", "pkg:npm/")), ref
        assert ref.startswith("deb:") or part["hashes"][0]["content"], ref

def what_is_compiled_in_is_told_from_what_only_builds(root):
    found = parts()
    assert found["sqlite"]["scope"] == "required" and found["npm:node_modules/@uswds/uswds"]["scope"] == "required"
    assert found["npm:node_modules/sass"]["scope"] == "excluded" and found["deb:tzdata"]["scope"] == "required"

def the_same_program_gives_the_same_bytes(root):
    assert bom() == bom()

# The names of dependencies.md are people's: by a word of the library's own.
def what_it_links_stands_in_dependencies_md(root):
    text = Path("docs/dependencies.md").read_text().lower()
    words = {"libc6": "", "libgcc-s1": "", "libglib2.0-0": "pango", "libssl3": "openssl", "libcurl3-gnutls": "libcurl", "libcurl4": "libcurl",
             "libmicrohttpd12": "libmicrohttpd", "libpq5": "libpq", "zlib1g": "zlib", "libcairo2": "cairo", "libgnutls30": "gnutls",
             "libqrencode4": "libqrencode", "libseccomp2": "libseccomp", "libsodium23": "libsodium", "libjpeg62-turbo": "libjpeg-turbo",
             "libfido2-1": "libfido2"}
    for ref, part in parts().items():
        if why(part).startswith("links "):
            name = part["name"]
            word = words.get(name, "pango" if name.startswith("libpango") else name)
            assert word in text, f"docs/dependencies.md does not say why {name}"

run(sys.modules[__name__])
