# SPDX-License-Identifier: Apache-2.0
"""A backup from before the care key was rotated: it comes back, or the key that it wants is named."""
import re, shutil, sys
from city import doorstep, new_home
from rotated import a_city_with, backed_up, kept, key_ids, retired, rotated
from sentences import run

def a_backup_from_before_comes_back_and_is_sealed_again(root):
    city = backed_up(root, 5)
    old = key_ids(city.dir)
    rotated(city.dir)
    home = new_home(root, city)
    status, said = doorstep("restore", root / "before", "--data", home)
    assert status == 0 and key_ids(home) == old, said
    rotated(home)
    assert set(key_ids(home)) == set(key_ids(city.dir))

def a_backup_from_before_wants_the_retired_key_names_it_and_is_restored_with_it(root):
    city = backed_up(root, 5)
    safe = root / "safe"
    shutil.copytree(city.dir / "keys", safe)
    rotated(city.dir)
    for name in kept(city.dir):
        shutil.copy(city.dir / "keys" / name, safe)
    retired(city.dir)
    home = new_home(root, city)
    status, said = doorstep("restore", root / "before", "--data", home)
    name, = re.findall(r"care-[0-9a-f]{16}\.key", said)
    assert status == 1 and [p.name for p in home.iterdir()] == ["keys"], said
    for older in safe.glob("c*-????????????????.*"):
        shutil.copy(older, home / "keys")
    assert (home / "keys" / name).exists()
    assert doorstep("restore", root / "before", "--data", home)[0] == 0
    rotated(home)
    retired(home)

def a_copy_of_the_keys_from_before_the_rotation_serves_under_the_names_that_are_asked_for(root):
    city = backed_up(root, 2)
    shutil.copytree(city.dir / "keys", root / "before the rotation")
    rotated(city.dir)
    retired(city.dir)
    home = new_home(root, city)
    for has, wants in (("care.key", r"care-[0-9a-f]{16}\.key"), ("care-box.pem", r"care-box-[0-9a-f]{16}\.pem"),
                       ("class.key", r"class-[0-9a-f]{16}\.key")):
        status, said = doorstep("restore", root / "before", "--check", "--data", home)
        name, = re.findall(wants, said)
        assert status == 1 and f"beside it as {name} (in a copy from before that it is {has})" in said, said
        shutil.copy(root / "before the rotation" / has, home / "keys" / name)
    status, said = doorstep("restore", root / "before", "--check", "--data", home)
    assert status == 0, said

def a_backup_made_in_the_middle_names_the_key_that_part_of_it_wants(root):
    city = a_city_with(root, 5)
    rotated(city.dir)  # over, and not retired: the store says that both may be needed
    assert city.run("backup", root / "middle")[0] == 0
    retired(city.dir)
    home = new_home(root, city)
    status, said = doorstep("restore", root / "middle", "--data", home)
    assert status == 1 and re.search(r"care-[0-9a-f]{16}\.key", said), said

def a_check_by_a_copy_of_the_keys_that_was_rotated_leaves_the_city_alone(root):
    city = backed_up(root, 2)
    shutil.copytree(city.dir / "keys", root / "copy")
    trial = root / "trial"
    assert doorstep("restore", root / "before", "--data", trial, "--keys", root / "copy")[0] == 0
    rotated(trial, "--keys", root / "copy")
    status, said = doorstep("restore", root / "before", "--check", "--data", city.dir, "--keys", root / "copy")
    assert status == 1 and "does not know of it" in said, said
    assert city.run("keys")[0] == 0
    status, said = doorstep("restore", root / "before", "--check", "--data", city.dir, "--keys", city.dir / "keys")
    assert status == 0, said

def an_old_copy_of_the_keys_opens_no_city_that_was_rotated_since(root):
    city = a_city_with(root, 1)
    shutil.copytree(city.dir / "keys", root / "old")
    rotated(city.dir)
    status, said = doorstep("doctor", "--data", city.dir, "--keys", root / "old")
    assert status == 1 and "care.key" in said and "the right one" in said, said

run(sys.modules[__name__])
