# SPDX-License-Identifier: Apache-2.0
"""A city found by its settings file, and its accounts at the command line."""
import re, sys
from city import City, doorstep
from sentences import run

def link_of(said):
    return re.search(r"/welcome#([\w-]{43})", said)[1]

def a_settings_file_alone_finds_the_city_beside_it(root):
    city = City(root)
    status, said = doorstep("user", "list", "--config", city.dir / "doorstep.conf")
    assert status == 0 and "admin@localhost" in said, said

def the_first_link_carries_the_public_address(root):
    status, said = doorstep("init", root / "c", "--city", "Testham", "--timezone", "America/New_York",
                            "--admin", "ada@testham.example", "--public-url", "https://d.testham.example")
    assert status == 0 and "https://d.testham.example/welcome#" in said and "ada@testham.example" in said, said
    assert "public_url = https://d.testham.example" in (root / "c/doorstep.conf").read_text()

def an_account_is_added_once_and_the_last_administrator_stays(root):
    city = City(root)
    words = ("user", "add", "rosa@testham.example", "--name", "Rosa Diaz", "--role", "case-manager")
    status, said = city.run(*words)
    assert status == 0 and link_of(said), said
    status, said = city.run(*words)
    assert status == 1 and "an account with this e-mail already" in said, said
    status, said = city.run("user", "disable", "admin@localhost")
    assert status == 1 and "another administrator first" in said, said
    status, said = city.run("user", "disable", "rosa@testham.example")
    assert status == 0 and "signed out everywhere" in said, said
    status, said = city.run("user", "list")
    assert re.search(r"disabled +rosa@testham.example case-manager", said), said

run(sys.modules[__name__])
