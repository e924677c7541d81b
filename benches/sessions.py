"""What a session costs beside a token, and what 200 who guess passwords cost those who are signed in."""

import http.client
import json
import os
import pathlib
import re
import ssl
import statistics
import subprocess
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ATTACKERS = 200
# Somebody at work asks for this much in a second.
READS_A_SECOND = 50
ROUNDS = 4
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(server):
    """What the server has used of processors until now."""
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def sign_in(server, target):
    """The cookie of somebody's session, and a first message of a sign-in."""
    access = json.loads((server.folder / "access.json").read_text())
    person = next(it for it in access["people"] if it["roles"] == ["clinician"])
    command = [target / "examples/sign_in", server.url, server.ca, person["email"], person["password"]]
    cookie, request = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return person["email"], cookie, request


def compare_checks(server, cookie, seconds):
    """Reads with a token and with a session in turn: what one costs the server's processors, in microseconds."""
    costs = {"token": [], "session": []}
    for _ in range(ROUNDS):
        for name, header in (("token", f"Authorization: Bearer {server.token}"), ("session", f"Cookie: {cookie}")):
            before = cpu_seconds(server)
            command = ["wrk", "-t", "1", "-c", "4", "-d", f"{seconds}s", "-H", header, f"{server.url}/fhir/R4/Observation/bench-1"]
            text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            if "Non-2xx" in text:
                raise SystemExit(f"requests were refused:\n{text}")
            requests = int(re.search(r"(\d+) requests in", text)[1])
            costs[name].append((cpu_seconds(server) - before) / requests * 1e6)
    token, session = (statistics.median(costs[name]) for name in ("token", "session"))
    print(f"a read costs {token:.0f} us with a token and {session:.0f} us with a session: {session - token:+.0f} us")


class Reader(threading.Thread):
    """Somebody who is signed in and reads at an even pace; notes how long each read takes."""

    def __init__(self, server, cookie, seconds):
        super().__init__()
        self.address = urllib.parse.urlsplit(server.url).netloc
        self.context, self.cookie, self.seconds = ssl.create_default_context(cafile=server.ca), cookie, seconds
        self.times = []

    def run(self):
        connection = http.client.HTTPSConnection(self.address, context=self.context)
        begun = time.monotonic()
        for turn in range(int(self.seconds * READS_A_SECOND)):
            time.sleep(max(0, begun + turn / READS_A_SECOND - time.monotonic()))
            asked = time.monotonic()
            connection.request("GET", "/fhir/R4/Observation/bench-1", headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            self.times.append((time.monotonic() - asked) * 1000)


def p99(times):
    return statistics.quantiles(times, n=100)[98]


def under_attack(server, person, seconds):
    """The p99 of somebody who reads, calm and beside those who guess, and what the guessing costs."""
    email, cookie, request = person
    seen = {}
    for name in ("calm", "attacked"):
        reader, before = Reader(server, cookie, seconds), cpu_seconds(server)
        guessing = None
        if name == "attacked":
            command = ["wrk", "-t", "1", "-c", str(ATTACKERS), "-d", f"{seconds}s", "-s", HERE / "guess.lua", server.url]
            environment = {**os.environ, "BENCH_EMAIL": email, "BENCH_LOGIN_REQUEST": request}
            guessing = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        reader.start()
        reader.join()
        seen[name] = (p99(reader.times), cpu_seconds(server) - before)
        if guessing:
            text = guessing.communicate()[0]
            tries = re.search(r"(\d+) requests in", text)[1]
            print(f"{ATTACKERS} guessers: {tries} tries answered in {seconds} s")
    (calm, used_calm), (attacked, used_attacked) = seen["calm"], seen["attacked"]
    share = (used_attacked - used_calm) / (seconds * os.cpu_count())
    print(f"p99 of who is signed in: {calm:.1f} ms calm, {attacked:.1f} ms beside them ({attacked / calm:.1f} x)")
    print(f"the guessers take {share:.1%} of the machine's processors")


def sessions(start, target, seconds):
    """All of it on one server, on which no limit of an address helps: guessers come from everywhere."""
    server = start(RIBCAGE_SIGN_INS_PER_ADDRESS="0")
    try:
        server.load(100, 100)
        person = sign_in(server, target)
        compare_checks(server, person[1], seconds)
        under_attack(server, person, max(seconds, 20))
    finally:
        server.stop()
