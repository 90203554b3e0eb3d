# SPDX-License-Identifier: Apache-2.0
"""markup.py -- follows HTML letter by letter, so that viewgen.py knows where a value stands."""

URL = {"href", "src", "action", "formaction", "cite", "poster", "data", "manifest"}

class Html:
    """Where in the markup we are: text, tag, name, value, quoted, script, style, comment."""
    def __init__(self):
        self.at, self.tag, self.attr, self.quote, self.empty, self.tail = "text", "", "", "", True, ""

    def where(self):
        return (self.at, self.tag if self.at != "text" else "", self.attr if self.at == "quoted" else "")

    def feed(self, literal):
        for c in literal:
            self.tail = (self.tail + c)[-9:].lower()
            getattr(self, "in_" + self.at)(c)

    def in_text(self, c):
        if c == "<":
            self.at, self.tag = "open", ""

    def in_open(self, c):
        if c.isalnum() or c in "/!-":
            self.tag += c.lower()
            if self.tag == "!--":
                self.at = "comment"
        else:
            self.at = "tag"
            self.in_tag(c)

    def in_comment(self, c):
        if self.tail.endswith("-->"):
            self.at = "text"

    def in_tag(self, c):
        if c == ">":
            self.at = self.tag if self.tag in ("script", "style") else "text"
        elif c == "=":
            self.at = "value"
        elif not c.isspace() and c != "/":
            self.at, self.attr = "name", c.lower()

    def in_name(self, c):
        if c.isalnum() or c in "-_:":
            self.attr += c.lower()
        else:
            self.at = "tag"
            self.in_tag(c)

    def in_value(self, c):
        if c in "\"'":
            self.at, self.quote, self.empty = "quoted", c, True
        elif not c.isspace():
            self.at = "unquoted"

    def in_unquoted(self, c):
        if c.isspace() or c == ">":
            self.at = "tag"
            self.in_tag(c)

    def in_quoted(self, c):
        if c == self.quote:
            self.at = "tag"
        self.empty = False

    def in_script(self, c):
        if self.tail.endswith("</" + self.tag + ">"):
            self.at = "text"
    in_style = in_script

    def value_fault(self):
        """What speaks against a value here, or None."""
        if self.at not in ("text", "quoted"):
            return f"a value may not stand in {self.at}"
        if self.at == "quoted" and (self.attr.startswith("on") or self.attr in ("style", "srcdoc")):
            return f"a value may not stand in {self.attr}="

    def wants_url(self):
        return self.at == "quoted" and self.attr in URL and self.empty
