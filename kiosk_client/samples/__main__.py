"""The sample site on this machine: `python -m kiosk_client.samples --help`."""

import argparse

import uvicorn

from .site import sample_site

parser = argparse.ArgumentParser(prog="python -m kiosk_client.samples", description="A self-service site to try.")
parser.add_argument("port", nargs="?", type=int, default=8090)
parser.add_argument(
    "--help-at", metavar="ORIGIN", help="Bangban server for the help button, such as http://localhost:8080"
)
given = parser.parse_args()

uvicorn.run(sample_site(help_at=given.help_at), host="127.0.0.1", port=given.port, log_level="warning")
