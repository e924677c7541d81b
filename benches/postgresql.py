"""A PostgreSQL server of the benchmark's own, the floors on it, and Ribcage before it."""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request

PROGRAMS = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
OPTIONS = "-c listen_addresses= -c max_connections=200 -c shared_buffers=512MB -c max_wal_size=4GB"
STORES = ("identity", "records", "keys")
# One statement, so that the floor pays one journey and one durable commit for what a create writes.
CREATE = (
    "WITH kept AS (INSERT INTO rows (body) VALUES (decode(repeat('ab', 1024), 'hex')))"
    " INSERT INTO events (body) VALUES (decode(repeat('cd', 200), 'hex'));"
)
READ = "INSERT INTO events (body) VALUES (decode(repeat('cd', 200), 'hex'));"


class Cluster:
    """A server with its data in a folder, reached by a socket in it."""

    def __init__(self, folder):
        if not PROGRAMS:
            sys.exit("PostgreSQL is not installed (apt-get install postgresql)")
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o755)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "--pgdata", self.folder / "data", "--auth=trust", "--username", "postgres", "--encoding=UTF8", "--locale=C")
        options = f"{OPTIONS} -c unix_socket_directories={self.folder}"
        self.run("pg_ctl", "--pgdata", self.folder / "data", "--log", self.folder / "log", "--wait", "--options", options, "start")

    def run(self, program, *arguments):
        command = [PROGRAMS[-1] / program, *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd="/").stdout

    def sql(self, sql, database="postgres"):
        return self.run("psql", "--host", self.folder, "--dbname", database, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--command", sql).strip()

    def floor(self, statement, connections, seconds):
        """Transactions a second, each of one statement."""
        script = self.folder / "floor.sql"
        script.write_text(statement + "\n")
        script.chmod(0o644)
        text = self.run(
            "pgbench", "--host", self.folder, "--no-vacuum", "--protocol=prepared", f"--client={connections}",
            f"--jobs={min(connections, 2)}", f"--time={seconds}", f"--file={script}", "postgres",
        )
        return float(re.search(r"tps = ([\d.]+)", text)[1])

    def stop(self):
        self.run("pg_ctl", "--pgdata", self.folder / "data", "--mode=immediate", "stop")


class Server:
    """A Ribcage server before the cluster, with one tenant and a clinician's token."""

    def __init__(self, binary, cluster, folder, first=None):
        self.binary, self.cluster, self.folder, self.first = binary, cluster, pathlib.Path(folder), first
        self.data = self.folder / "data"
        self.configuration = self.folder / "ribcage.toml"
        if first:
            shutil.copytree(first.data, self.data, ignore=shutil.ignore_patterns("lock", "operator.sock"))
            self.data.chmod(0o700)
        else:
            self.folder.mkdir()
            for store in STORES:
                cluster.sql(f"CREATE ROLE ribcage_{store} LOGIN")
                cluster.sql(f"CREATE DATABASE ribcage_{store} OWNER ribcage_{store}")
        root_key = (first or self).data / "root.key"
        lines = [f'data = "{self.data}"', 'database = "postgresql"', f'root_key_file = "{root_key}"', 'log_level = "warn"']
        lines += [f'postgresql_{store} = "host={cluster.folder} user=ribcage_{store} dbname=ribcage_{store}"' for store in STORES]
        self.configuration.write_text("\n".join(lines) + "\n")
        self.configuration.chmod(0o600)
        if not first:
            subprocess.run([binary, "init", "--config", self.configuration], check=True)
        self.start()
        self.token = first.token if first else self.clinician(self.tenant("Clinic"))

    def start(self):
        ports = [free_port(), free_port()]
        environment = {
            **os.environ,
            "RIBCAGE_LISTEN": f"127.0.0.1:{ports[0]}",
            "RIBCAGE_OPERATIONS_LISTEN": f"127.0.0.1:{ports[1]}",
        }
        self.operations_url = f"http://127.0.0.1:{ports[1]}"
        self.url, self.ca = f"https://127.0.0.1:{ports[0]}", str(self.data / "tls/ca.pem")
        self.process = subprocess.Popen([self.binary, "serve", "--config", self.configuration], env=environment)
        while True:
            try:
                urllib.request.urlopen(f"{self.operations_url}/readyz").read()
                return
            except OSError:
                if self.process.poll() is not None:
                    sys.exit("the server did not start")

    def tenant(self, name):
        """Opens a tenant, and gives its administrator's token."""
        text = subprocess.run([self.binary, "tenant", "create", name, "--config", self.configuration], check=True, capture_output=True, text=True).stdout
        credential = re.search(r"credential\s+(\S+)", text)[1]
        return self.ask("/api/tenant/claim", credential, {"name": "administrator"})["token"]

    def clinician(self, administrator):
        return self.ask("/api/clients", administrator, {"name": "ward", "roles": ["clinician"]})["token"]

    def ask(self, path, token, body=None):
        request = urllib.request.Request(self.url + path, data=json.dumps(body).encode() if body else None)
        request.add_header("Authorization", f"Bearer {token}")
        request.add_header("Content-Type", "application/json")
        context = ssl.create_default_context(cafile=self.ca)
        return json.loads(urllib.request.urlopen(request, context=context).read())

    def resident_mebibytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def key_service_calls(self):
        metrics = urllib.request.urlopen(f"{self.operations_url}/metrics").read().decode()
        return sum(int(number) for number in re.findall(r"^ribcage_key_service_calls_total\{.*\} (\d+)$", metrics, re.MULTILINE))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
