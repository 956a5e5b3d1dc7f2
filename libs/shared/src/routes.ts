import { agreementRoutes } from './agreements.ts';
import { auditLogRoutes } from './audit-log.ts';
import { coachChangeRoutes } from './coach-changes.ts';
import { actionRoutes } from './actions.ts';
import { agendaRoutes } from './agendas.ts';
import { calendarRoutes } from './calendar.ts';
import { classListRoutes } from './class-lists.ts';
import { commentRoutes } from './comments.ts';
import { deletionRoutes } from './deletions.ts';
import { erasureRoutes } from './erasure.ts';
import { exportRoutes } from './exports.ts';
import { goalProgressRoutes } from './goal-progress.ts';
import { goalRoutes } from './goals.ts';
import { grantRoutes } from './grants.ts';
import { hidingRoutes } from './hiding.ts';
import { holdRoutes } from './holds.ts';
import { homeRoutes } from './home.ts';
import { identityRoutes } from './identity.ts';
import { lessonConsentRoutes } from './lesson-consent.ts';
import { notificationRoutes } from './notifications.ts';
import { organisationRoutes } from './organisations.ts';
import { recordingRoutes } from './recordings.ts';
import { reportRoutes } from './reports.ts';
import { requestRoutes } from './requests.ts';
import { roomRoutes } from './rooms.ts';
import type { Route } from './route.ts';
import { sealRoutes } from './seals.ts';
import { talkRoutes } from './talks.ts';
import { trajectoryRoutes } from './trajectories.ts';
import { templateRoutes } from './trajectory-templates.ts';

/** Every route of the contract, by feature: OpenAPI, the role matrix and the start-up check of bindings walk it. */
export const routes = {
  identity: identityRoutes,
  organisations: organisationRoutes,
  trajectories: trajectoryRoutes,
  agreements: agreementRoutes,
  coachChanges: coachChangeRoutes,
  requests: requestRoutes,
  templates: templateRoutes,
  goals: goalRoutes,
  goalProgress: goalProgressRoutes,
  recordings: recordingRoutes,
  grants: grantRoutes,
  hiding: hidingRoutes,
  auditLog: auditLogRoutes,
  classLists: classListRoutes,
  lessonConsent: lessonConsentRoutes,
  comments: commentRoutes,
  seals: sealRoutes,
  rooms: roomRoutes,
  talks: talkRoutes,
  agendas: agendaRoutes,
  actions: actionRoutes,
  calendar: calendarRoutes,
  reports: reportRoutes,
  home: homeRoutes,
  notifications: notificationRoutes,
  exports: exportRoutes,
  erasure: erasureRoutes,
  deletions: deletionRoutes,
  holds: holdRoutes,
} as const satisfies Record<string, Record<string, Route>>;

export const allRoutes: readonly { name: string; route: Route }[] = Object.entries(routes).flatMap(([feature, group]) =>
  Object.entries(group as Record<string, Route>).map(([name, route]) => ({ name: `${feature}.${name}`, route })),
);
