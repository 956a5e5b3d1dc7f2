import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type Page = LazyExoticComponent<ComponentType>;

interface PageRoute {
  path: string;
  page: Page;
  /** `app`: signed in, inside the shell. `bare`: signed in, draws its own header. `open`: for whoever has the link. */
  frame: 'app' | 'bare' | 'open';
}

const page = <N extends string>(name: N, load: () => Promise<Record<N, ComponentType>>): Page =>
  lazy(async () => ({ default: (await load())[name] }));

/** Every page and its address; each is a chunk of its own. The first that fits is shown. */
export const pages: readonly PageRoute[] = [
  { path: '/', frame: 'app', page: page('HomePage', () => import('../features/home/HomePage.tsx')) },
  {
    path: '/sign-in',
    frame: 'open',
    page: page('SignInPage', () => import('../features/identity/SignInPage.tsx')),
  },
  {
    path: '/forgot-password',
    frame: 'open',
    page: page('ForgotPasswordPage', () => import('../features/identity/ForgotPasswordPage.tsx')),
  },
  // The addresses below are in mails and on the server's screen: Dutch, as those are.
  {
    path: '/wachtwoord-herstellen/:token',
    frame: 'open',
    page: page('ResetPasswordPage', () => import('../features/identity/ResetPasswordPage.tsx')),
  },
  {
    path: '/adres-bevestigen/:token',
    frame: 'open',
    page: page('EmailChangePage', () => import('../features/identity/EmailChangePage.tsx')),
  },
  {
    path: '/uitnodiging/:token',
    frame: 'open',
    page: page('InvitationPage', () => import('../features/identity/InvitationPage.tsx')),
  },
  {
    path: '/inrichten/:token',
    frame: 'open',
    page: page('SetupPage', () => import('../features/identity/SetupPage.tsx')),
  },
  {
    path: '/afmelden/:token',
    frame: 'open',
    page: page('UnsubscribePage', () => import('../features/notifications/UnsubscribePage.tsx')),
  },
  {
    path: '/certificaat',
    frame: 'open',
    page: page('VerifyPage', () => import('../features/deletions/VerifyPage.tsx')),
  },
  {
    path: '/account/deleted',
    frame: 'app',
    page: page('DeletionsPage', () => import('../features/deletions/DeletionsPage.tsx')),
  },
  {
    path: '/notifications',
    frame: 'app',
    page: page('NotificationsPage', () => import('../features/notifications/NotificationsPage.tsx')),
  },
  {
    path: '/account/notifications',
    frame: 'app',
    page: page('NotificationSettingsPage', () => import('../features/notifications/NotificationSettingsPage.tsx')),
  },
  { path: '/account/data', frame: 'app', page: page('MyDataPage', () => import('../features/exports/MyDataPage.tsx')) },
  { path: '/account', frame: 'app', page: page('AccountPage', () => import('../features/identity/AccountPage.tsx')) },
  {
    path: '/trajectories',
    frame: 'app',
    page: page('TrajectoriesPage', () => import('../features/trajectories/TrajectoriesPage.tsx')),
  },
  {
    path: '/trajectories/new',
    frame: 'app',
    page: page('NewTrajectoryPage', () => import('../features/trajectories/NewTrajectoryPage.tsx')),
  },
  {
    path: '/trajectories/requests/new',
    frame: 'app',
    page: page('NewRequestPage', () => import('../features/requests/NewRequestPage.tsx')),
  },
  {
    path: '/trajectories/requests/:requestId',
    frame: 'app',
    page: page('RequestPage', () => import('../features/requests/RequestPage.tsx')),
  },
  {
    path: '/trajectories/:trajectoryId',
    frame: 'app',
    page: page('TrajectoryPage', () => import('../features/trajectories/TrajectoryPage.tsx')),
  },
  {
    path: '/trajectories/:trajectoryId/evaluation',
    frame: 'app',
    page: page('EvaluationPage', () => import('../features/reports/EvaluationPage.tsx')),
  },
  {
    path: '/trajectories/:trajectoryId/telling',
    frame: 'app',
    page: page('TellingPage', () => import('../features/reports/TellingPage.tsx')),
  },
  {
    path: '/trajectories/:trajectoryId/report',
    frame: 'app',
    page: page('ReportPage', () => import('../features/reports/ReportPage.tsx')),
  },
  {
    path: '/goals/:goalId',
    frame: 'app',
    page: page('GoalPage', () => import('../features/goals/GoalPage.tsx')),
  },
  {
    path: '/people',
    frame: 'app',
    page: page('PeoplePage', () => import('../features/organisations/PeoplePage.tsx')),
  },
  {
    path: '/people/templates',
    frame: 'app',
    page: page('TemplatesPage', () => import('../features/templates/TemplatesPage.tsx')),
  },
  {
    path: '/recordings',
    frame: 'app',
    page: page('RecordingsPage', () => import('../features/recordings/RecordingsPage.tsx')),
  },
  { path: '/log', frame: 'app', page: page('LogPage', () => import('../features/audit-log/LogPage.tsx')) },
  {
    path: '/recordings/new',
    frame: 'app',
    page: page('UploadPage', () => import('../features/recordings/upload/UploadPage.tsx')),
  },
  {
    path: '/recordings/:recordingId',
    frame: 'bare',
    page: page('ReviewPage', () => import('../features/review/ReviewPage.tsx')),
  },
  {
    path: '/recordings/:recordingId/hide',
    frame: 'app',
    page: page('HidePage', () => import('../features/hiding/HidePage.tsx')),
  },
  {
    path: '/closed-lessons',
    frame: 'app',
    page: page('ClosedLessonsPage', () => import('../features/class-lists/ClosedLessonsPage.tsx')),
  },
  {
    path: '/class-lists',
    frame: 'app',
    page: page('ClassListsPage', () => import('../features/class-lists/ClassListsPage.tsx')),
  },
  {
    path: '/class-lists/:classListId',
    frame: 'app',
    page: page('ClassListPage', () => import('../features/class-lists/ClassListPage.tsx')),
  },
  {
    path: '/gesprek/nieuw',
    frame: 'app',
    page: page('NewTalkPage', () => import('../features/talks/NewTalkPage.tsx')),
  },
  {
    path: '/gesprek/:talkId',
    frame: 'app',
    page: page('TalkPage', () => import('../features/talks/TalkPage.tsx')),
  },
  {
    path: '/agendas',
    frame: 'app',
    page: page('AgendasPage', () => import('../features/talks/AgendasPage.tsx')),
  },
  {
    path: '/kijkgesprek/nieuw',
    frame: 'app',
    page: page('NewCallPage', () => import('../features/rooms/NewCallPage.tsx')),
  },
  {
    path: '/kijkgesprek/:roomId',
    frame: 'bare',
    page: page('CallPage', () => import('../features/rooms/CallPage.tsx')),
  },
];
