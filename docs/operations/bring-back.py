"""Brings what stood in a bucket at a moment into a folder, out of the versions that the bucket keeps.

    python3 bring-back.py BUCKET PREFIX MOMENT FOLDER

MOMENT is as in 2026-11-30T20:15:00Z. Of each object the version is taken that was the newest then; one that had been
removed by then stays away, unless it was put in the same second. It needs boto3, and may do with the bucket what boto3 finds credentials for: s3:ListBucketVersions
and s3:GetObjectVersion. Stores other than AWS are named by AWS_ENDPOINT_URL and AWS_CA_BUNDLE.
"""

import sys
from datetime import datetime
from pathlib import Path

import boto3

bucket, prefix, moment, folder = sys.argv[1:]
prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
moment = datetime.fromisoformat(moment)
folder = Path(folder)
folder.mkdir(mode=0o700)

s3 = boto3.client("s3")
newest = {}
for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
    for kind in ("Versions", "DeleteMarkers"):
        for version in page.get(kind, []):
            key, when = version["Key"], version["LastModified"]
            if when <= moment and (key not in newest or when > newest[key][0]):
                newest[key] = (when, kind, version["VersionId"])

brought = 0
for key, (_, kind, version) in sorted(newest.items()):
    path = folder / key[len(prefix) :]
    if kind == "DeleteMarkers" or not path.resolve().is_relative_to(folder.resolve()):
        continue
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    body = s3.get_object(Bucket=bucket, Key=key, VersionId=version)["Body"]
    with path.open("wb") as file:
        for part in body.iter_chunks(1 << 20):
            file.write(part)
    brought += 1
print(f"brought back: {brought} objects of {len(newest)} that were there before")
