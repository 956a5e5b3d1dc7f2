import type { AuditEntry, AuditKind } from './audit-log.ts';
import type { Language } from './common.ts';
import { logWords, type LogWords } from './log-words.ts';
import { timecode } from './timecode.ts';

type Told = Pick<AuditEntry, 'kind' | 'actor' | 'subject' | 'startMs' | 'endMs' | 'until' | 'detail' | 'device'>;

/**
 * An entry of the log as a sentence about people.
 * @param dayOf how the reader writes the day of an instant
 */
export function logSentence(entry: Told, myId: string, language: Language, dayOf: (instant: string) => string): string {
  const words = logWords[language];
  const { actor, subject, startMs, endMs, until, device } = entry;
  const values: Record<string, string> = {
    who: actor === null ? words.nobody : actor.id === myId ? words.you : actor.name || words.gone,
    whom: subject?.name || words.gone,
    device: words.devices[device ?? ''] ?? '',
    from: timecode(startMs ?? 0),
    to: timecode(endMs ?? 0),
    until: until === null ? '' : dayOf(until),
  };
  const filled = templateOf(entry, words).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  // Without the spaces that an unknown device leaves.
  return (
    filled.charAt(0).toUpperCase() +
    filled
      .slice(1)
      .replace(/,?\s+\./, '.')
      .replace('  ', ' ')
  );
}

function templateOf({ kind, actor, until, detail, startMs }: Told, { sentences, refused }: LogWords): string {
  if (kind === 'refused')
    return Object.entries(refused).find(([action]) => action === detail)?.[1] ?? sentences.refused;
  if (kind === 'downloaded' && (detail === 'export' || detail === 'institute' || detail === 'outside'))
    return sentences[`downloaded_${detail}`];
  if (kind === 'withdrawn' && (detail === 'consent' || detail === 'erased' || detail === 'restored'))
    return sentences[`withdrawn_${detail}`];
  if (kind === 'deleted' && detail !== null && `deleted_${detail}` in sentences)
    return sentences[`deleted_${detail as 'term'}`];
  if (kind === 'deleted' && actor === null) return sentences.deleted_by_itself;
  if (kind === 'described' && (detail === 'trajectory_end' || detail === 'told_late'))
    return sentences[`described_${detail}`];
  if (kind === 'trimmed' && startMs === null) return sentences.trimmed_whole;
  if (kind === 'grant_changed' && (detail === 'hidden' || detail === 'plain'))
    return sentences[`grant_changed_${detail}`];
  if (kind === 'granted' && until !== null && detail === 'hidden')
    return startMs === null ? sentences.granted_hidden : sentences.granted_part_hidden;
  if (kind === 'granted' && until !== null && startMs !== null) return sentences.granted_part;
  if ((kind === 'granted' || kind === 'grant_changed' || kind === 'held') && until !== null)
    return sentences[`${kind}_until`];
  return sentences[kind];
}

/** The kinds, and the devices, of which a page in either language says this word. */
export function saying(word: string): { kinds: AuditKind[]; devices: string[]; refused: string[] } {
  const lower = word.toLowerCase();
  const said = (...texts: (string | undefined)[]) =>
    texts.some((text) =>
      text
        ?.replace(/\{\w+\}/g, '')
        .toLowerCase()
        .includes(lower),
    );
  const { nl, en } = logWords;
  const keys = Object.keys(nl.kinds) as AuditKind[];
  return {
    kinds: keys.filter(
      (kind) =>
        said(nl.kinds[kind], en.kinds[kind]) || (kind !== 'refused' && said(nl.sentences[kind], en.sentences[kind])),
    ),
    devices: Object.keys(nl.devices).filter((device) => said(nl.devices[device], en.devices[device])),
    refused: (Object.keys(nl.refused) as (keyof LogWords['refused'])[]).filter((action) =>
      said(nl.refused[action], en.refused[action]),
    ),
  };
}
