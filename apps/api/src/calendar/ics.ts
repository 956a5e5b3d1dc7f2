import type { Language } from '@lesblik/shared/common';
import type { TalkKind } from '@lesblik/shared/agendas';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** As much of a talk as a calendar may know: nothing that anybody wrote but the place. */
export interface CalendarTalk {
  id: string;
  kind: TalkKind;
  startsAt: Date;
  durationMinutes: number;
  place: string;
  byCall: boolean;
  /** Grows with each change, for programs that have an older one. */
  sequence: number;
}

const words: Record<Language, { name: string; byCall: string; kinds: Record<TalkKind, string> }> = {
  nl: {
    name: 'Gesprekken in Lesblik',
    byCall: 'Kijkgesprek in Lesblik',
    kinds: {
      intake: 'Kennismakingsgesprek',
      goals: 'Doelengesprek',
      coaching: 'Coachgesprek',
      final_evaluation: 'Evaluatiegesprek',
    },
  },
  en: {
    name: 'Talks in Lesblik',
    byCall: 'Review call in Lesblik',
    kinds: {
      intake: 'First talk',
      goals: 'Goals talk',
      coaching: 'Coaching talk',
      final_evaluation: 'Evaluation talk',
    },
  },
};

interface Options {
  language: Language;
  publicUrl: string;
  now: Date;
}

/**
 * iCalendar (RFC 5545). Times are instants in UTC, which every program shows in its own zone: right in any night that the
 * clock changes, without a table of zones to grow old.
 */
export function calendarOf(talks: readonly CalendarTalk[], { language, publicUrl, now }: Options): string {
  const say = words[language];
  const calendar = ical({ name: say.name, prodId: { company: 'Lesblik', product: 'Lesblik' } });
  calendar.method(ICalCalendarMethod.PUBLISH);
  for (const { id, kind, startsAt, durationMinutes, place, byCall, sequence } of talks) {
    const address = `${publicUrl.replace(/\/$/, '')}/gesprek/${id}`;
    const where = place || (byCall ? say.byCall : '');
    calendar.createEvent({
      id: `${id}@${new URL(publicUrl).hostname}`,
      ...{ sequence, stamp: now, start: startsAt, end: new Date(startsAt.getTime() + durationMinutes * 60_000) },
      ...{ summary: say.kinds[kind], url: address, description: address, status: ICalEventStatus.CONFIRMED },
      ...(where !== '' && { location: where }),
    });
  }
  return calendar.toString();
}
