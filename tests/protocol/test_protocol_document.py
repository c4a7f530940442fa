"""PROTOCOL.md can be believed: its examples are real messages, its figures are those of the code."""

import base64
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from signaling.core.limits import Limits
from signaling.core.session import EndReason, SessionState
from signaling.protocol import VERSION, sdp
from signaling.protocol.codes import MAX_FRAME
from signaling.protocol.messages import client_message, server_message

DOCUMENT = (Path(__file__).parents[2] / "signaling/protocol/PROTOCOL.md").read_text(encoding="utf-8")
PROSE = " ".join(DOCUMENT.split())
EXAMPLES = re.findall(r"^(kiosk|agent|guest|server) +→ (\{.*?\})$(?=\n\w|\n```)", DOCUMENT, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("speaker", "text"), EXAMPLES, ids=lambda value: value[:40])
def test_every_example_is_a_message_that_its_speaker_may_send(speaker: str, text: str) -> None:
    adapter = server_message if speaker == "server" else client_message
    message = adapter.validate_python(json.loads(text))
    assert speaker in message.senders
    assert json.loads(message.model_dump_json()) == json.loads(text)


def test_the_examples_show_a_whole_session() -> None:
    shown = {json.loads(text)["type"] for _, text in EXAMPLES}
    assert shown >= {
        "challenge", "hello", "kiosk_welcome", "kiosk_snapshot", "request_help", "consent", "agent_snapshot",
        "get_ice_servers", "ice_servers", "signal", "signal_ack", "accept", "media_ready", "send_chat", "chat", "end",
        "rate", "finish_wrap_up", "timeline", "refused", "done",
    }  # fmt: skip
    assert len(EXAMPLES) == DOCUMENT.count(" → {")


def value_of(row: str) -> str:
    match = re.search(rf"^\| {re.escape(row)} \| `(.+)` \|$", DOCUMENT, re.MULTILINE)
    assert match, row
    return match[1]


def number_of(row: str) -> int:
    text = value_of(row)
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def test_the_worked_proof_verifies_and_is_the_deterministic_one() -> None:
    key = ec.derive_private_key(number_of("private key, `d`"), ec.SECP256R1())
    public = ec.EllipticCurvePublicNumbers(number_of("public key, `x`"), number_of("public key, `y`"), ec.SECP256R1())
    assert key.public_key().public_numbers() == public
    text = value_of("signed text").encode()
    assert text == b"bangban-ws:" + value_of("nonce").encode()
    proof = number_of("proof").to_bytes(64)
    signature = utils.encode_dss_signature(int.from_bytes(proof[:32]), int.from_bytes(proof[32:]))
    public.public_key().verify(signature, text, ec.ECDSA(hashes.SHA256()))
    assert key.sign(text, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)) == signature


def test_every_state_and_end_reason_is_explained() -> None:
    assert not {state.value for state in SessionState} - set(re.findall(r"`(\w+)`", DOCUMENT))
    reasons = DOCUMENT.split("`end_reason`: ")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", reasons)) == {reason.value for reason in EndReason}


@pytest.mark.parametrize(
    "sentence",
    [
        f"# The Bangban protocol, version {VERSION}",
        f"| a frame | {MAX_FRAME:,} bytes |",
        f"1 to {sdp.MAX_MEDIA} media sections",
        f"at most {sdp.MAX_CANDIDATES} candidates",
        f"**No media {Limits().connect // 1000} s after the accept**",
        f"a resident's place or session for {Limits().kiosk_grace // 1000} s",
        f"an agent's session for {Limits().agent_grace // 1000} s",
    ],
)
def test_figures_are_those_of_the_code(sentence: str) -> None:
    assert sentence in PROSE
