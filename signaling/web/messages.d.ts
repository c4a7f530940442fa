// Protocol version 1. Generated from the Python models by `python -m signaling.protocol.export`; do not edit.

export type ErrorCode =
  /** The frame was not one JSON object in UTF-8 text. Nothing was done. */
  | "malformed"
  /** `type` is missing or names no message of this protocol version. */
  | "unknown_type"
  /** A field is missing, unknown, of the wrong type or out of bounds; `detail` names it. */
  | "invalid_field"
  /** The session description does not follow the rules of section Media; `detail` says which. */
  | "bad_sdp"
  /** The candidate does not follow the rules of section Media. */
  | "bad_candidate"
  /** This message is not for your role. */
  | "wrong_role"
  /** Say `hello` first and wait for `welcome`. */
  | "not_welcomed"
  /** `hello` was answered already on this connection. */
  | "already_welcomed"
  /** The server speaks other protocol versions; `detail` lists them. */
  | "unsupported_protocol"
  /** Too many messages; this one was dropped. Slow down, or the connection is closed with 4429. */
  | "rate_limited"
  /** The other participant is not connected now. Send it again when the snapshot says it is back. */
  | "peer_away"
  /** The server could not store this now. Send the same message again, with the same `id`. */
  | "unavailable"
  /** The token is not one of ours, not for this purpose, or damaged. Get a new one. */
  | "token_invalid"
  /** The token has expired. Get a new one. */
  | "token_expired"
  /** The signature over the challenge does not match the kiosk's enrolled key. */
  | "proof_invalid"
  /** This account or kiosk has been disabled by an administrator. */
  | "revoked"
  /** There is no such live session at your desk. */
  | "unknown_session"
  /** You are not a participant of that session. */
  | "not_your_session"
  /** The session or agent is not in a state that allows this; the next snapshot shows which it is in. */
  | "wrong_state"
  /** The epoch is not the session's present one. Take the one of the last snapshot. */
  | "stale_epoch"
  /** The ring is over: accepted, unanswered, cancelled or rescinded. */
  | "ring_gone"
  /** The kiosk has a live session already; the snapshot shows it. */
  | "kiosk_busy"
  /** The agent is not signed in at the desk. */
  | "not_signed_in"
  /** This agent is connected from another window. Say `hello` again with `takeover: true`. */
  | "already_signed_in"
  /** The session did not end for want of an agent, or more than ten minutes ago. */
  | "not_offered"
  /** The desk does not open before the number would have to be deleted. */
  | "no_call_in_time"
  /** This kiosk made, or the desk has, too many tickets. Offer another way. */
  | "too_many_tickets"
  /** The session has such a ticket already, with another number. */
  | "made_already"
  /** That colleague cannot be rung now; `detail` says why. Ask another, or later. */
  | "agent_not_free"
  /** Your account has not the right; `rights` of `agent_welcome` lists those that it has. */
  | "not_allowed"
  /** The talk is over, or the guest no more in it. Only a new code lets them in. */
  | "not_admitted"
  /** This has been done as often as it may be; `detail` says how often that is. */
  | "limit_reached";

export type CloseCode =
  /** The server restarts. Connect again after the `retry_ms` of `going_away`. */
  | 1012
  /** A frame was longer than 65536 bytes. Connect again; do not send it again. */
  | 1009
  /** A newer connection of the same kiosk, agent or guest took over. Do not connect again by yourself. */
  | 4001
  /** Ten faulty messages on one connection. */
  | 4400
  /** The token was refused, or expired and was not renewed. Get a new one and connect again. */
  | 4401
  /** Disabled by an administrator, or a guest no more admitted. Do not connect again by yourself. */
  | 4403
  /** No valid `hello` within 10 s of connecting. */
  | 4407
  /** Nothing was heard for longer than `dead_after_ms` of `welcome`. Connect again. */
  | 4408
  /** Too much was waiting to be read by you. Connect again for a fresh snapshot. */
  | 4413
  /** Too many messages in spite of `rate_limited`. Connect again after 30 s. */
  | 4429
  /** A fault of the server; it is in its log. Connect again. */
  | 4500;

