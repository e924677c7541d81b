#!/usr/bin/env python3
"""A platform on which people rate suppliers, end to end. It needs Python 3 and nothing else.

    ratings.py URL TOKEN CA

URL is the server, TOKEN that of an administrator, CA the certificate to trust: `make demo` writes all
three into `data/demo/access.json`.
"""

import json
import pathlib
import secrets
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request

TYPE = json.loads((pathlib.Path(__file__).parent / "supplier-rating.json").read_text())
RATINGS = [
    ("Northwind Paper", "goods", 4, "12.50", "2026-03-01", "u-1001", "Quick, and the boxes were whole."),
    ("Nordic Pumps", "goods", 2, "879.95", "2026-05-17", "u-1002", "Three weeks late."),
    ("Acme Haulage", "transport", 5, "240.10", "2026-10-02", "u-1001", "Came at night when asked to."),
    ("Acme Haulage", "transport", 3, "260.00", "2026-11-20", "u-1003", "The driver was lost."),
]


class Server:
    """Somebody who talks to the server."""

    def __init__(self, url, token, ca):
        self.url, self.token, self.ca = url, token, ca
        self.tls = ssl.create_default_context(cafile=ca)

    def ask(self, method, path, body=None, **headers):
        """Status, JSON and headers of an answer."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            answer = urllib.request.urlopen(request, context=self.tls)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None, answer.headers

    def find(self, **parameters):
        """All documents that a search finds, page by page."""
        path = "/api/types/supplier-rating?" + urllib.parse.urlencode(parameters)
        cursor = ""
        while True:
            status, page, _ = self.ask("GET", path + cursor)
            expect(status == 200, page)
            yield from page["items"]
            if "next" not in page:
                return
            cursor = "&cursor=" + page["next"]

    def client(self, name, role):
        """Another machine, with a role of its own."""
        body = {"name": f"{name} {secrets.token_hex(4)}", "roles": [role]}
        status, made, _ = self.ask("POST", "/api/clients", body)
        expect(status == 201, made)
        return Server(self.url, made["token"], self.ca)


def expect(holds, what):
    """Ends with what was found, if it is not what it should be."""
    if not holds:
        sys.exit(f"unexpected: {what}")


def register(administrator):
    """The type, unless it is there from an earlier run."""
    status, answer, _ = administrator.ask("POST", "/api/document-types", TYPE)
    expect(status == 201 or answer["code"] == "name_taken", answer)
    print("registered: supplier-rating")


def rate(application):
    """The ratings, each sealed under the key of the person who gave it."""
    for number, (supplier, category, score, price, on, rater, comment) in enumerate(RATINGS):
        # The price is sent as it is written: every digit comes back.
        body = (
            f'{{"supplier": "{supplier}", "category": "{category}", "score": {score}, "price": {price}, '
            f'"on": "{on}", "rater": {{"id": "{rater}", "email": "{rater}@example.org"}}, '
            f'"comment": "{comment}"}}'
        )
        status, stored, _ = application.ask("PUT", f"/api/types/supplier-rating/r-{number}", body)
        expect(status in (200, 201), stored)
    print(f"stored: {len(RATINGS)} ratings")


def correct(application):
    """A change, and the same change by somebody who has not seen it."""
    path = "/api/types/supplier-rating/r-1"
    _, before, _ = application.ask("GET", path)
    rating = before["content"] | {"score": 3}
    version = f'W/"{before["version"]}"'
    status, _, _ = application.ask("PUT", path, rating, If_Match=version)
    expect(status == 200, status)
    status, refused, _ = application.ask("PUT", path, rating, If_Match=version)
    expect(status == 412, refused)
    print(f"corrected: once; the second time {refused['code']}")


def mistake(application):
    """What the schema does not allow is refused by its path, and nothing is stored."""
    wrong = {"supplier": "X", "score": 11, "on": "yesterday", "rater": {"id": "u-1001"}}
    status, refused, _ = application.ask("POST", "/api/types/supplier-rating", wrong)
    expect(status == 400 and refused["code"] == "invalid", refused)
    print("refused: " + ", ".join(sorted(error["path"] for error in refused["errors"])))


def search(application):
    """Found by what the type says, in the words of FHIR search."""
    best = [item["content"] for item in application.find(score="ge3", on="2026", sort="-score,on")]
    print("best: " + ", ".join(f"{rating['supplier']} {rating['score']}" for rating in best))
    haulage = list(application.find(supplier="acme"))
    expect(len(haulage) == 2, haulage)
    theirs = sorted(item["id"] for item in application.find(subject="u-1001"))
    print("by u-1001: " + ", ".join(theirs))


def study(analyst):
    """An analyst sees what is open, and finds nothing by what is not."""
    rating = next(analyst.find(supplier="northwind"))["content"]
    expect("rater" not in rating and "comment" not in rating, rating)
    expect(not list(analyst.find(email="u-1001@example.org")), "found by what is personal")
    print("an analyst sees: " + ", ".join(rating))


def review(administrator):
    """Who did what with a rating."""
    path = "/api/events?resource=supplier-rating/r-1&count=20"
    _, events, _ = administrator.ask("GET", path)
    done = [event["operation"] for event in events["items"] if event["outcome"] == "done"]
    expect({"find_document", "update_document"} <= set(done), done)
    changed = next(event for event in events["items"] if event["operation"] == "update_document")
    _, event, _ = administrator.ask("GET", f"/api/events/{changed['id']}")
    paths = [difference["path"] for change in event["changes"] for difference in change["differences"]]
    print("last change of r-1: " + ", ".join(paths))


def main():
    """Everything in its order."""
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    administrator = Server(*sys.argv[1:])
    register(administrator)
    application = administrator.client("ratings", "service")
    rate(application)
    correct(application)
    mistake(application)
    search(application)
    study(administrator.client("studies", "analyst"))
    review(administrator)
    print("all is as it should be")


if __name__ == "__main__":
    main()
