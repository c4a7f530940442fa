"""The messages of protocol version 1, one class each.

A message to the server that has an `id` is a command: it is answered by exactly one `done` or `refused` (or `ice_servers`,
`ticket`, `colleagues`, `admitted`) with that `id`, and may be sent again with the same `id` until it is. Fields are required
unless they say otherwise.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter

from .codes import ErrorCode
from .fields import (
    AgentStateName,
    BreakReason,
    Code,
    ConsentPart,
    ContextPart,
    GuestCode,
    GuestModeName,
    IceServer,
    Id,
    Language,
    Line,
    Milliseconds,
    Number,
    OutcomeName,
    Part,
    Participant,
    Phone,
    RightName,
    Service,
    SessionStateName,
    ShortLine,
    ShortText,
    Text,
    TicketKindName,
    Tongue,
    WaitRange,
)
from .guidance import Guidance
from .guides import Anchor
from .timeline import TimelineEntry


class Message(Part):
    senders: ClassVar[frozenset[str]]
    """Who may send it: `kiosk`, `agent` (a console), `guest` (a family member's page), `server`."""


class FromAnyClient(Message):
    senders = frozenset({"kiosk", "agent", "guest"})


class FromKioskOrAgent(Message):
    senders = frozenset({"kiosk", "agent"})


class FromKiosk(Message):
    senders = frozenset({"kiosk"})


class FromAgent(Message):
    senders = frozenset({"agent"})


class FromGuest(Message):
    senders = frozenset({"guest"})


class FromServer(Message):
    senders = frozenset({"server"})


# --- connection -----------------------------------------------------------------------------------------------------


class Challenge(FromServer):
    """First frame on every connection."""

    type: Literal["challenge"] = "challenge"
    nonce: Annotated[str, Field(max_length=64)]


class Hello(FromAnyClient):
    """First frame of the client. A kiosk proves that it holds its key: `proof` is the base64url of the raw (r‖s)
    ECDSA P-256/SHA-256 signature over the UTF-8 text `bangban-ws:` + nonce. An agent and a
    guest send `proof: null`."""

    type: Literal["hello"] = "hello"
    protocol: Number
    token: Annotated[str, Field(max_length=4096)]
    proof: Annotated[str, Field(max_length=128)] | None
    instance: Id
    """Chosen by the client per window, kept over a reload. Another instance of the same agent must take over."""
    takeover: bool


class Renew(FromAnyClient):
    """A fresh token, before the old one expires."""

    type: Literal["renew"] = "renew"
    id: Number
    token: Annotated[str, Field(max_length=4096)]


class Ping(FromAnyClient):
    type: Literal["ping"] = "ping"


class Pong(FromServer):
    type: Literal["pong"] = "pong"


class Heartbeat(Part):
    ping_every_ms: Milliseconds
    dead_after_ms: Milliseconds


class DeskInfo(Part):
    id: Id
    name: Annotated[str, Field(max_length=200)]
    phone: Annotated[str, Field(max_length=40)]
    zone: Annotated[str, Field(max_length=64)]
    """IANA time zone in which its opening hours are told, whatever that of the machine."""
    services: list[Service]
    break_reasons: list[BreakReason]
    tongues: list[Tongue]
    """Languages, beside the usual one, in which the desk has agents: what a resident may wish for."""


class KioskWelcome(FromServer):
    type: Literal["kiosk_welcome"] = "kiosk_welcome"
    link: Id
    kiosk: Id
    kiosk_name: str
    site_name: str
    desk: DeskInfo
    heartbeat: Heartbeat
    now: Milliseconds


class AgentWelcome(FromServer):
    type: Literal["agent_welcome"] = "agent_welcome"
    link: Id
    agent: Id
    display_name: str
    rights: list[RightName]
    """What this account may do beyond serving residents."""
    desk: DeskInfo
    heartbeat: Heartbeat
    now: Milliseconds


class GuestWelcome(FromServer):
    type: Literal["guest_welcome"] = "guest_welcome"
    link: Id
    session: Id
    participant: Participant
    desk_name: Annotated[str, Field(max_length=200)]
    heartbeat: Heartbeat
    now: Milliseconds


class GoingAway(FromServer):
    type: Literal["going_away"] = "going_away"
    retry_ms: Milliseconds


class Error(FromServer):
    """About a frame that was no command, or could not be read."""

    type: Literal["error"] = "error"
    code: ErrorCode
    detail: str


class Done(FromServer):
    type: Literal["done"] = "done"
    id: Number


class Refused(FromServer):
    type: Literal["refused"] = "refused"
    id: Number
    code: ErrorCode
    detail: str


# --- what a client sees ---------------------------------------------------------------------------------------------


class DeskStatus(Part):
    """As it is for residents: a desk that another one helps out counts as open and staffed."""

    open: bool
    staffed: bool
    """Somebody is signed in and not on a break."""
    next_opening: Milliseconds | None


GuestRole = Literal["colleague", "supervisor", "family"]
"""`family`: without an account, let in by a code; never sent the kiosk's screen."""


class KioskGuest(Part):
    """Somebody beside the agent. The resident is told of each, whatever their mode."""

    name: Participant
    display_name: str
    """Empty for `family`."""
    role: GuestRole
    mode: GuestModeName
    """But for `consult` the kiosk connects to them; it plays only who is in `conference`."""
    epoch: Number
    """Of their media: a connection per guest, as with the agent."""
    present: bool


class ShownStep(Part):
    """A step of a guide that agent and resident have before them: the same on both screens."""

    service: Code
    version: Number
    """Of the guide, when the step was shown."""
    step: Code
    number: Annotated[int, Field(ge=1, le=100)]
    """Its place in the guide, 1 for the first."""
    count: Annotated[int, Field(ge=1, le=100)]
    """Steps that the guide has."""
    title: ShortText
    card: ShortText
    """What is to be done, in a few large words."""
    spoken: Text | None
    """What is read aloud; `null`: the card."""
    anchor: Anchor | None
    """Where it is on the page."""


class KioskSession(Part):
    id: Id
    state: SessionStateName
    ticket: str
    context: ContextPart
    requested_at: Milliseconds
    ahead: Number
    """Residents before this one in the line."""
    wait: WaitRange | None
    """`null` while the desk has too few recent answers to tell."""
    ticket_from: Milliseconds
    """From when on a ticket is to be offered instead of waiting on."""
    epoch: Number
    relay_only: bool
    consent: ConsentPart | None
    agent_name: str | None
    agent_present: bool
    answered_at: Milliseconds | None
    guests: list[KioskGuest]
    shown_step: ShownStep | None
    guide_done: bool
    """The agent said so of the step that was shown last; until another is shown, or that is hidden."""
    left_until: Milliseconds | None
    """The resident has left the line (`end`); until then `request_help` with this session's id has place and clock again."""
    requeued: Literal["lost", "handed_back", "transferred"] | None
    """Why another agent is being found: the one there was lost their connection, gave the session back or passed it on."""
    end_reason: str | None


class KioskSnapshot(FromServer):
    """All a kiosk may know, each time it changes. `number` never decreases on a connection; ignore a lower one."""

    type: Literal["kiosk_snapshot"] = "kiosk_snapshot"
    number: Number
    now: Milliseconds
    desk: DeskStatus
    session: KioskSession | None


class Me(Part):
    state: AgentStateName
    reason: str | None
    since: Milliseconds
    next_state: AgentStateName | None
    next_reason: str | None


class Invitation(Part):
    by_name: str
    mode: GuestModeName


class RingCard(Part):
    ring: Id
    session: Id
    epoch: Number
    relay_only: bool
    deadline: Milliseconds
    prepared: bool
    """Whether this console is to prepare the media. Where several agents are rung only one does; who accepts without gets
    another epoch."""
    others: Number
    """How many other agents are rung for the same session now. The first who accepts has it."""
    ticket: str
    site_name: str
    kiosk_name: str
    context: ContextPart
    consent: ConsentPart | None
    requested_at: Milliseconds
    rings: Number
    """How many rings this session has had, this one included, those of the others now not."""
    from_desk: str | None
    """The name of the desk that this resident's machine belongs to, where that is another one."""
    invitation: Invitation | None
    """A colleague asks for help with their session: who accepts joins it as a guest. `null`: who accepts has the session."""


class SessionGuest(Part):
    name: Participant
    agent: Id | None
    """`null` for `family`."""
    display_name: str
    role: GuestRole
    mode: GuestModeName
    epoch: Number
    """Of their media with everybody who was there before them: resident, agent, guests with a smaller number."""
    rings_until: Milliseconds | None
    """Deadline of the ring, or of the code; `null` once they have joined."""
    code_used: bool
    """Of `family`: they are about to come, or have."""
    present: bool


class AgentSession(Part):
    id: Id
    participant: Participant
    """What this console is in the session: `agent`, or a guest, who may neither end nor wrap it up."""
    agent_name: str
    guests: list[SessionGuest]
    """This console too, if it is one."""
    next_guest: Number
    """`number` of the next `invite`."""
    hand_raised_at: Milliseconds | None
    """Since when the agent asks for a supervisor."""
    shown_step: ShownStep | None
    """What the resident sees; guests see it too."""
    guide_done: bool
    state: SessionStateName
    ticket: str
    site_name: str
    kiosk_name: str
    context: ContextPart
    consent: ConsentPart | None
    requested_at: Milliseconds
    answered_at: Milliseconds
    active_at: Milliseconds | None
    epoch: Number
    relay_only: bool
    kiosk_present: bool
    kiosk_lost_until: Milliseconds | None
    """When the session ends if the kiosk does not come back."""
    ended_at: Milliseconds | None
    end_reason: str | None
    wrap_up: Literal["mandatory", "asked", "not_asked"]
    """Whether one follows the talk. Where it was not asked for, the agent is free as soon as the talk is over, and the
    session is closed."""
    wrap_up_until: Milliseconds | None
    wrap_up_extensions: Number
    """How often it has been lengthened."""
    wrap_up_extensions_left: Number
    wrap_up_extension: Milliseconds
    """By how much, each time."""


class Waiter(Part):
    session: Id
    ticket: str
    site_name: str
    context: ContextPart
    requested_at: Milliseconds
    present: bool


class Queue(Part):
    waiting: Number
    first: Annotated[list[Waiter], Field(max_length=10)]
    available: Number
    busy: Number
    on_break: Number


class Talk(Part):
    """A session that has an agent, for a supervisor who may join it."""

    session: Id
    ticket: str
    site_name: str
    kiosk_name: str
    service: Code | None
    agent_name: str
    answered_at: Milliseconds
    hand_raised_at: Milliseconds | None
    guests: Number


class AgentSnapshot(FromServer):
    """All a console may know, each time it changes."""

    type: Literal["agent_snapshot"] = "agent_snapshot"
    number: Number
    now: Milliseconds
    me: Me
    ring: RingCard | None
    session: AgentSession | None
    queue: Queue
    talks: Annotated[list[Talk], Field(max_length=50)] | None
    """For supervisors: raised hands first, then the longest. `null` for other accounts."""


class GuestSession(Part):
    id: Id
    participant: Participant
    """What this guest is in the session."""
    agent_name: str
    agent_present: bool
    kiosk_present: bool
    relay_only: bool
    guests: list[KioskGuest]
    """This one too."""


class GuestSnapshot(FromServer):
    """All a family member may know, each time it changes: who is there, and nothing of the resident's matter."""

    type: Literal["guest_snapshot"] = "guest_snapshot"
    number: Number
    now: Milliseconds
    session: GuestSession | None
    end_reason: Literal["left", "dismissed", "lost", "over", "withdrawn", "unanswered"] | None
    """Why they are not in the session any more; nothing follows."""


# --- the resident ---------------------------------------------------------------------------------------------------


class RequestHelp(FromKiosk):
    """The touch. `session` is made by the kiosk (a UUID), so that a repeat is the same request."""

    type: Literal["request_help"] = "request_help"
    id: Number
    session: Id
    context: ContextPart


class Consent(FromKiosk):
    """Answer to the consent card, whole each time. No answer is a no."""

    type: Literal["consent"] = "consent"
    id: Number
    session: Id
    consent: ConsentPart
    text_version: Annotated[str, Field(max_length=40)]
    language: Language


class ChangeContext(FromKiosk):
    type: Literal["change_context"] = "change_context"
    id: Number
    session: Id
    context: ContextPart


class Rate(FromKiosk):
    """5 very satisfied … 1 very dissatisfied; once, for the kiosk's last session, within ten minutes of its end."""

    type: Literal["rate"] = "rate"
    id: Number
    session: Id
    rating: Annotated[int, Field(ge=1, le=5)]


class RequestTicket(FromKiosk):
    """Where nobody can come: to be called back, at `phone`, or to be known at the counter (`phone: null`). For the kiosk's
    waiting session, or its last one within ten minutes of an end for want of an agent. Answered by `ticket`."""

    type: Literal["request_ticket"] = "request_ticket"
    id: Number
    session: Id
    kind: TicketKindName
    phone: Phone | None


class TicketMade(FromServer):
    """Answer to `request_ticket`; the same answer to the same request. The number is deleted when the ticket is done, at
    the latest at `expires_at`."""

    type: Literal["ticket"] = "ticket"
    id: Number
    kind: TicketKindName
    number: Annotated[str, Field(max_length=16)]
    call_from: Milliseconds | None
    """When the desk opens next; `null` while it is open."""
    expires_at: Milliseconds


# --- the agent ------------------------------------------------------------------------------------------------------


class Presence(FromAgent):
    """While busy it is kept as the next state. `reason` is a break reason of the desk, for `break` only."""

    type: Literal["presence"] = "presence"
    id: Number
    state: Literal["available", "break", "offline"]
    reason: Code | None


class StepBack(FromAgent):
    """The console cannot serve: nobody would hear the agent. Until they say `presence` again they are `not_responding`
    for that reason, and a ring goes to somebody else; in a talk, it is kept as the next state."""

    type: Literal["step_back"] = "step_back"
    id: Number
    reason: Literal["microphone_failed"]


class Accept(FromAgent):
    type: Literal["accept"] = "accept"
    id: Number
    ring: Id


class Decline(FromAgent):
    """With the reason `busy` (here, but at something else) the agent is not rung for this resident for longer."""

    type: Literal["decline"] = "decline"
    id: Number
    ring: Id
    reason: Code | None


class MediaReady(FromAgent):
    """The console has decoded the first frame of this epoch: of the screen, if the kiosk says that it sends one; of anything
    else when there is no screen, or none after three seconds."""

    type: Literal["media_ready"] = "media_ready"
    id: Number
    session: Id
    epoch: Number


class TellWaiter(FromAgent):
    """A line to a resident of the desk who waits or is being rung for, from anybody who works at it. It goes into the
    session's chat, with `sender` `desk`. `key` makes a repeat the same line."""

    type: Literal["tell_waiter"] = "tell_waiter"
    id: Number
    session: Id
    key: Id
    text: ShortLine


class SaveDraft(FromAgent):
    """Autosave of the note and outcome, in session or in wrap-up."""

    type: Literal["save_draft"] = "save_draft"
    id: Number
    session: Id
    outcome: OutcomeName | None
    note: Annotated[str, Field(max_length=2000)]


class AskForWrapUp(FromAgent):
    """During a talk, at a desk where a wrap-up is optional: that there shall be one after it, or not after all."""

    type: Literal["ask_for_wrap_up"] = "ask_for_wrap_up"
    id: Number
    session: Id
    wanted: bool


class ExtendWrapUp(FromAgent):
    """Needs more time. `number`: which extension it is, the first is 1; one that was given is given once."""

    type: Literal["extend_wrap_up"] = "extend_wrap_up"
    id: Number
    session: Id
    number: Annotated[int, Field(ge=1, le=100)]


class FinishWrapUp(FromAgent):
    type: Literal["finish_wrap_up"] = "finish_wrap_up"
    id: Number
    session: Id
    outcome: OutcomeName
    note: Annotated[str, Field(max_length=2000)]


# --- a guide --------------------------------------------------------------------------------------------------------


class ShowStep(FromAgent):
    """Puts a step of the service's present guide before the resident, in place of what was there."""

    type: Literal["show_step"] = "show_step"
    id: Number
    session: Id
    service: Code
    step: Code


class HideStep(FromAgent):
    """Takes the step away. `done`: it was the last one, and the resident is told so until that is hidden, too."""

    type: Literal["hide_step"] = "hide_step"
    id: Number
    session: Id
    done: bool


# --- more than two --------------------------------------------------------------------------------------------------


class GetColleagues(FromAgent):
    """Who else is signed in at the desk, to transfer to or to ask to join."""

    type: Literal["get_colleagues"] = "get_colleagues"
    id: Number


class Colleague(Part):
    agent: Id
    display_name: str
    state: AgentStateName
    languages: list[Tongue]
    skills: list[Code]


class Colleagues(FromServer):
    """Answer to `get_colleagues`, who is free first."""

    type: Literal["colleagues"] = "colleagues"
    id: Number
    colleagues: Annotated[list[Colleague], Field(max_length=100)]


class Transfer(FromAgent):
    """Blind. `to: null`: back into the line, place and clock kept. An agent: rung at once, and into the line if they do not
    answer."""

    type: Literal["transfer"] = "transfer"
    id: Number
    session: Id
    to: Id | None


class Invite(FromAgent):
    """Rings a colleague who is free. `number` is `next_guest` of the snapshot; one that was used is used once."""

    type: Literal["invite"] = "invite"
    id: Number
    session: Id
    number: Annotated[int, Field(ge=1, le=1000)]
    agent: Id
    mode: Literal["consult", "conference"]


class JoinSession(FromAgent):
    """A supervisor, unasked; resident and agent are told."""

    type: Literal["join_session"] = "join_session"
    id: Number
    session: Id
    mode: Literal["monitor", "whisper", "conference"]


class ChangeMode(FromAgent):
    """The agent brings in whom they consult: `conference`. A supervisor changes how they take part themselves."""

    type: Literal["change_mode"] = "change_mode"
    id: Number
    session: Id
    guest: Participant
    mode: GuestModeName


class Dismiss(FromAgent):
    """A guest leaves: by themselves, or because the agent parts with whom they asked, or takes the invitation back."""

    type: Literal["dismiss"] = "dismiss"
    id: Number
    session: Id
    guest: Participant


class HandOver(FromAgent):
    """Warm: a guest who has joined is the session's agent from now on, and the agent is free. From a supervisor who joined
    unasked, with their own name: takes over."""

    type: Literal["hand_over"] = "hand_over"
    id: Number
    session: Id
    guest: Participant


class RaiseHand(FromAgent):
    """Asks for a supervisor; or no more."""

    type: Literal["raise_hand"] = "raise_hand"
    id: Number
    session: Id
    raised: bool


class Admit(FromAgent):
    """Lets a family member come by a code. `number` as for `invite`; the same one, while the code is not used, is answered by
    the same code."""

    type: Literal["admit"] = "admit"
    id: Number
    session: Id
    number: Annotated[int, Field(ge=1, le=10_000)]


class Admitted(FromServer):
    """Answer to `admit`. `code` is typed in once at the page `path`, until `expires_at`."""

    type: Literal["admitted"] = "admitted"
    id: Number
    guest: Participant
    code: GuestCode
    path: Annotated[str, Field(max_length=200)]
    expires_at: Milliseconds


class Leave(FromGuest):
    type: Literal["leave"] = "leave"
    id: Number
    session: Id


# --- both in a session ----------------------------------------------------------------------------------------------


class End(FromKioskOrAgent):
    """From a kiosk that still waits: the resident leaves the line. For a while they may come back: `left_until`."""

    type: Literal["end"] = "end"
    id: Number
    session: Id


class RestartMedia(FromAnyClient):
    """Asks for a new media attempt: `epoch` is the present one, the next snapshot has the next. `guest`: with them, not
    between kiosk and agent; their media with everybody are made anew."""

    type: Literal["restart_media"] = "restart_media"
    id: Number
    session: Id
    guest: Participant | None = None
    epoch: Number
    reason: Literal["reloaded", "ice_failed", "no_media"]


class GetIceServers(FromAnyClient):
    type: Literal["get_ice_servers"] = "get_ice_servers"
    id: Number
    session: Id


class IceServers(FromServer):
    """Answer to `get_ice_servers`, for this session only."""

    type: Literal["ice_servers"] = "ice_servers"
    id: Number
    servers: list[IceServer]
    expires_at: Milliseconds


class SendChat(FromAnyClient):
    """`key` makes a repeat the same line."""

    type: Literal["send_chat"] = "send_chat"
    id: Number
    session: Id
    key: Id
    text: Line


class ChatLine(Part):
    key: Id
    sender: Participant
    """`desk`: written to somebody who waited, by whoever saw them there."""
    name: str | None
    """Of the member of staff who wrote it; `null` for the resident's."""
    at: Milliseconds
    text: str


class Chat(FromServer):
    """All lines of the session so far when `complete`, else what is new."""

    type: Literal["chat"] = "chat"
    session: Id
    complete: bool
    lines: list[ChatLine]


class DeskChanged(FromServer):
    """To kiosks and consoles: what their welcome said of the desk is no longer so. This takes its place, whole."""

    type: Literal["desk_changed"] = "desk_changed"
    desk: DeskInfo


class TicketsChanged(FromServer):
    """To consoles: a ticket of the desk was made, or something happened to one. The list is read over REST."""

    type: Literal["tickets_changed"] = "tickets_changed"


class Draft(FromServer):
    """What was autosaved, sent to a console that comes (back) to a session."""

    type: Literal["draft"] = "draft"
    session: Id
    outcome: OutcomeName | None
    note: str


class Timeline(FromKioskOrAgent):
    type: Literal["timeline"] = "timeline"
    id: Number
    session: Id
    entries: Annotated[list[TimelineEntry], Field(min_length=1, max_length=50)]


# --- signalling, relayed as it was sent -------------------------------------------------------------------------------


class Description(Part):
    kind: Literal["description"]
    sdp_type: Literal["offer", "answer"]
    sdp: Annotated[str, Field(max_length=60_000)]


class Candidate(Part):
    """`candidate: ""` says that there are no more."""

    kind: Literal["candidate"]
    candidate: Annotated[str, Field(max_length=512)]
    mid: Annotated[str, Field(max_length=16)]


class AskIceRestart(Part):
    """The answerer asks the offerer for an ICE restart within the epoch."""

    kind: Literal["ask_ice_restart"]
    reason: Literal["disconnected", "failed", "network_change"]


TrackState = Literal["on", "off", "missing", "refused"]


class MediaState(Part):
    """What the sender's tracks carry now: `off` is black or silent, by choice or for want of consent."""

    kind: Literal["media_state"]
    microphone: TrackState
    camera: TrackState
    screen: TrackState


SignalBody = Annotated[Description | Candidate | AskIceRestart | MediaState | Guidance, Field(discriminator="kind")]


class Signal(FromAnyClient):
    """To another participant, word for word. `epoch` is that of the pair: the session's between kiosk and agent, with a guest
    that of the one who came later. `seq` counts from 1 per sender, receiver and epoch; the receiver takes them in order, drops
    what it has had, and answers each with `signal_ack`. Not acknowledged in 2 s: send again."""

    type: Literal["signal"] = "signal"
    session: Id
    epoch: Number
    seq: Number
    sender: Participant
    to: Participant
    body: SignalBody


class SignalAck(FromAnyClient):
    """All up to `seq` have arrived. `sender` is who acknowledges."""

    type: Literal["signal_ack"] = "signal_ack"
    session: Id
    epoch: Number
    seq: Number
    sender: Participant
    to: Participant


ClientMessage = (
    Hello
    | Renew
    | Ping
    | RequestHelp
    | Consent
    | ChangeContext
    | Rate
    | RequestTicket
    | Presence
    | StepBack
    | Accept
    | Decline
    | MediaReady
    | TellWaiter
    | SaveDraft
    | AskForWrapUp
    | ExtendWrapUp
    | FinishWrapUp
    | ShowStep
    | HideStep
    | GetColleagues
    | Transfer
    | Invite
    | JoinSession
    | ChangeMode
    | Dismiss
    | HandOver
    | RaiseHand
    | Admit
    | Leave
    | End
    | RestartMedia
    | GetIceServers
    | SendChat
    | Timeline
    | Signal
    | SignalAck
)

ServerMessage = (
    Challenge
    | KioskWelcome
    | AgentWelcome
    | GuestWelcome
    | Pong
    | GoingAway
    | Error
    | Done
    | Refused
    | KioskSnapshot
    | AgentSnapshot
    | GuestSnapshot
    | IceServers
    | TicketMade
    | Colleagues
    | Admitted
    | Chat
    | DeskChanged
    | TicketsChanged
    | Draft
    | Signal
    | SignalAck
)

client_message: TypeAdapter[ClientMessage] = TypeAdapter(Annotated[ClientMessage, Field(discriminator="type")])
server_message: TypeAdapter[ServerMessage] = TypeAdapter(Annotated[ServerMessage, Field(discriminator="type")])
