/** What the REST interface answers, as far as this page reads it. Times are ms since the Unix epoch. */

export interface SessionRow {
  id: string;
  desk: string;
  site: string;
  site_name: string;
  kiosk: string;
  kiosk_name: string;
  ticket: string | null;
  service: string | null;
  step: string | null;
  language: string;
  requested_at: number;
  first_ring_at: number | null;
  answered_at: number | null;
  active_at: number | null;
  ended_at: number | null;
  closed_at: number | null;
  waited_ms: number | null;
  talk_ms: number | null;
  wrap_up_ms: number | null;
  rings: number;
  requeues: number;
  transfers: number;
  interruptions: number;
  media_restarts: number;
  agent: string | null;
  agent_name: string | null;
  end_reason: string | null;
  ended_by: string | null;
  outcome: string | null;
  rating: number | null;
  consent_voice: boolean | null;
  consent_screen: boolean | null;
  consent_camera: boolean | null;
  state: "live" | "wrap_up" | "closed";
}

export interface Ring {
  id: string;
  agent: string;
  agent_name: string | null;
  started_at: number;
  ended_at: number | null;
  result: string;
  reason: string | null;
}

export type SessionRecord = SessionRow & { rings_list: Ring[]; note: string | null; chat_lines: number | null };

/** Its telephone number is not among what managers read. */
export interface Ticket {
  id: string;
  kind: "call_back" | "counter";
  number: string;
  site_name: string;
  session: string;
  service: string | null;
  reason: string;
  state: "open" | "taken" | "done" | "expired";
  made_at: number;
  expires_at: number;
  attempts: number;
  holder_name: string | null;
}

export interface TicketLine {
  kind: "made" | "taken" | "called" | "released" | "lapsed" | "later" | "done" | "expired";
  at: number;
  by: string | null;
  by_name: string | null;
  result: string | null;
  until: number | null;
}

export interface Site {
  id: string;
  name: string;
  desk: string;
}

export type Span = [number, number];

export interface Hours {
  zone: string;
  weekly: Span[][];
  exceptions: Record<string, Span[]>;
}

export type Text = { "zh-CN": string; en: string };

/** What a desk offers by name. */
export interface Entry {
  code: string;
  title: Text;
  /** Of a service. */
  papers?: Text[];
}

/** What the resident is to bring for it: `papers`. */
export type Service = Entry;
export type BreakReason = Entry;

/** In which order free agents are rung. */
export type Strategy = "longest_idle" | "round_robin" | "fewest_sessions" | "least_talk_time" | "ring_progressively" | "ring_all";

/** Durations in ms; what each means is in `signaling/core/fitting.py`. */
export interface ServiceRule {
  level: number;
  relax_every: number | null;
  head_start: number;
  /** The desk that serves it, where that is another. */
  desk: string | null;
}

export interface Fitting {
  services: Record<string, ServiceRule>;
  languages: Record<string, { insist: number | null }>;
  own_site: number;
}

export interface Profile {
  skills: Record<string, number>;
  languages: string[];
  sites: string[];
}

/** That somebody changed a desk or a guide. `by` is a staff id, `command-line` or `server`. */
export interface VersionMade {
  number: number;
  at: number;
  by: string;
  by_name: string | null;
  note: string | null;
  restores: number | null;
}

/** `path` is such as `limits.ring` or `steps.identity.card.en`; null: there was nothing. */
export interface SettingChange {
  path: string;
  before: unknown;
  after: unknown;
}

export type Version = VersionMade & { changes: SettingChange[] };

export interface Desk {
  id: string;
  version: number;
  name: string;
  phone: string;
  services: Service[];
  break_reasons: BreakReason[];
  strategy: Strategy;
  wrap_up: 'mandatory' | 'optional';
  fitting: Fitting;
  hours: Hours;
  /** Durations in ms, and numbers; what each means is in `signaling/core/limits.py`. */
  limits: Record<string, number>;
  /** After how many ms of waiting a resident goes to another desk, and to which; null: to none. */
  overflow: { after: number; to: string | null };
}

/** Fractions of what the page's window shows. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Anchor {
  selector?: string | null;
  role?: string | null;
  name?: Text | null;
  rectangle?: Rectangle | null;
}

export interface Mistake {
  sign: Text;
  remedy: Text;
  error?: string | null;
}

export interface Step {
  code: string;
  title: Text;
  instruction: Text;
  card: Text;
  spoken?: Text | null;
  anchor?: string | null;
  papers: Text[];
  mistakes: Mistake[];
  next?: string | null;
}

/** How a service is done at the machine. */
export interface Guide {
  service: string;
  title: Text;
  steps: Step[];
  anchors: Record<string, Anchor>;
  afterwards: Text[];
}

export interface NumberedGuide {
  guide: Guide;
  made: VersionMade;
}

export interface Kiosk {
  id: string;
  name: string;
  site: string;
  site_name: string;
  enrolled_at: number;
  revoked: boolean;
}

export interface Staff {
  id: string;
  name: string;
  display_name: string;
  role: "agent" | "supervisor" | "manager" | "administrator";
  desk: string | null;
  disabled: boolean;
  must_change_password: boolean;
  profile: Profile;
}
