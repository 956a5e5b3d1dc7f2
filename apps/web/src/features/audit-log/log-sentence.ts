import type { AuditEntry } from '@lesblik/shared/audit-log';
import type { TFunction } from 'i18next';
import { instantDayText, timecode } from '../../ui/format.ts';

const DEVICES = ['phone', 'tablet', 'computer'] as const;
const INSTANT = /^\d{4}-\d\d-\d\dT/;

/** An entry of the log as a sentence about people. */
export function logSentence(entry: AuditEntry, myId: string, t: TFunction<'audit-log'>, language: string): string {
  const { kind, actor, subject, startMs, endMs, detail } = entry;
  const device = DEVICES.find((name) => name === entry.device);
  const values = {
    actor: actor === null ? t('nobody') : actor.id === myId ? t('you') : actor.name,
    subject: subject?.name ?? '',
    device: device ? t(`device.${device}`) : '',
    from: timecode(startMs ?? 0),
    to: timecode(endMs ?? 0),
    until: detail !== null && INSTANT.test(detail) ? instantDayText(detail, language) : '',
  };
  const withUntil = (kind === 'granted' || kind === 'grant_changed') && values.until !== '';
  if (kind === 'downloaded' && detail === 'export') return tidy(t('sentences.downloaded_export', values));
  if (kind === 'downloaded' && (detail === 'institute' || detail === 'outside')) {
    return tidy(t(`sentences.downloaded_${detail}`, values));
  }
  if (kind === 'withdrawn' && detail === 'consent') return t('sentences.withdrawn_consent', values);
  const sentence = t(withUntil ? `sentences.${kind}_until` : `sentences.${kind}`, values);
  return tidy(sentence);
}

/** Without the space that an unknown device leaves. */
const tidy = (sentence: string): string => sentence.replace(/\s+\./, '.');
