"""Looks at every picture that has come out of the agent's decoder for what nobody may see, and for what everybody may."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image

from tests.support.programs import program

from .serving import serving

SECRET, OPEN = "SECRET-7391", "OPEN-2468"
"""What the two codes on the page say."""
QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
MAGENTA = 160
"""Both colour differences of the canaries' colour are above it, and nothing else on the page is of that colour."""
FORWARD = """
(url) => {
  const look = async (reader) => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const frame = next.value;
      const { width, height } = frame.visibleRect;
      const bytes = new Uint8Array(frame.allocationSize());
      const [luma] = await frame.copyTo(bytes);
      const given = `${frame.format} ${width} ${height} ${luma.stride}`;
      frame.close();
      await fetch(url, { method: 'POST', body: bytes, headers: { 'X-Picture': given } });
    }
  };
  window.onpeer = (peer) => peer.addEventListener('track', ({ track }) => {
    const of = peer.getTransceivers().findIndex((transceiver) => transceiver.receiver.track === track);
    if (of === 1) look(new MediaStreamTrackProcessor({ track: track.clone(), maxBufferSize: 10 }).readable.getReader());
  });
}
"""


class Inspection:
    """Counts. A picture with anything of a canary in it is kept, at most ten."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._changed = threading.Condition()
        self._latest: np.ndarray | None = None
        self._read: bytes = b""
        self.pictures = 0
        self.coloured = 0
        """Pictures with as much as a dot of the canaries' colour."""
        self.secret_codes = 0
        self.secret_words = 0
        self.open_codes = 0
        self.open_words = 0
        self.pictures_read = 0
        self.faults: list[str] = []

    def take(self, given: str, body: bytes) -> None:
        kind, *sides = given.split()
        width, height, stride = map(int, sides)
        if kind != "I420":
            raise ValueError(f"a picture in {kind}")
        grey = np.frombuffer(body, np.uint8, stride * height).reshape(height, stride)[:, :width]
        chroma = np.frombuffer(body, np.uint8, offset=stride * height).reshape(2, (height + 1) // 2, -1)
        coloured = int(np.count_nonzero((chroma[0] > MAGENTA) & (chroma[1] > MAGENTA)))
        found = [code.text for code in zxingcpp.read_barcodes(grey, QR_CODES)]
        with self._changed:
            self.pictures += 1
            self.coloured += coloured > 0
            self.secret_codes += SECRET in found
            self.open_codes += OPEN in found
            self._latest = grey
            self._changed.notify_all()
        if coloured > 0 or SECRET in found:
            self._keep(grey, f"{coloured} dots, {found}")

    def _keep(self, grey: np.ndarray, fault: str) -> None:
        if len(self.faults) < 10:
            path = self._directory / f"canary-{self.pictures}.png"
            Image.fromarray(grey).save(path)
            self.faults.append(f"{path}: {fault}")

    def read_words(self) -> None:
        """Reads the newest picture, as often as a slow reader can."""
        with self._changed:
            picture = self._latest
        if picture is None:
            return
        Image.fromarray(picture).save(self._directory / "read.png")
        reader = [program("tesseract", "tesseract-ocr"), str(self._directory / "read.png"), "-", "--psm", "11"]
        words = subprocess.run(reader, capture_output=True, text=True, check=True, env={"OMP_THREAD_LIMIT": "1"}).stdout
        self.pictures_read += 1
        self.open_words += "2468" in words
        if any(part in words for part in ("SECRET", "7391", "CANARY")):
            self.secret_words += 1
            self._keep(picture, words)

    def wait_for_more(self, pictures: int, seconds: float) -> bool:
        with self._changed:
            wanted = self.pictures + pictures
            return self._changed.wait_for(lambda: self.pictures >= wanted, seconds)

    def report(self) -> dict[str, int]:
        return {
            name: value for name, value in vars(self).items() if isinstance(value, int) and not name.startswith("_")
        }


@contextmanager
def an_inspection(directory: Path) -> Iterator[tuple[Inspection, str]]:
    inspection = Inspection(directory)

    class Handler(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            inspection.take(self.headers["X-Picture"], self.rfile.read(int(self.headers["Content-Length"])))
            self._answer()

        def _answer(self) -> None:
            self.send_response(204)
            for name in ("Origin", "Headers"):
                self.send_header(f"Access-Control-Allow-{name}", "*")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Not a line for each picture."""

    with serving(Handler) as port:
        yield inspection, f"http://127.0.0.1:{port}/"
