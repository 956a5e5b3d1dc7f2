import { randomUUID } from 'node:crypto';
import { agendaRoutes, builtInAgendas } from '@lesblik/shared/agendas';
import { calendarRoutes } from '@lesblik/shared/calendar';
import { erasureRoutes } from '@lesblik/shared/erasure';
import { homeRoutes } from '@lesblik/shared/home';
import { identityRoutes } from '@lesblik/shared/identity';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { templateRoutes } from '@lesblik/shared/trajectory-templates';
import { giveLogo, madeLogo } from '../logo.ts';
import { type Row, but, administrator, anyMember, open, row } from './answers.ts';
import { school, template, tomorrow, link, password } from './given.ts';
import { world, cast } from './stage.ts';

/** People, the school and what it sets, and what is of one person alone. */
export const schoolRows: Row[] = [
  row(identityRoutes.me, but(200), () => ({})),
  row(identityRoutes.session, open(200), () => ({})),
  row(identityRoutes.updateMe, but(200), () => ({ body: { language: 'nl' as const } })),
  // With another password than theirs.
  row(erasureRoutes.own, but(403), () => ({ body: { password: 'een ander wachtwoord' } })),
  row(erasureRoutes.ofMember, administrator(204), ({ spareId }) => ({ params: { ...school(), personId: spareId } })),
  row(identityRoutes.emailChange, but(200), () => ({})),
  row(identityRoutes.askEmailChange, but(403), () => ({
    body: { email: `${randomUUID()}@example.org`, password: 'een ander wachtwoord' },
  })),
  row(identityRoutes.withdrawEmailChange, but(204), () => ({})),
  row(identityRoutes.emailChangeLink, open(410), () => ({ params: link })),
  row(identityRoutes.confirmEmailChange, open(410), () => ({ params: link })),
  row(identityRoutes.resetLink, open(410), () => ({ params: link })),
  row(identityRoutes.setupLink, open(410), () => ({ params: link })),
  row(identityRoutes.setup, open(410), () => ({
    params: link,
    body: { organisationName: 'X', name: 'X', email: 'x@example.org', password, language: 'nl' as const },
  })),

  row(organisationRoutes.get, administrator(200), () => ({ params: school() })),
  row(organisationRoutes.update, administrator(200), () => ({ params: school(), body: { name: 'De Regenboog' } })),
  row(
    organisationRoutes.logo,
    anyMember(200),
    () => ({ params: school() }),
    () => giveLogo(world, cast.organisationId),
  ),
  row(organisationRoutes.setLogo, administrator(200), () => ({
    params: school(),
    body: { png: madeLogo().toString('base64') },
  })),
  row(organisationRoutes.removeLogo, administrator(204), () => ({ params: school() })),
  row(organisationRoutes.colleagues, anyMember(200), () => ({ params: school() })),
  row(organisationRoutes.people, administrator(200), () => ({ params: school() })),
  row(organisationRoutes.updateMember, administrator(200), ({ spareId }) => ({
    params: { ...school(), personId: spareId },
    body: { role: 'guest' as const },
  })),
  row(organisationRoutes.removeMember, administrator(204), ({ spareId }) => ({
    params: { ...school(), personId: spareId },
  })),
  row(organisationRoutes.invitations, administrator(200), () => ({ params: school() })),
  row(organisationRoutes.invite, administrator(201), () => ({
    params: school(),
    body: { email: `${randomUUID()}@example.org`, name: 'Nieuw', role: 'member' as const },
  })),
  row(organisationRoutes.withdrawInvitation, administrator(204), ({ invitationId }) => ({
    params: { ...school(), invitationId },
  })),
  row(organisationRoutes.invitation, open(410), () => ({ params: link })),
  row(organisationRoutes.acceptInvitation, open(410), () => ({
    params: link,
    body: { name: 'X', password, language: 'nl' as const },
  })),

  row(templateRoutes.list, anyMember(200), () => ({ params: school() })),
  row(templateRoutes.add, administrator(201), () => ({ params: school(), body: template() })),
  row(templateRoutes.edit, administrator(200), () => ({
    params: { ...school(), key: 'five_talks' as const },
    body: template(),
  })),
  row(templateRoutes.restore, administrator(204), () => ({ params: { ...school(), key: 'ten_talks' as const } })),

  row(agendaRoutes.list, administrator(200), () => ({ params: school() })),
  row(
    agendaRoutes.change,
    administrator(200),
    () => ({
      params: { ...school(), kind: 'coaching' as const },
      body: { version: 0, sections: [...builtInAgendas.coaching] },
    }),
    () => world.services.db.deleteFrom('agendaTemplate').execute(),
  ),

  row(calendarRoutes.get, but(200), () => ({})),
  row(calendarRoutes.make, but(201), () => ({})),
  row(calendarRoutes.end, but(204), () => ({})),
  row(calendarRoutes.read, open(404), () => ({ params: link })),

  row(homeRoutes.waiting, but(200), () => ({})),

  row(notificationRoutes.list, but(200), () => ({ query: {} })),
  row(notificationRoutes.count, but(200), () => ({})),
  row(notificationRoutes.read, but(204), ({ talkId }) => ({ body: { ids: [talkId] } })),
  row(notificationRoutes.readAll, but(204), () => ({ body: { until: tomorrow() } })),
  row(notificationRoutes.settings, but(200), () => ({})),
  row(notificationRoutes.set, but(200), () => ({ body: { dailyAt: '15:00' } })),
  row(notificationRoutes.unsubscribePage, open(303), () => ({ params: link })),
  row(notificationRoutes.unsubscribeKinds, open(410), () => ({ params: link })),
  row(notificationRoutes.unsubscribe, open(410), () => ({ params: link })),
  row(notificationRoutes.subscribeAgain, open(410), () => ({ params: link })),
];
