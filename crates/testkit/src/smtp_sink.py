"""A mail server that keeps what it is sent in a folder, and refuses when it is told to.

It listens twice: with TLS from the first byte, and with STARTTLS, without which nothing is taken. Both ports are free
ones, and are printed on one line when it is ready. It ends when its input does, so that nobody has to end it.
"""

import asyncio
import json
import logging
import pathlib
import ssl
import sys
from email import policy
from email.parser import BytesParser

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

FOLDER = pathlib.Path(sys.argv[1])
USER, PASSWORD = sys.argv[2].encode(), sys.argv[3].encode()


# It warns of what tests ask of it on purpose.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


class Sink:
    """Takes messages, unless the file `mood` says what to answer instead."""

    kept = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        mood = (FOLDER / "mood").read_text()
        if mood:
            return mood.replace("ADDRESS", address)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        message = BytesParser(policy=policy.default).parsebytes(envelope.content)
        part = lambda kind: (found := message.get_body(preferencelist=(kind,))) and found.get_content()
        kept = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "hello": session.host_name,
            "headers": [[name, str(value)] for name, value in message.items()],
            "text": part("plain"),
            "html": part("html"),
            "raw": envelope.content.decode("ascii"),
        }
        Sink.kept += 1
        new = FOLDER / "new"
        new.write_text(json.dumps(kept))
        new.rename(FOLDER / f"{Sink.kept:06}.json")
        return f"250 2.0.0 kept as {Sink.kept}"


def authenticate(server, session, envelope, mechanism, data):
    is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=is_known, handled=False)


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(FOLDER / "server.pem", FOLDER / "server.key")
    common = {"auth_required": True, "authenticator": authenticate, "hostname": "sink.test"}
    sink = Sink()
    # What comes in here is encrypted already, which the library does not see.
    implicit = lambda: SMTP(sink, auth_require_tls=False, **common)
    starttls = lambda: SMTP(sink, tls_context=context, require_starttls=True, **common)
    loop = asyncio.get_running_loop()
    servers = [
        await loop.create_server(implicit, "127.0.0.1", 0, ssl=context),
        await loop.create_server(starttls, "127.0.0.1", 0),
    ]
    print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