export type Id = string;

/** A code of a catalogue: service, step, break reason. */
export type Code = string;

export type Number = number;

/** Times are milliseconds since the Unix epoch by the server's clock; durations are milliseconds. */
export type Milliseconds = number;

export type Line = string;

/** As much as is read at a glance, in large letters. */
export type ShortLine = string;

/** Digits only: a mobile of mainland China, or a landline with its area code. */
export type Phone = string;

export type TicketKindName = "call_back" | "counter";

/** Of the pages. */
export type Language = "zh-CN" | "en";

/** What somebody speaks (BCP 47): `zh-CN` (Standard Chinese), `wuu` (Shanghainese), `en`, `csl` (Chinese Sign Language). */
export type Tongue = string;

/** `kiosk`, `agent`, and `guest-1`, `guest-2`, … for whoever else takes part in a session; `desk` in a chat. */
export type Participant = string;

export type SessionStateName = "waiting" | "ringing" | "connecting" | "active" | "interrupted" | "wrap_up" | "closed";

export type AgentStateName = "offline" | "available" | "ringing" | "in_session" | "wrap_up" | "break" | "not_responding";

/** What lets a family member in, once. */
export type GuestCode = string;

/**
 * `consult`: with the agent only. `conference`: with everybody. `monitor`: sees and hears, is heard by nobody. `whisper`: sees
 * and hears, is heard by the agent only.
 */
export type GuestModeName = "consult" | "conference" | "monitor" | "whisper";

export type RightName = "transfer" | "consult" | "conference" | "raise_hand" | "monitor" | "whisper" | "barge" | "take_over" | "invite_family";

export type OutcomeName = "solved" | "counter" | "call_back" | "information" | "not_solved" | "technical";

export type Fraction = number;

/** Number of something that the agent has marked, given by the agent and new each time. */
export type MarkNumber = number;

/** Number of an element, given by the kiosk and the same for as long as its page lives. */
export type ElementNumber = number;

export type Guidance = Pointer | Highlight | Stroke | Unmark | Elements | Touched;

export type Selector = string;

export type AriaRole = string;

export type Figure = number;

export type Media = "audio" | "screen" | "camera" | "agent_camera";

export type Device = "microphone" | "camera" | "speaker" | "screen";

export type TimelineEntry =
  | QualityEntry
  | MediaConnectedEntry
  | IceRestartEntry
  | DeviceEntry
  | SharingEntry
  | MasksEntry
  | WithheldEntry
  | ReloadedEntry;

/** `family`: without an account, let in by a code; never sent the kiosk's screen. */
export type GuestRole = "colleague" | "supervisor" | "family";

export type TrackState = "on" | "off" | "missing" | "refused";

export type SignalBody =
  | Description
  | Candidate
  | AskIceRestart
  | MediaState
  | Pointer
  | Highlight
  | Stroke
  | Unmark
  | Elements
  | Touched;

/** The same text in every language of the pages. */
export interface Text {
  "zh-CN": string;
  en: string;
}

/** As much as is read at a glance, in every language of the pages. */
export interface ShortText {
  "zh-CN": string;
  en: string;
}

/** A procedure that the desk helps with. */
export interface Service {
  code: Code;
  title: Text;
  /** What the resident needs to have at hand. */
  papers: Text[];
}

/** Why an agent is away for a while. */
export interface BreakReason {
  code: Code;
  title: Text;
}

export interface ContextPart {
  service: Code | null;
  step: Code | null;
  language: Language;
  /** What the resident would rather speak, where that is another than the page's language. */
  spoken: Tongue | null;
  /** When they came to the step, by the server's clock. */
  step_since: Milliseconds | null;
  /** Which attempt at the step it is. */
  attempt: number;
  /** What the page last found wrong there, by its code in the service's guide. */
  error: Code | null;
}

export interface ConsentPart {
  voice: boolean;
  screen: boolean;
  camera: boolean;
}

/** The wait that the desk's recent answers make likely, in whole minutes. */
export interface WaitRange {
  low_minutes: Number;
  high_minutes: Number;
}

