import { Text, Title } from '@mantine/core';
import type { Range } from '@lesblik/shared/cuts';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import { type Here, type Lesson, partWords } from './part.ts';
import { PartEditor } from './PartEditor.tsx';
import { readAccessAgain } from './queries.ts';
import { grantOutlines } from './routes.ts';

interface Props {
  recordingId: string;
  lesson: Lesson;
  here: Here;
}

/** What anybody else may see of the lesson at most; the owner keeps the whole. */
export function TrimSection({ recordingId, lesson, here }: Props) {
  const { t } = useTranslation('grants');
  const { trim } = lesson;
  async function save(range: Range | null): Promise<void> {
    try {
      const saved = await call(grantOutlines.trim, { params: { recordingId }, body: { range } });
      say(saved.range === null ? t('trim.savedWhole') : t('trim.saved', { part: partWords(saved.range, t) }));
    } catch (error) {
      sayProblem(error);
    }
    await readAccessAgain(recordingId);
  }
  return (
    <section>
      <Title order={3}>{t('trim.title')}</Title>
      <Text aria-live="polite">{trim === null ? t('trim.whole') : t('trim.part', { part: partWords(trim, t) })}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('trim.help')}
      </Text>
      <PartEditor change={t('changeTrim')} label={t('which')} lesson={lesson} here={here} range={trim} save={save} />
    </section>
  );
}
