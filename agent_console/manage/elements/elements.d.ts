import type { BreaksDialog } from "./breaks_dialog.js";
import type { ConfirmDialog } from "./confirm_dialog.js";
import type { DeskDialog } from "./desk_dialog.js";
import type { FittingDialog } from "./fitting_dialog.js";
import type { LimitsDialog } from "./limits_dialog.js";
import type { ProfileDialog } from "./profile_dialog.js";
import type { EnrolDialog } from "./enrol_dialog.js";
import type { GuideAnchors } from "./guide_anchors.js";
import type { GuideSteps } from "./guide_steps.js";
import type { GuideTitle } from "./guide_title.js";
import type { KioskDialog } from "./kiosk_dialog.js";
import type { SecretDialog } from "./secret_dialog.js";
import type { ServicesDialog } from "./services_dialog.js";
import type { SiteDialog } from "./site_dialog.js";
import type { StaffDialog } from "./staff_dialog.js";

declare global {
  interface HTMLElementTagNameMap {
    "bb-breaks-dialog": BreaksDialog;
    "bb-confirm-dialog": ConfirmDialog;
    "bb-desk-dialog": DeskDialog;
    "bb-fitting-dialog": FittingDialog;
    "bb-profile-dialog": ProfileDialog;
    "bb-enrol-dialog": EnrolDialog;
    "bb-guide-anchors": GuideAnchors;
    "bb-guide-steps": GuideSteps;
    "bb-guide-title": GuideTitle;
    "bb-kiosk-dialog": KioskDialog;
    "bb-limits-dialog": LimitsDialog;
    "bb-secret-dialog": SecretDialog;
    "bb-services-dialog": ServicesDialog;
    "bb-site-dialog": SiteDialog;
    "bb-staff-dialog": StaffDialog;
  }
}