export interface IceServer {
  urls: string[];
  username: string | null;
  credential: string | null;
}

export interface Point {
  x: Fraction;
  y: Fraction;
}

export interface Box {
  x: Fraction;
  y: Fraction;
  width: Fraction;
  height: Fraction;
}

/** The agent's pointer is there now; without `at` it is no more on the picture. Not sent by signals. */
export interface Pointer {
  kind: "pointer";
  at: Point | null;
}

/** Marks an element, which it follows wherever the page moves it, or a place. It stays until the resident touches it. */
export interface Highlight {
  kind: "highlight";
  mark: MarkNumber;
  element: ElementNumber | null;
  at: Point | null;
}

/** A line, whole: drawn by hand, or an arrow with its head. It fades by itself. */
export interface Stroke {
  kind: "stroke";
  mark: MarkNumber;
  points: Point[];
}

/** Takes a mark back, or all of them. */
export interface Unmark {
  kind: "unmark";
  mark: MarkNumber | null;
}

export interface PageElement {
  element: ElementNumber;
  /** As WAI-ARIA names it. */
  role: string;
  /** What it is called on the page; empty where the page keeps that private. Never what was entered. */
  name: string;
  box: Box;
}

/** What can be pointed at on the screen now, in reading order, from the kiosk. Sent anew whenever that changes. */
export interface Elements {
  kind: "elements";
  elements: PageElement[];
  /** Where the step that is shown has its place now, as far as that is in sight. */
  anchor: Box | null;
}

/** The resident has touched what was marked; the mark is gone. */
export interface Touched {
  kind: "touched";
  mark: MarkNumber;
}

/** A part of what the page's window shows, as fractions of its width and height. */
export interface Rectangle {
  x: Fraction;
  y: Fraction;
  width: Fraction;
  height: Fraction;
}

/**
 * Where something is on the page: by a CSS selector, by role and accessible name, or by a rectangle. The first that is
 * found in this order of dependability: a page that is laid out anew keeps its names longer than its places.
 */
export interface Anchor {
  selector: Selector | null;
  /** As WAI-ARIA names it, such as `button`. */
  role: AriaRole | null;
  /** The accessible name of what has that role. */
  name: ShortText | null;
  rectangle: Rectangle | null;
}

/** One media stream over the last interval, from `getStats`. `null` where the browser has no such figure. */
export interface StreamQuality {
  media: Media;
  kbps: Figure;
  packets: Number;
  lost: Number;
  jitter_ms: Figure | null;
  fps: Figure | null;
  width: Number | null;
  height: Number | null;
  freezes: Number | null;
  /** Audio level, 0 to 1. Silence of a muted microphone is not loss. */
  level: number | null;
}

export interface QualityEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "quality";
  epoch: Number;
  rtt_ms: Figure | null;
  path: "host" | "srflx" | "prflx" | "relay" | "unknown";
  received: StreamQuality[];
  sent: StreamQuality[];
}

export interface MediaConnectedEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "media_connected";
  epoch: Number;
  /** From the accept (or from the start of this epoch, where that is later) to the first decoded frame or sound. */
  took_ms: Milliseconds;
}

export interface IceRestartEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "ice_restart";
  epoch: Number;
  reason: "disconnected" | "failed" | "network_change" | "asked";
}

export interface DeviceEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "device";
  device: Device;
  state: "on" | "off" | "muted" | "missing" | "refused" | "lost";
}

/** The screen became, or ceased to be, visible to the agent. */
export interface SharingEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "sharing";
  visible: boolean;
}

/** Which elements of the page are hidden from the agent, from here on. */
export interface MasksEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "masks";
  /** SHA-256 over the places and names of the elements: the same page in the same state has the same. */
  hash: string;
  count: Number;
  mode: "deny-list" | "allow-list";
}

/** No picture left the machine for a while, as it was not certain where in it something private was. */
export interface WithheldEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "withheld";
  since: Milliseconds;
  until: Milliseconds;
  reason: "silent" | "gap" | "uncertain" | "unplaced" | "resized";
}

