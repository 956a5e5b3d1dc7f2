import { reportRoutes, type ReportFieldName, type ReportSuggestion } from '@lesblik/shared/reports';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say } from '../../ui/toasts.ts';
import { readReportsAgain } from './queries.ts';

/** Reads anew, also what was refused for: the page may be what was behind. */
async function acted(trajectoryId: string, work: Promise<unknown>, said?: string): Promise<void> {
  try {
    await work;
    if (said !== undefined) say(said);
  } finally {
    await readReportsAgain(trajectoryId);
  }
}

export const suggest = (trajectoryId: string, field: ReportFieldName, text: string): Promise<void> =>
  acted(
    trajectoryId,
    call(reportRoutes.suggest, { params: { trajectoryId }, body: { ...field, text } }),
    i18next.t('reports:suggestion.sent'),
  );

const answer = (
  trajectoryId: string,
  { id }: ReportSuggestion,
  body: { decision: 'accept'; revision: number } | { decision: 'refuse' },
): Promise<void> => acted(trajectoryId, call(reportRoutes.answer, { params: { suggestionId: id }, body }));

export const accept = (trajectoryId: string, suggestion: ReportSuggestion, revision: number): Promise<void> =>
  answer(trajectoryId, suggestion, { decision: 'accept', revision });

export const refuse = (trajectoryId: string, suggestion: ReportSuggestion): Promise<void> =>
  answer(trajectoryId, suggestion, { decision: 'refuse' });

export const takeBack = (trajectoryId: string, { id }: ReportSuggestion): Promise<void> =>
  acted(
    trajectoryId,
    call(reportRoutes.takeBack, { params: { suggestionId: id } }),
    i18next.t('reports:suggestion.takenBack'),
  );

export const sign = (trajectoryId: string, body: { name: string; digest: string }): Promise<void> =>
  acted(trajectoryId, call(reportRoutes.sign, { params: { trajectoryId }, body }), i18next.t('reports:signed'));

export const withdraw = (trajectoryId: string, reportId: string): Promise<void> =>
  acted(trajectoryId, call(reportRoutes.withdraw, { params: { reportId } }), i18next.t('reports:withdrawn'));
