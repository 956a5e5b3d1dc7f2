import { setImmediate } from 'node:timers/promises';
import type { Language } from '@lesblik/shared/common';
import type { ReleasedReport } from '@lesblik/shared/reports';
import { TaggedPage } from './tagged-page.ts';
import { dayText, instantDay, languageTag, stepText, words } from './words.ts';

interface Reader {
  language: Language;
  timeZone: string;
  /** PNG. */
  logo: Buffer | undefined;
}

const LOGO_SIZE: [number, number] = [160, 64];

/**
 * A released report as PDF: its own words in the reader's language, the coachee's as they are. Between its parts others
 * have their turn: two hundred goals take seconds.
 */
export async function reportPdf({ content, signedAt, ...signed }: ReleasedReport, reader: Reader): Promise<Buffer> {
  const { language, timeZone, logo } = reader;
  const say = words[language];
  const [signedName, coachee, coach] = [signed.signedName, content.coachee, content.coach].map(
    (name) => name || say.gone,
  ) as [string, string, string];
  const written = languageTag(content.language);
  const page = new TaggedPage({
    ...{ title: `${say.title}: ${coachee}`, author: signedName },
    ...{ language: languageTag(language), madeAt: new Date(signedAt) },
  });
  if (logo !== undefined) page.picture(logo, say.logo(content.school), LOGO_SIZE);
  page.title(say.title);
  page.line(`${content.trajectory} · ${content.school}`);
  page.line(say.about(coachee, coach), true);
  if (content.period !== null) {
    page.heading(say.period);
    page.line(say.between(dayText(content.period.from, language), dayText(content.period.to, language)));
  }
  if (content.talks !== null) {
    page.heading(say.talks);
    page.line(say.talksHeld(content.talks.length));
    if (content.talks.length > 0) page.list(content.talks.map((day) => dayText(day, language)));
  }
  if (content.goals.length > 0) page.heading(say.goals);
  if (content.goals.some(({ rated }) => rated !== null)) page.line(say.scale, true);
  for (const [index, { title, text, rated }] of content.goals.entries()) {
    page.subheading(`${index + 1}. ${title}`, written);
    await setImmediate();
    if (text !== '') page.prose(text, written);
    if (rated === null) continue;
    const at = (instant: string): string => instantDay(instant, language, timeZone);
    const { first, last } = rated;
    const once = first.at === last.at;
    page.list([
      ...(once ? [] : [say.first(at(first.at), stepText(first.value, first.step, language))]),
      say.last(at(last.at), stepText(last.value, last.step, language)),
    ]);
  }
  for (const { key, text } of content.texts) {
    await setImmediate();
    page.heading(say.texts[key]);
    page.prose(text, written);
  }
  page.heading(say.signed);
  page.line(say.signedBy(signedName, instantDay(signedAt, language, timeZone)));
  page.line(say.chosen(coachee), true);
  return page.end(say.page);
}
