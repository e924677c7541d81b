"""A store with the interface of S3 whose one bucket keeps versions and locks them, by default, for a time.

It says on one line where it listens, and then does what it is told on its input, a line each, with an answer of one
line. It ends when its input does, so that nobody has to end it.
"""

import logging
import sys
import time
from datetime import datetime, timezone

import boto3
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

BUCKET = sys.argv[1]

logging.getLogger("werkzeug").setLevel(logging.CRITICAL)

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
address = f"http://{host}:{port}"
known = {"aws_access_key_id": "any", "aws_secret_access_key": "any", "region_name": "us-east-1"}
s3 = boto3.client("s3", endpoint_url=address, **known)
s3.create_bucket(Bucket=BUCKET, ObjectLockEnabledForBucket=True)
retention = {"Mode": "COMPLIANCE", "Days": 30}
lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}}
s3.put_object_lock_configuration(Bucket=BUCKET, ObjectLockConfiguration=lock)


def versions():
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=BUCKET)
    return [version for page in pages for version in page.get("Versions", [])]


def moment():
    """Waits until the second is over: versions are told apart by no less."""
    now = time.time()
    time.sleep(1 - now % 1)
    return datetime.fromtimestamp(int(now), timezone.utc).isoformat()


def remove_everything():
    """What somebody can do who has credentials that allow everything but to lift a lock."""
    for key in {version["Key"] for version in versions()}:
        s3.delete_object(Bucket=BUCKET, Key=key)
    refused = 0
    for version in versions():
        try:
            s3.delete_object(Bucket=BUCKET, Key=version["Key"], VersionId=version["VersionId"])
        except ClientError as error:
            refused += error.response["Error"]["Code"] == "AccessDenied"
    left = s3.list_objects_v2(Bucket=BUCKET)["KeyCount"]
    return f"{left} left, {refused} refused"


told = {
    "count versions": lambda: len(versions()),
    "end a moment": moment,
    "remove everything": remove_everything,
}
print(address, flush=True)
for line in sys.stdin:
    print(told[line.strip()](), flush=True)
server.stop()