export interface ReloadedEntry {
  /** Counts up per session and origin; an entry with a number already stored is ignored. */
  number: Number;
  at: Milliseconds;
  kind: "reloaded";
}

export interface Heartbeat {
  ping_every_ms: Milliseconds;
  dead_after_ms: Milliseconds;
}

export interface DeskInfo {
  id: Id;
  name: string;
  phone: string;
  /** IANA time zone in which its opening hours are told, whatever that of the machine. */
  zone: string;
  services: Service[];
  break_reasons: BreakReason[];
  /** Languages, beside the usual one, in which the desk has agents: what a resident may wish for. */
  tongues: Tongue[];
}

/** As it is for residents: a desk that another one helps out counts as open and staffed. */
export interface DeskStatus {
  open: boolean;
  /** Somebody is signed in and not on a break. */
  staffed: boolean;
  next_opening: Milliseconds | null;
}

/** Somebody beside the agent. The resident is told of each, whatever their mode. */
export interface KioskGuest {
  name: Participant;
  /** Empty for `family`. */
  display_name: string;
  role: GuestRole;
  /** But for `consult` the kiosk connects to them; it plays only who is in `conference`. */
  mode: GuestModeName;
  /** Of their media: a connection per guest, as with the agent. */
  epoch: Number;
  present: boolean;
}

/** A step of a guide that agent and resident have before them: the same on both screens. */
export interface ShownStep {
  service: Code;
  /** Of the guide, when the step was shown. */
  version: Number;
  step: Code;
  /** Its place in the guide, 1 for the first. */
  number: number;
  /** Steps that the guide has. */
  count: number;
  title: ShortText;
  /** What is to be done, in a few large words. */
  card: ShortText;
  /** What is read aloud; `null`: the card. */
  spoken: Text | null;
  /** Where it is on the page. */
  anchor: Anchor | null;
}

export interface KioskSession {
  id: Id;
  state: SessionStateName;
  ticket: string;
  context: ContextPart;
  requested_at: Milliseconds;
  /** Residents before this one in the line. */
  ahead: Number;
  /** `null` while the desk has too few recent answers to tell. */
  wait: WaitRange | null;
  /** From when on a ticket is to be offered instead of waiting on. */
  ticket_from: Milliseconds;
  epoch: Number;
  relay_only: boolean;
  consent: ConsentPart | null;
  agent_name: string | null;
  agent_present: boolean;
  answered_at: Milliseconds | null;
  guests: KioskGuest[];
  shown_step: ShownStep | null;
  /** The agent said so of the step that was shown last; until another is shown, or that is hidden. */
  guide_done: boolean;
  /** The resident has left the line (`end`); until then `request_help` with this session's id has place and clock again. */
  left_until: Milliseconds | null;
  /** Why another agent is being found: the one there was lost their connection, gave the session back or passed it on. */
  requeued: "lost" | "handed_back" | "transferred" | null;
  end_reason: string | null;
}

export interface Me {
  state: AgentStateName;
  reason: string | null;
  since: Milliseconds;
  next_state: AgentStateName | null;
  next_reason: string | null;
}

export interface Invitation {
  by_name: string;
  mode: GuestModeName;
}

export interface RingCard {
  ring: Id;
  session: Id;
  epoch: Number;
  relay_only: boolean;
  deadline: Milliseconds;
  /**
   * Whether this console is to prepare the media. Where several agents are rung only one does; who accepts without gets
   * another epoch.
   */
  prepared: boolean;
  /** How many other agents are rung for the same session now. The first who accepts has it. */
  others: Number;
  ticket: string;
  site_name: string;
  kiosk_name: string;
  context: ContextPart;
  consent: ConsentPart | null;
  requested_at: Milliseconds;
  /** How many rings this session has had, this one included, those of the others now not. */
  rings: Number;
  /** The name of the desk that this resident's machine belongs to, where that is another one. */
  from_desk: string | null;
  /** A colleague asks for help with their session: who accepts joins it as a guest. `null`: who accepts has the session. */
  invitation: Invitation | null;
}

