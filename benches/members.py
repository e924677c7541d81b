"""What it takes to join a tenant, and to list members, as tenants and members become many; and whether it shows in how
long an answer takes that somebody has an address."""

import bisect
import http.client
import json
import pathlib
import random
import socket
import ssl
import statistics
import subprocess
import time
import urllib.parse

import sessions

# So many members has a tenant on average.
MEMBERS_EACH = 100
LISTINGS = 50
# In so many parts they join, each of which is measured.
PARTS = 10
# Of so many addresses that somebody has, and as many that nobody has, sign-ins begin.
ADDRESSES = 1_000
# Fewer than a server takes from all together, and from one address.
BEGINNINGS_PER_SECOND = 40
BEGINNINGS_EACH = 20


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


def compare_addresses(server, target, count):
    """Begins sign-ins of known and unknown addresses in a random order, each once."""
    _, _, request = sessions.sign_in(server, target)
    asked = [(True, f"member-{number}@bench.example") for number in random.sample(range(count), min(count, ADDRESSES))]
    asked += [(False, f"nobody-{number}@bench.example") for number in range(len(asked))]
    random.shuffle(asked)
    # They come from as many places of this machine.
    visitors = [connect(server, (f"127.0.1.{number + 1}", 0)) for number in range(len(asked) // BEGINNINGS_EACH + 1)]
    took = {True: [], False: []}
    for is_known, email in asked:
        # So seldom that nobody is told to wait, which would be measured too.
        time.sleep(1 / BEGINNINGS_PER_SECOND)
        faces = visitors[len(took[True] + took[False]) // BEGINNINGS_EACH]
        begun = time.monotonic()
        ask(faces, "POST", "/auth/password/begin", {"email": email, "login_request": request})
        took[is_known].append((time.monotonic() - begun) * 1000)
    known, unknown = took[True], sorted(took[False])
    slower = sum(bisect.bisect_left(unknown, it) for it in known) / (len(known) * len(unknown))
    print(f"a sign-in begins after {statistics.median(known):.2f} ms where somebody has the address and {statistics.median(unknown):.2f} ms "
          f"where nobody has, {len(known)} of each; a known one takes longer than an unknown one in {slower:.1%} of all pairs")


def connect(server, source_address=None):
    """A connection to the faces, of which the other end sees this address."""
    context = ssl.create_default_context(cafile=server.ca)
    place = urllib.parse.urlsplit(server.url).netloc
    return http.client.HTTPSConnection(place, context=context, source_address=source_address)


def members(start, target, count):
    """So many members, a hundred a tenant."""
    server = start()
    try:
        faces = connect(server)
        tokens = open_tenants(server, faces, max(1, count // MEMBERS_EACH))
        print(f"{server.resident_mebibytes():.0f} MiB resident")
        kept = server.folder.parent / "tokens"
        kept.write_text("\n".join(tokens))
        for part in range(PARTS):
            first, end = part * count // PARTS, (part + 1) * count // PARTS
            used, begun = sessions.cpu_seconds(server), time.monotonic()
            subprocess.run([target / "examples/members", server.url, server.ca, kept, str(first), str(end)], check=True)
            took, used = time.monotonic() - begun, sessions.cpu_seconds(server) - used
            print(f"{end} members: {(end - first) / took:.0f} a second, {used / (end - first) * 1e6:.0f} us of the server's "
                  f"processors each, {server.resident_mebibytes():.0f} MiB resident", flush=True)
        # That of before was idle for so long that it is closed.
        faces = connect(server)
        first, last = listing(faces, tokens[0]), listing(faces, tokens[-1])
        print(f"a page of members: {first:.2f} ms of the first tenant, {last:.2f} ms of the last")
        compare_addresses(server, target, count)
        print(f"{server.resident_mebibytes():.0f} MiB resident; {sum(it.stat().st_size for it in pathlib.Path(server.folder).rglob('*') if it.is_file()) / 2**20:.0f} MiB on disk")
    finally:
        server.stop()
