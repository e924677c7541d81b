"""What it takes to join a tenant, and to list members, as tenants and members become many."""

import http.client
import json
import pathlib
import socket
import ssl
import statistics
import subprocess
import time
import urllib.parse

# So many members has a tenant on average.
MEMBERS_EACH = 100
LISTINGS = 50


class OperatorConnection(http.client.HTTPConnection):
    """HTTP over the operator's socket."""

    def __init__(self, path):
        super().__init__("operator")
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def ask(connection, method, path, body=None, token=None):
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    connection.request(method, path, body and json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status < 300, (path, answer.status, text)
    return json.loads(text)


def open_tenants(server, faces, count):
    """So many tenants, each claimed by a machine. Gives their tokens."""
    operator = OperatorConnection(server.folder / "operator.sock")
    tokens, begun = [], time.monotonic()
    for number in range(count):
        credential = ask(operator, "POST", "/tenants", {"name": f"Tenant {number}"})["credential"]
        tokens.append(ask(faces, "POST", "/api/tenant/claim", {"name": "administrator"}, credential)["token"])
    print(f"{count} tenants opened and claimed in {time.monotonic() - begun:.0f} s")
    return tokens


def listing(faces, token):
    """The median of listing a first page of a hundred members, in milliseconds."""
    took = []
    for _ in range(LISTINGS):
        asked = time.monotonic()
        ask(faces, "GET", "/api/members?count=100", token=token)
        took.append((time.monotonic() - asked) * 1000)
    return statistics.median(took)


def members(start, target, count):
    """So many members, a hundred a tenant."""
    server = start()
    try:
        context = ssl.create_default_context(cafile=server.ca)
        faces = http.client.HTTPSConnection(urllib.parse.urlsplit(server.url).netloc, context=context)
        tokens = open_tenants(server, faces, max(1, count // MEMBERS_EACH))
        print(f"{server.resident_mebibytes():.0f} MiB resident")
        kept = server.folder.parent / "tokens"
        kept.write_text("\n".join(tokens))
        subprocess.run([target / "examples/members", server.url, server.ca, kept, str(count)], check=True)
        first, last = listing(faces, tokens[0]), listing(faces, tokens[-1])
        print(f"a page of members: {first:.2f} ms of the first tenant, {last:.2f} ms of the last")
        print(f"{server.resident_mebibytes():.0f} MiB resident; {sum(it.stat().st_size for it in pathlib.Path(server.folder).rglob('*') if it.is_file()) / 2**20:.0f} MiB on disk")
    finally:
        server.stop()