export interface SessionGuest {
  name: Participant;
  /** `null` for `family`. */
  agent: Id | null;
  display_name: string;
  role: GuestRole;
  mode: GuestModeName;
  /** Of their media with everybody who was there before them: resident, agent, guests with a smaller number. */
  epoch: Number;
  /** Deadline of the ring, or of the code; `null` once they have joined. */
  rings_until: Milliseconds | null;
  /** Of `family`: they are about to come, or have. */
  code_used: boolean;
  present: boolean;
}

export interface AgentSession {
  id: Id;
  /** What this console is in the session: `agent`, or a guest, who may neither end nor wrap it up. */
  participant: Participant;
  agent_name: string;
  /** This console too, if it is one. */
  guests: SessionGuest[];
  /** `number` of the next `invite`. */
  next_guest: Number;
  /** Since when the agent asks for a supervisor. */
  hand_raised_at: Milliseconds | null;
  /** What the resident sees; guests see it too. */
  shown_step: ShownStep | null;
  guide_done: boolean;
  state: SessionStateName;
  ticket: string;
  site_name: string;
  kiosk_name: string;
  context: ContextPart;
  consent: ConsentPart | null;
  requested_at: Milliseconds;
  answered_at: Milliseconds;
  active_at: Milliseconds | null;
  epoch: Number;
  relay_only: boolean;
  kiosk_present: boolean;
  /** When the session ends if the kiosk does not come back. */
  kiosk_lost_until: Milliseconds | null;
  ended_at: Milliseconds | null;
  end_reason: string | null;
  /**
   * Whether one follows the talk. Where it was not asked for, the agent is free as soon as the talk is over, and the
   * session is closed.
   */
  wrap_up: "mandatory" | "asked" | "not_asked";
  wrap_up_until: Milliseconds | null;
  /** How often it has been lengthened. */
  wrap_up_extensions: Number;
  wrap_up_extensions_left: Number;
  /** By how much, each time. */
  wrap_up_extension: Milliseconds;
}

export interface Waiter {
  session: Id;
  ticket: string;
  site_name: string;
  context: ContextPart;
  requested_at: Milliseconds;
  present: boolean;
}

export interface Queue {
  waiting: Number;
  first: Waiter[];
  available: Number;
  busy: Number;
  on_break: Number;
}

/** A session that has an agent, for a supervisor who may join it. */
export interface Talk {
  session: Id;
  ticket: string;
  site_name: string;
  kiosk_name: string;
  service: Code | null;
  agent_name: string;
  answered_at: Milliseconds;
  hand_raised_at: Milliseconds | null;
  guests: Number;
}

export interface GuestSession {
  id: Id;
  /** What this guest is in the session. */
  participant: Participant;
  agent_name: string;
  agent_present: boolean;
  kiosk_present: boolean;
  relay_only: boolean;
  /** This one too. */
  guests: KioskGuest[];
}

export interface Colleague {
  agent: Id;
  display_name: string;
  state: AgentStateName;
  languages: Tongue[];
  skills: Code[];
}

export interface ChatLine {
  key: Id;
  /** `desk`: written to somebody who waited, by whoever saw them there. */
  sender: Participant;
  /** Of the member of staff who wrote it; `null` for the resident's. */
  name: string | null;
  at: Milliseconds;
  text: string;
}

export interface Description {
  kind: "description";
  sdp_type: "offer" | "answer";
  sdp: string;
}

/** `candidate: ""` says that there are no more. */
export interface Candidate {
  kind: "candidate";
  candidate: string;
  mid: string;
}

/** The answerer asks the offerer for an ICE restart within the epoch. */
export interface AskIceRestart {
  kind: "ask_ice_restart";
  reason: "disconnected" | "failed" | "network_change";
}

/** What the sender's tracks carry now: `off` is black or silent, by choice or for want of consent. */
export interface MediaState {
  kind: "media_state";
  microphone: TrackState;
  camera: TrackState;
  screen: TrackState;
}

/**
 * First frame of the client. A kiosk proves that it holds its key: `proof` is the base64url of the raw (r‖s)
 * ECDSA P-256/SHA-256 signature over the UTF-8 text `bangban-ws:` + nonce. An agent and a
 * guest send `proof: null`.
 */
