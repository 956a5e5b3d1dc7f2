import { setImmediate } from 'node:timers/promises';
import type { Language } from '@lesblik/shared/common';
import type { SignedCertificate } from '@lesblik/shared/deletions';
import { TaggedPage } from '../reports/tagged-page.ts';
import { dayText, languageTag } from '../reports/words.ts';
import { certificateWords } from './certificate-words.ts';

/** Others have their turn after so many lines. */
const AT_ONCE = 50;

const instantText = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(languageTag(language), {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...{ timeZone: 'UTC', timeZoneName: 'short' },
  }).format(new Date(instant));

/** A certificate to be read by people, with itself as its attachment. @param verifyAt where it can be verified */
export async function certificatePdf(
  signed: SignedCertificate,
  { language, verifyAt }: { language: Language; verifyAt: string },
): Promise<Buffer> {
  const { certificate } = signed;
  const { recording, objects, rests } = certificate;
  const say = certificateWords[language];
  const at = (instant: string): string => instantText(instant, language);
  const page = new TaggedPage({
    ...{ title: `${say.title} ${recording.id}`, author: 'Lesblik' },
    ...{ language: languageTag(language), madeAt: new Date(certificate.issuedAt) },
  });
  page.title(say.title);
  page.line(say.what[recording.origin](dayText(recording.recordedOn, language)));
  page.line(say.why[certificate.why]);
  page.line(say.comments[certificate.comments]);
  page.line(say.school(certificate.school.name), true);
  page.line(say.number(recording.id), true);
  if (certificate.askedBy !== null) page.line(say.askedBy(certificate.askedBy), true);
  page.heading(say.when);
  page.list([
    say.ordered(at(certificate.orderedAt)),
    say.keyDestroyed(at(certificate.keyDestroyedAt)),
    say.erased(at(certificate.erasedAt)),
    say.backups(dayText(certificate.noKeyInBackupsFrom, language)),
  ]);
  if (certificate.log) {
    page.line(say.log(certificate.log.number, at(certificate.log.at)));
    page.fine(certificate.log.hash);
  }
  page.heading(say.verify);
  page.line(say.howTo(verifyAt));
  page.line(say.key(certificate.keyId), true);
  page.heading(say.objects(objects.length));
  page.line(say.objectsHint, true);
  for (const [index, { key, bytes, sha256 }] of objects.entries()) {
    if (index % AT_ONCE === 0) await setImmediate();
    page.fine(`${key} · ${bytes} · ${sha256}`);
  }
  if (rests.length > 0) page.line(say.rests(rests.length));
  page.attach(`${recording.id}.json`, Buffer.from(JSON.stringify(signed)), 'application/json');
  return page.end(say.page);
}
