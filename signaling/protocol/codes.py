"""Error codes and close codes, with the sentence that PROTOCOL.md prints for each."""

from enum import IntEnum, StrEnum

MAX_FRAME = 64 * 1024
"""Bytes. A longer frame closes the connection with 1009."""


class ErrorCode(StrEnum):
    """`code` of `error` and of `refused`. The refusals of the switchboard have the same names as in `signaling.core`."""

    MALFORMED = "malformed"
    UNKNOWN_TYPE = "unknown_type"
    INVALID_FIELD = "invalid_field"
    BAD_SDP = "bad_sdp"
    BAD_CANDIDATE = "bad_candidate"
    WRONG_ROLE = "wrong_role"
    NOT_WELCOMED = "not_welcomed"
    ALREADY_WELCOMED = "already_welcomed"
    UNSUPPORTED_PROTOCOL = "unsupported_protocol"
    RATE_LIMITED = "rate_limited"
    PEER_AWAY = "peer_away"
    UNAVAILABLE = "unavailable"
    TOKEN_INVALID = "token_invalid"
    TOKEN_EXPIRED = "token_expired"
    PROOF_INVALID = "proof_invalid"
    REVOKED = "revoked"

    UNKNOWN_SESSION = "unknown_session"
    NOT_YOUR_SESSION = "not_your_session"
    WRONG_STATE = "wrong_state"
    STALE_EPOCH = "stale_epoch"
    RING_GONE = "ring_gone"
    KIOSK_BUSY = "kiosk_busy"
    NOT_SIGNED_IN = "not_signed_in"
    ALREADY_SIGNED_IN = "already_signed_in"
    LIMIT_REACHED = "limit_reached"
    AGENT_NOT_FREE = "agent_not_free"

    NOT_ALLOWED = "not_allowed"
    NOT_ADMITTED = "not_admitted"
    NOT_OFFERED = "not_offered"
    NO_CALL_IN_TIME = "no_call_in_time"
    TOO_MANY_TICKETS = "too_many_tickets"
    MADE_ALREADY = "made_already"


ERROR_MEANING: dict[ErrorCode, str] = {
    ErrorCode.MALFORMED: "The frame was not one JSON object in UTF-8 text. Nothing was done.",
    ErrorCode.UNKNOWN_TYPE: "`type` is missing or names no message of this protocol version.",
    ErrorCode.INVALID_FIELD: "A field is missing, unknown, of the wrong type or out of bounds; `detail` names it.",
    ErrorCode.BAD_SDP: "The session description does not follow the rules of section Media; `detail` says which.",
    ErrorCode.BAD_CANDIDATE: "The candidate does not follow the rules of section Media.",
    ErrorCode.WRONG_ROLE: "This message is not for your role.",
    ErrorCode.NOT_WELCOMED: "Say `hello` first and wait for `welcome`.",
    ErrorCode.ALREADY_WELCOMED: "`hello` was answered already on this connection.",
    ErrorCode.UNSUPPORTED_PROTOCOL: "The server speaks other protocol versions; `detail` lists them.",
    ErrorCode.RATE_LIMITED: "Too many messages; this one was dropped. Slow down, or the connection is closed with 4429.",
    ErrorCode.PEER_AWAY: "The other participant is not connected now. Send it again when the snapshot says it is back.",
    ErrorCode.UNAVAILABLE: "The server could not store this now. Send the same message again, with the same `id`.",
    ErrorCode.TOKEN_INVALID: "The token is not one of ours, not for this purpose, or damaged. Get a new one.",
    ErrorCode.TOKEN_EXPIRED: "The token has expired. Get a new one.",
    ErrorCode.PROOF_INVALID: "The signature over the challenge does not match the kiosk's enrolled key.",
    ErrorCode.REVOKED: "This account or kiosk has been disabled by an administrator.",
    ErrorCode.UNKNOWN_SESSION: "There is no such live session at your desk.",
    ErrorCode.NOT_YOUR_SESSION: "You are not a participant of that session.",
    ErrorCode.WRONG_STATE: "The session or agent is not in a state that allows this; the next snapshot shows which it is in.",
    ErrorCode.STALE_EPOCH: "The epoch is not the session's present one. Take the one of the last snapshot.",
    ErrorCode.RING_GONE: "The ring is over: accepted, unanswered, cancelled or rescinded.",
    ErrorCode.KIOSK_BUSY: "The kiosk has a live session already; the snapshot shows it.",
    ErrorCode.NOT_SIGNED_IN: "The agent is not signed in at the desk.",
    ErrorCode.ALREADY_SIGNED_IN: "This agent is connected from another window. Say `hello` again with `takeover: true`.",
    ErrorCode.NOT_OFFERED: "The session did not end for want of an agent, or more than ten minutes ago.",
    ErrorCode.NO_CALL_IN_TIME: "The desk does not open before the number would have to be deleted.",
    ErrorCode.TOO_MANY_TICKETS: "This kiosk made, or the desk has, too many tickets. Offer another way.",
    ErrorCode.MADE_ALREADY: "The session has such a ticket already, with another number.",
    ErrorCode.AGENT_NOT_FREE: "That colleague cannot be rung now; `detail` says why. Ask another, or later.",
    ErrorCode.NOT_ALLOWED: "Your account has not the right; `rights` of `agent_welcome` lists those that it has.",
    ErrorCode.NOT_ADMITTED: "The talk is over, or the guest no more in it. Only a new code lets them in.",
    ErrorCode.LIMIT_REACHED: "This has been done as often as it may be; `detail` says how often that is.",
}


class CloseCode(IntEnum):
    GOING_AWAY = 1012
    TOO_BIG = 1009
    SUPERSEDED = 4001
    PROTOCOL_ERROR = 4400
    UNAUTHENTICATED = 4401
    REVOKED = 4403
    HELLO_TIMEOUT = 4407
    HEARTBEAT_LOST = 4408
    SLOW_CONSUMER = 4413
    FLOOD = 4429
    INTERNAL = 4500


CLOSE_MEANING: dict[CloseCode, str] = {
    CloseCode.GOING_AWAY: "The server restarts. Connect again after the `retry_ms` of `going_away`.",
    CloseCode.TOO_BIG: f"A frame was longer than {MAX_FRAME} bytes. Connect again; do not send it again.",
    CloseCode.SUPERSEDED: "A newer connection of the same kiosk, agent or guest took over. Do not connect again by yourself.",
    CloseCode.PROTOCOL_ERROR: "Ten faulty messages on one connection.",
    CloseCode.UNAUTHENTICATED: "The token was refused, or expired and was not renewed. Get a new one and connect again.",
    CloseCode.REVOKED: "Disabled by an administrator, or a guest no more admitted. Do not connect again by yourself.",
    CloseCode.HELLO_TIMEOUT: "No valid `hello` within 10 s of connecting.",
    CloseCode.HEARTBEAT_LOST: "Nothing was heard for longer than `dead_after_ms` of `welcome`. Connect again.",
    CloseCode.SLOW_CONSUMER: "Too much was waiting to be read by you. Connect again for a fresh snapshot.",
    CloseCode.FLOOD: "Too many messages in spite of `rate_limited`. Connect again after 30 s.",
    CloseCode.INTERNAL: "A fault of the server; it is in its log. Connect again.",
}