export interface Hello {
  type: "hello";
  protocol: Number;
  token: string;
  proof: string | null;
  /** Chosen by the client per window, kept over a reload. Another instance of the same agent must take over. */
  instance: Id;
  takeover: boolean;
}

/** A fresh token, before the old one expires. */
export interface Renew {
  type: "renew";
  id: Number;
  token: string;
}

export interface Ping {
  type: "ping";
}

/** The touch. `session` is made by the kiosk (a UUID), so that a repeat is the same request. */
export interface RequestHelp {
  type: "request_help";
  id: Number;
  session: Id;
  context: ContextPart;
}

/** Answer to the consent card, whole each time. No answer is a no. */
export interface Consent {
  type: "consent";
  id: Number;
  session: Id;
  consent: ConsentPart;
  text_version: string;
  language: Language;
}

export interface ChangeContext {
  type: "change_context";
  id: Number;
  session: Id;
  context: ContextPart;
}

/** 5 very satisfied … 1 very dissatisfied; once, for the kiosk's last session, within ten minutes of its end. */
export interface Rate {
  type: "rate";
  id: Number;
  session: Id;
  rating: number;
}

/**
 * Where nobody can come: to be called back, at `phone`, or to be known at the counter (`phone: null`). For the kiosk's
 * waiting session, or its last one within ten minutes of an end for want of an agent. Answered by `ticket`.
 */
export interface RequestTicket {
  type: "request_ticket";
  id: Number;
  session: Id;
  kind: TicketKindName;
  phone: Phone | null;
}

/** While busy it is kept as the next state. `reason` is a break reason of the desk, for `break` only. */
export interface Presence {
  type: "presence";
  id: Number;
  state: "available" | "break" | "offline";
  reason: Code | null;
}

/**
 * The console cannot serve: nobody would hear the agent. Until they say `presence` again they are `not_responding`
 * for that reason, and a ring goes to somebody else; in a talk, it is kept as the next state.
 */
export interface StepBack {
  type: "step_back";
  id: Number;
  reason: "microphone_failed";
}

export interface Accept {
  type: "accept";
  id: Number;
  ring: Id;
}

/** With the reason `busy` (here, but at something else) the agent is not rung for this resident for longer. */
export interface Decline {
  type: "decline";
  id: Number;
  ring: Id;
  reason: Code | null;
}

/**
 * The console has decoded the first frame of this epoch: of the screen, if the kiosk says that it sends one; of anything
 * else when there is no screen, or none after three seconds.
 */
export interface MediaReady {
  type: "media_ready";
  id: Number;
  session: Id;
  epoch: Number;
}

/**
 * A line to a resident of the desk who waits or is being rung for, from anybody who works at it. It goes into the
 * session's chat, with `sender` `desk`. `key` makes a repeat the same line.
 */
export interface TellWaiter {
  type: "tell_waiter";
  id: Number;
  session: Id;
  key: Id;
  text: ShortLine;
}

/** Autosave of the note and outcome, in session or in wrap-up. */
export interface SaveDraft {
  type: "save_draft";
  id: Number;
  session: Id;
  outcome: OutcomeName | null;
  note: string;
}

/** During a talk, at a desk where a wrap-up is optional: that there shall be one after it, or not after all. */
export interface AskForWrapUp {
  type: "ask_for_wrap_up";
  id: Number;
  session: Id;
  wanted: boolean;
}

/** Needs more time. `number`: which extension it is, the first is 1; one that was given is given once. */
export interface ExtendWrapUp {
  type: "extend_wrap_up";
  id: Number;
  session: Id;
  number: number;
}

export interface FinishWrapUp {
  type: "finish_wrap_up";
  id: Number;
  session: Id;
  outcome: OutcomeName;
  note: string;
}

/** Puts a step of the service's present guide before the resident, in place of what was there. */
export interface ShowStep {
  type: "show_step";
  id: Number;
  session: Id;
  service: Code;
  step: Code;
}

