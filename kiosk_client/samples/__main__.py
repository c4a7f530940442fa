"""`python -m kiosk_client.samples [PORT]`: the sample site on this machine."""

import sys

import uvicorn

from .site import sample_site

uvicorn.run(sample_site(), host="127.0.0.1", port=int(sys.argv[1]) if len(sys.argv) > 1 else 8090, log_level="warning")
