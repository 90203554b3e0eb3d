# SPDX-License-Identifier: Apache-2.0
"""A person's voice for the permission, from the command line: what is taken, and what is said no to."""
import sys
from city import City
from sentences import run

MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + bytes(400)

def file(root, name="es.mp3", content=MP3):
    (root / name).write_bytes(content)
    return root / name

def add(city, path, lang="es", text="permission", *more):
    return city.run("audio", "add", path, "--lang", lang, "--text", text, *more)

def with_case_manager(at):
    city = City(at)
    assert city.run("user", "add", "d@x.example", "--name", "Dana", "--role", "case-manager")[0] == 0
    return city

def a_recording_is_listed_and_played(root):
    city = with_case_manager(root)
    assert "no recordings" in city.run("audio", "list")[1]
    status, said = add(city, file(root))
    assert status == 0 and "from their next sync" in said, said
    one, = city.said("audio", "list")[0]
    assert (one["lang"], one["size"], one["played"]) == ("es", len(MP3), True), one
    assert add(city, file(root, "b.mp3", MP3 + b"x"))[0] == 0
    one, = city.said("audio", "list")[0]
    assert one["size"] == len(MP3) + 1, "a second one takes the place of the first"

def a_wrong_word_or_file_gets_one_clear_answer(root):
    city = with_case_manager(root)
    good = file(root)
    for answer, why in (
            (add(city, good, "fr"), "none of en, es, pt, ht"),
            (add(city, good, "es", "order"), "not read aloud; permission is"),
            (add(city, good, "es", "permission", "--text-version", "door-1999-01"), "door-1999-01"),
            (add(city, root / "none.mp3"), "cannot read"),
            (add(city, file(root, "text.mp3", b"hello, this is text")), "neither an MP3 nor an M4A"),
            (add(city, file(root, "long.mp3", MP3 + bytes(512 * 1024))), "larger than 512 KiB")):
        assert answer[0] != 0 and why in answer[1] and answer[1].count("\n") <= 1, answer
    assert city.said("audio", "list")[0] == []

def nobody_to_be_named_is_said(root):
    status, said = add(City(root), file(root))
    assert status == 1 and "there is none yet" in said, said

def a_restored_city_has_its_recordings(root):
    city = with_case_manager(root)
    add(city, file(root))
    assert city.run("backup", root / "b")[0] == 0
    before = city.said("audio", "list")
    status, said = city.run("restore", root / "b", "--check")
    assert status == 0, said
    assert city.said("audio", "list") == before

run(sys.modules[__name__])