/** Takes the step away. `done`: it was the last one, and the resident is told so until that is hidden, too. */
export interface HideStep {
  type: "hide_step";
  id: Number;
  session: Id;
  done: boolean;
}

/** Who else is signed in at the desk, to transfer to or to ask to join. */
export interface GetColleagues {
  type: "get_colleagues";
  id: Number;
}

/**
 * Blind. `to: null`: back into the line, place and clock kept. An agent: rung at once, and into the line if they do not
 * answer.
 */
export interface Transfer {
  type: "transfer";
  id: Number;
  session: Id;
  to: Id | null;
}

/** Rings a colleague who is free. `number` is `next_guest` of the snapshot; one that was used is used once. */
export interface Invite {
  type: "invite";
  id: Number;
  session: Id;
  number: number;
  agent: Id;
  mode: "consult" | "conference";
}

/** A supervisor, unasked; resident and agent are told. */
export interface JoinSession {
  type: "join_session";
  id: Number;
  session: Id;
  mode: "monitor" | "whisper" | "conference";
}

/** The agent brings in whom they consult: `conference`. A supervisor changes how they take part themselves. */
export interface ChangeMode {
  type: "change_mode";
  id: Number;
  session: Id;
  guest: Participant;
  mode: GuestModeName;
}

/** A guest leaves: by themselves, or because the agent parts with whom they asked, or takes the invitation back. */
export interface Dismiss {
  type: "dismiss";
  id: Number;
  session: Id;
  guest: Participant;
}

/**
 * Warm: a guest who has joined is the session's agent from now on, and the agent is free. From a supervisor who joined
 * unasked, with their own name: takes over.
 */
export interface HandOver {
  type: "hand_over";
  id: Number;
  session: Id;
  guest: Participant;
}

/** Asks for a supervisor; or no more. */
export interface RaiseHand {
  type: "raise_hand";
  id: Number;
  session: Id;
  raised: boolean;
}

/**
 * Lets a family member come by a code. `number` as for `invite`; the same one, while the code is not used, is answered by
 * the same code.
 */
export interface Admit {
  type: "admit";
  id: Number;
  session: Id;
  number: number;
}

export interface Leave {
  type: "leave";
  id: Number;
  session: Id;
}

/** From a kiosk that still waits: the resident leaves the line. For a while they may come back: `left_until`. */
export interface End {
  type: "end";
  id: Number;
  session: Id;
}

/**
 * Asks for a new media attempt: `epoch` is the present one, the next snapshot has the next. `guest`: with them, not
 * between kiosk and agent; their media with everybody are made anew.
 */
export interface RestartMedia {
  type: "restart_media";
  id: Number;
  session: Id;
  guest: Participant | null;
  epoch: Number;
  reason: "reloaded" | "ice_failed" | "no_media";
}

export interface GetIceServers {
  type: "get_ice_servers";
  id: Number;
  session: Id;
}

/** `key` makes a repeat the same line. */
export interface SendChat {
  type: "send_chat";
  id: Number;
  session: Id;
  key: Id;
  text: Line;
}

export interface Timeline {
  type: "timeline";
  id: Number;
  session: Id;
  entries: TimelineEntry[];
}

/** First frame on every connection. */
export interface Challenge {
  type: "challenge";
  nonce: string;
}

export interface KioskWelcome {
  type: "kiosk_welcome";
  link: Id;
  kiosk: Id;
  kiosk_name: string;
  site_name: string;
  desk: DeskInfo;
  heartbeat: Heartbeat;
  now: Milliseconds;
}

export interface AgentWelcome {
  type: "agent_welcome";
  link: Id;
  agent: Id;
  display_name: string;
  /** What this account may do beyond serving residents. */
  rights: RightName[];
  desk: DeskInfo;
  heartbeat: Heartbeat;
  now: Milliseconds;
}

export interface GuestWelcome {
  type: "guest_welcome";
  link: Id;
  session: Id;
  participant: Participant;
  desk_name: string;
  heartbeat: Heartbeat;
  now: Milliseconds;
}

export interface Pong {
  type: "pong";
}

export interface GoingAway {
  type: "going_away";
  retry_ms: Milliseconds;
}

