import type { Mail } from '@lesblik/server/mail/mailer';
import type { Language } from '@lesblik/shared/common';
import type { NotificationKind, NotificationSpot } from '@lesblik/shared/notifications';
import { htmlOf, type Letter, textOf } from './letter-form.ts';
import { nameOf, type Said, sentenceOf, words } from './letter-words.ts';
import type { Unmailed } from './letters.repository.ts';

interface Links {
  /** The whole address of a path. */
  page: (path: string) => string;
  /** That stops mails of these kinds. */
  token: (kinds: readonly NotificationKind[]) => string;
}

/** Where the web shows it. */
function pathOf(spot: NotificationSpot): string {
  switch (spot.on) {
    case 'talk':
      return `/gesprek/${spot.talkId}`;
    case 'call':
      return `/kijkgesprek/${spot.roomId}`;
    case 'lesson':
      return `/recordings/${spot.recordingId}`;
    case 'request':
      return `/trajectories/requests/${spot.requestId}`;
    case 'trajectory':
      return `/trajectories/${spot.trajectoryId}`;
    case 'actions':
      return `/trajectories/${spot.trajectoryId}#actions`;
    case 'evaluation':
      return `/trajectories/${spot.trajectoryId}/evaluation`;
    case 'report':
      return `/trajectories/${spot.trajectoryId}/report`;
    case 'class_list':
      return `/class-lists/${spot.classListId}`;
    case 'deletions':
      return '/account/deleted';
    case 'recordings':
      return '/recordings';
    case 'trajectories':
      return '/trajectories';
  }
}

interface Line extends Said {
  path: string;
  /** Of a single comment. */
  search: string;
}

const searchOf = (spot: NotificationSpot): string =>
  spot.on === 'lesson' && spot.commentId !== null ? `?comment=${spot.commentId}` : '';

/** Of one kind at one place: one line that says how many. */
function linesOf(told: readonly Unmailed[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { kind, about } of told) {
    if (about === null) continue;
    const path = pathOf(about.spot);
    const key = `${kind} ${path} ${about.startsAt}`;
    const { startsAt, timeZone, spot } = about;
    const known = lines.get(key);
    const line = { kind, count: 1, path, search: searchOf(spot), startsAt, timeZone };
    lines.set(key, known === undefined ? line : { ...line, count: known.count + 1, search: '' });
  }
  return [...lines.values()];
}

/** Says that something happened and where it is; never what is in a lesson, comment or goal, nor who is in it. */
export function letterOf(
  { email: to, language }: { email: string; language: Language },
  told: readonly Unmailed[],
  { page, token }: Links,
): Mail | undefined {
  const lines = linesOf(told);
  const [only, ...others] = lines;
  if (only === undefined) return undefined;
  const kinds = [...new Set(lines.map(({ kind }) => kind))];
  const said = words[language];
  const letter: Letter = {
    language,
    subject: others.length === 0 ? sentenceOf(only, language).subject : said.many(lines.length),
    hello: said.hello,
    parts: lines.map((line) => ({ ...sentenceOf(line, language), to: page(line.path + line.search) })),
    stop: said.stop,
    stops: kinds.map((kind) => ({ name: nameOf(kind, language), to: page(`/afmelden/${token([kind])}`) })),
    choose: { go: said.choose, to: page('/account/notifications') },
  };
  return {
    to,
    subject: letter.subject,
    text: textOf(letter),
    html: htmlOf(letter),
    key: told.map(({ id }) => id).join(),
    unsubscribe: page(`/api/unsubscribe/${token(kinds)}`),
  };
}
