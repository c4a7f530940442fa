/** Registers the console's elements. */
import { Admitted } from './admitted.js';
import { Banners } from './banners.js';
import { Call } from './call.js';
import { CallBar } from './call_bar.js';
import { Chat } from './chat.js';
import { Companion } from './companion.js';
import { Confirm } from './confirm.js';
import { Consent } from './consent.js';
import { Context } from './context.js';
import { Desk } from './desk.js';
import { DeviceCheck } from './device_check.js';
import { Elsewhere } from './elsewhere.js';
import { Guide } from './guide.js';
import { Idle } from './idle.js';
import { Insets } from './insets.js';
import { Note } from './note.js';
import { OwnPart } from './own_part.js';
import { Page } from './page.js';
import { Panel } from './panel.js';
import { People } from './people.js';
import { Picture } from './picture.js';
import { PointerLayer } from './pointer_layer.js';
import { PresenceMenu } from './presence_menu.js';
import { Queue } from './queue.js';
import { Rail } from './rail.js';
import { RingCard } from './ring_card.js';
import { Sheet } from './sheet.js';
import { ShownStep } from './shown_step.js';
import { Talks } from './talks.js';
import { TellWaiter } from './tell_waiter.js';
import { TicketList } from './tickets.js';
import { Tools } from './tools.js';
import { Topline } from './topline.js';
import { Why } from './why.js';
import { WrapUp } from './wrap_up.js';

const ELEMENTS = {
  'bb-agent-page': Page,
  'bb-banners': Banners,
  'bb-call': Call,
  'bb-call-bar': CallBar,
  'bb-chat': Chat,
  'bb-admitted': Admitted,
  'bb-companion': Companion,
  'bb-confirm': Confirm,
  'bb-consent': Consent,
  'bb-context': Context,
  'bb-desk': Desk,
  'bb-device-check': DeviceCheck,
  'bb-elsewhere': Elsewhere,
  'bb-guide': Guide,
  'bb-idle': Idle,
  'bb-insets': Insets,
  'bb-note': Note,
  'bb-own-part': OwnPart,
  'bb-panel': Panel,
  'bb-people': People,
  'bb-picture': Picture,
  'bb-pointer-layer': PointerLayer,
  'bb-presence-menu': PresenceMenu,
  'bb-queue': Queue,
  'bb-rail': Rail,
  'bb-ring-card': RingCard,
  'bb-sheet': Sheet,
  'bb-shown-step': ShownStep,
  'bb-talks': Talks,
  'bb-tell-waiter': TellWaiter,
  'bb-tickets': TicketList,
  'bb-tools': Tools,
  'bb-topline': Topline,
  'bb-why': Why,
  'bb-wrap-up': WrapUp,
};

for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