/** About a frame that was no command, or could not be read. */
export interface Error {
  type: "error";
  code: ErrorCode;
  detail: string;
}

export interface Done {
  type: "done";
  id: Number;
}

export interface Refused {
  type: "refused";
  id: Number;
  code: ErrorCode;
  detail: string;
}

/** All a kiosk may know, each time it changes. `number` never decreases on a connection; ignore a lower one. */
export interface KioskSnapshot {
  type: "kiosk_snapshot";
  number: Number;
  now: Milliseconds;
  desk: DeskStatus;
  session: KioskSession | null;
}

/** All a console may know, each time it changes. */
export interface AgentSnapshot {
  type: "agent_snapshot";
  number: Number;
  now: Milliseconds;
  me: Me;
  ring: RingCard | null;
  session: AgentSession | null;
  queue: Queue;
  /** For supervisors: raised hands first, then the longest. `null` for other accounts. */
  talks: Talk[] | null;
}

/** All a family member may know, each time it changes: who is there, and nothing of the resident's matter. */
export interface GuestSnapshot {
  type: "guest_snapshot";
  number: Number;
  now: Milliseconds;
  session: GuestSession | null;
  /** Why they are not in the session any more; nothing follows. */
  end_reason: "left" | "dismissed" | "lost" | "over" | "withdrawn" | "unanswered" | null;
}

/** Answer to `get_ice_servers`, for this session only. */
export interface IceServers {
  type: "ice_servers";
  id: Number;
  servers: IceServer[];
  expires_at: Milliseconds;
}

/**
 * Answer to `request_ticket`; the same answer to the same request. The number is deleted when the ticket is done, at
 * the latest at `expires_at`.
 */
export interface TicketMade {
  type: "ticket";
  id: Number;
  kind: TicketKindName;
  number: string;
  /** When the desk opens next; `null` while it is open. */
  call_from: Milliseconds | null;
  expires_at: Milliseconds;
}

/** Answer to `get_colleagues`, who is free first. */
export interface Colleagues {
  type: "colleagues";
  id: Number;
  colleagues: Colleague[];
}

/** Answer to `admit`. `code` is typed in once at the page `path`, until `expires_at`. */
export interface Admitted {
  type: "admitted";
  id: Number;
  guest: Participant;
  code: GuestCode;
  path: string;
  expires_at: Milliseconds;
}

/** All lines of the session so far when `complete`, else what is new. */
export interface Chat {
  type: "chat";
  session: Id;
  complete: boolean;
  lines: ChatLine[];
}

/** To kiosks and consoles: what their welcome said of the desk is no longer so. This takes its place, whole. */
export interface DeskChanged {
  type: "desk_changed";
  desk: DeskInfo;
}

/** To consoles: a ticket of the desk was made, or something happened to one. The list is read over REST. */
export interface TicketsChanged {
  type: "tickets_changed";
}

/** What was autosaved, sent to a console that comes (back) to a session. */
export interface Draft {
  type: "draft";
  session: Id;
  outcome: OutcomeName | null;
  note: string;
}

/**
 * To another participant, word for word. `epoch` is that of the pair: the session's between kiosk and agent, with a guest
 * that of the one who came later. `seq` counts from 1 per sender, receiver and epoch; the receiver takes them in order, drops
 * what it has had, and answers each with `signal_ack`. Not acknowledged in 2 s: send again.
 */
export interface Signal {
  type: "signal";
  session: Id;
  epoch: Number;
  seq: Number;
  sender: Participant;
  to: Participant;
  body: SignalBody;
}

/** All up to `seq` have arrived. `sender` is who acknowledges. */
export interface SignalAck {
  type: "signal_ack";
  session: Id;
  epoch: Number;
  seq: Number;
  sender: Participant;
  to: Participant;
}

export type ClientMessage =
  | Hello
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
  | SignalAck;

export type ServerMessage =
  | Challenge
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
  | SignalAck;

/** A message that is answered by one `done`, `refused` or `ice_servers` with the same `id`. */
export type Command = Extract<ClientMessage, { id: number }>;
