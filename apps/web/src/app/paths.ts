export type TrajectoryPart = 'contact' | 'agreements' | 'goals' | 'lessons' | 'talks' | 'actions' | 'people';

/** Every address of the web, in one place. */
export const paths = {
  home: '/',
  signIn: (back?: string) => (back && back !== '/' ? `/sign-in?back=${encodeURIComponent(back)}` : '/sign-in'),
  forgotPassword: '/forgot-password',
  account: '/account',
  notifications: '/notifications',
  // In mails too.
  notificationSettings: '/account/notifications',
  myData: '/account/data',
  deletions: '/account/deleted',
  // In certificates, for years: Dutch.
  verifyCertificate: '/certificaat',
  people: '/people',
  trajectories: '/trajectories',
  newTrajectory: '/trajectories/new',
  /** `part`: the anchor of one of its sections. */
  trajectory: (id: string, part?: TrajectoryPart) => `/trajectories/${id}${part ? `#${part}` : ''}`,
  evaluation: (trajectoryId: string) => `/trajectories/${trajectoryId}/evaluation`,
  telling: (trajectoryId: string) => `/trajectories/${trajectoryId}/telling`,
  report: (trajectoryId: string) => `/trajectories/${trajectoryId}/report`,
  goal: (id: string) => `/goals/${id}`,
  newRequest: '/trajectories/requests/new',
  request: (id: string) => `/trajectories/requests/${id}`,
  templates: '/people/templates',
  recordings: '/recordings',
  log: '/log',
  upload: (trajectoryId?: string) => `/recordings/new${trajectoryId ? `?trajectory=${trajectoryId}` : ''}`,
  /** `atMs`: a deep link to a moment; `commentId`: to a comment. */
  recording: (id: string, at?: { atMs?: number; commentId?: string }) => {
    const search = new URLSearchParams();
    if (at?.atMs !== undefined) search.set('t', String(at.atMs));
    if (at?.commentId) search.set('comment', at.commentId);
    return `/recordings/${id}${search.size > 0 ? `?${search}` : ''}`;
  },
  hide: (recordingId: string) => `/recordings/${recordingId}/hide`,
  closedLessons: '/closed-lessons',
  classLists: '/class-lists',
  classList: (id: string) => `/class-lists/${id}`,
  agendas: '/agendas',
  // In mails, in calendars and copied to others: Dutch.
  talk: (talkId: string) => `/gesprek/${talkId}`,
  newTalk: (trajectoryId: string) => `/gesprek/nieuw?traject=${trajectoryId}`,
  call: (roomId: string) => `/kijkgesprek/${roomId}`,
  newCall: (about: { recordingId: string } | { trajectoryId: string }) =>
    'recordingId' in about
      ? `/kijkgesprek/nieuw?les=${about.recordingId}`
      : `/kijkgesprek/nieuw?traject=${about.trajectoryId}`,
} as const;

/** The review page, alone or in a call: the one with a picture to judge. */
export const isReview = (path: string): boolean => /^\/(recordings\/(?!new$)|kijkgesprek\/(?!nieuw$))[^/]+$/.test(path);

/** Where to go after signing in: only inside this site. */
export function safeBack(back: string | null): string {
  if (!back?.startsWith('/') || back.startsWith('//') || back.startsWith('/\\')) return paths.home;
  return back.startsWith('/sign-in') ? paths.home : back;
}
