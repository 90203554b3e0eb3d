#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sbom.py PROGRAM -- what the program is made of, as CycloneDX 1.5: the libraries that it really loads, with their
Debian packages; what is compiled into it from npm, by the lock file; what it needs at run time; and, marked
"excluded", what only builds or tests it.  The same program on the same machine gives the same bytes."""
import base64, hashlib, json, re, subprocess, sys, uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOADER = ("linux-vdso", "ld-linux")
# Compiled or copied into the program: npm's package, and what of it.
PACKED = {"better-sqlite3": "deps/sqlite3/sqlite3.c", "@uswds/uswds": "styles and icons"}
# Opened while it runs, by no library of its own.
OPENED = {"fonts-noto-core": "letters of its PDFs", "tzdata": "time zones"}

def output(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""

def needed(program):
    """The sonames that the program itself asks for."""
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", output("readelf", "-d", str(program))))

def loaded(program):
    """soname -> file, of all libraries that come with them."""
    found = dict(re.findall(r"(?m)^\s*(\S+) => (/\S+)", output("ldd", str(program))))
    return {name: path for name, path in found.items() if not name.startswith(LOADER)}

def package_of(path):
    for p in dict.fromkeys((path, str(Path(path).resolve()), path.removeprefix("/usr"), "/usr" + path)):
        said = output("dpkg", "-S", p)
        if said:
            return said.split(": ")[0].split(",")[0]
    raise SystemExit(f"sbom: {path} is of no Debian package")

def debian(package, why, scope="required"):
    name, version, arch, source = output("dpkg-query", "-W", "-f", "${Package}\t${Version}\t${Architecture}\t${source:Package}",
                                         package).split("\t")
    return {"type": "library", "bom-ref": f"deb:{name}", "name": name, "version": version, "scope": scope,
            "purl": f"pkg:deb/debian/{name}@{version.replace(':', '%3A').replace('+', '%2B')}?arch={arch}",
            "properties": [{"name": "doorstep:why", "value": why}, {"name": "debian:source", "value": source}]}

def libraries(program):
    asked, packages = needed(program), {}
    for soname, path in loaded(program).items():
        packages.setdefault(package_of(path), []).append(soname)
    for package, sonames in packages.items():
        own = sorted(asked.intersection(sonames))
        yield (debian(package, f"links {', '.join(own)}" if own else f"loads {', '.join(sorted(sonames))}"), bool(own))

def npm(path, entry):
    name = path.rpartition("node_modules/")[2]
    kind, digest = entry["integrity"].split("-", 1)
    return {"type": "library", "bom-ref": f"npm:{path}", "name": name, "version": entry["version"],
            "scope": "required" if name in PACKED else "excluded",
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}",
            "hashes": [{"alg": "SHA-" + kind.removeprefix("sha"), "content": base64.b64decode(digest).hex()}],
            "licenses": [{"license": {"name": entry["license"]}}] if "license" in entry else [],
            "properties": [{"name": "doorstep:why", "value": PACKED.get(name, "builds or tests")}]}

def sqlite():
    header = (ROOT / "node_modules/better-sqlite3/deps/sqlite3/sqlite3.h").read_text()
    version = re.search(r'#define SQLITE_VERSION\s+"(.+?)"', header)[1]
    return {"type": "library", "bom-ref": "sqlite", "name": "sqlite", "version": version, "scope": "required",
            "licenses": [{"license": {"name": "blessing"}}],
            "hashes": [{"alg": "SHA-256", "content": sha256(ROOT / "node_modules/better-sqlite3/deps/sqlite3/sqlite3.c")}],
            "properties": [{"name": "doorstep:why", "value": "compiled in"}]}

def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()

def bom(program):
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    linked = list(libraries(program))
    parts = [part for part, _ in linked] + [debian(p, why) for p, why in OPENED.items()] + [sqlite()]
    parts += [npm(path, entry) for path, entry in lock.items() if path and "integrity" in entry]
    parts.sort(key=lambda part: part["bom-ref"])
    direct = [part["bom-ref"] for part, own in linked if own] + ["sqlite"] + [f"deb:{p}" for p in OPENED]
    version = re.search(r"version: '(.+?)'", (ROOT / "meson.build").read_text())[1]
    made = {"type": "application", "bom-ref": "doorstep", "name": "doorstep", "version": version,
            "licenses": [{"license": {"id": "Apache-2.0"}}],
            "hashes": [{"alg": "SHA-256", "content": sha256(program)}]}
    return {"bomFormat": "CycloneDX", "specVersion": "1.5",
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([made, parts]))}", "version": 1,
            "metadata": {"component": made}, "components": parts,
            "dependencies": [{"ref": "doorstep", "dependsOn": sorted(direct)}]}

if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        raise SystemExit("usage: sbom.py PROGRAM")
    print(json.dumps(bom(Path(sys.argv[1])), indent=1, ensure_ascii=False))
