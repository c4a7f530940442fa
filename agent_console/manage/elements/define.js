/** Registers the elements of this page. */
import { BreaksDialog } from './breaks_dialog.js';
import { ConfirmDialog } from './confirm_dialog.js';
import { DeskDialog } from './desk_dialog.js';
import { History } from './history.js';
import { FittingDialog } from './fitting_dialog.js';
import { LimitsDialog } from './limits_dialog.js';
import { ProfileDialog } from './profile_dialog.js';
import { EnrolDialog } from './enrol_dialog.js';
import { GuideAnchors } from './guide_anchors.js';
import { GuideEditor } from './guide_editor.js';
import { GuidePreview } from './guide_preview.js';
import { Guides } from './guides.js';
import { GuideSteps } from './guide_steps.js';
import { GuideTitle } from './guide_title.js';
import { KioskDialog } from './kiosk_dialog.js';
import { Kiosks } from './kiosks.js';
import { ManagePage } from './manage_page.js';
import { Notice } from './notice.js';
import { QualityChart } from './quality_chart.js';
import { SecretDialog } from './secret_dialog.js';
import { ServicesDialog } from './services_dialog.js';
import { Session } from './session.js';
import { SessionCourse } from './session_course.js';
import { SessionFilters } from './session_filters.js';
import { SessionQuality } from './session_quality.js';
import { SessionSummary } from './session_summary.js';
import { SessionTable } from './session_table.js';
import { SessionTimeline } from './session_timeline.js';
import { Sessions } from './sessions.js';
import { SiteDialog } from './site_dialog.js';
import { Sites } from './sites.js';
import { Staff } from './staff.js';
import { StaffDialog } from './staff_dialog.js';
import { TicketRecords } from './ticket_records.js';

const ELEMENTS = {
  'bb-breaks-dialog': BreaksDialog,
  'bb-confirm-dialog': ConfirmDialog,
  'bb-desk-dialog': DeskDialog,
  'bb-fitting-dialog': FittingDialog,
  'bb-limits-dialog': LimitsDialog,
  'bb-profile-dialog': ProfileDialog,
  'bb-enrol-dialog': EnrolDialog,
  'bb-guide-anchors': GuideAnchors,
  'bb-guide-editor': GuideEditor,
  'bb-guide-preview': GuidePreview,
  'bb-guides': Guides,
  'bb-guide-steps': GuideSteps,
  'bb-guide-title': GuideTitle,
  'bb-history': History,
  'bb-kiosk-dialog': KioskDialog,
  'bb-kiosks': Kiosks,
  'bb-manage': ManagePage,
  'bb-notice': Notice,
  'bb-quality-chart': QualityChart,
  'bb-secret-dialog': SecretDialog,
  'bb-services-dialog': ServicesDialog,
  'bb-session': Session,
  'bb-session-course': SessionCourse,
  'bb-session-filters': SessionFilters,
  'bb-session-quality': SessionQuality,
  'bb-session-summary': SessionSummary,
  'bb-session-table': SessionTable,
  'bb-session-timeline': SessionTimeline,
  'bb-sessions': Sessions,
  'bb-site-dialog': SiteDialog,
  'bb-sites': Sites,
  'bb-staff': Staff,
  'bb-staff-dialog': StaffDialog,
  'bb-ticket-records': TicketRecords,
};

for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
