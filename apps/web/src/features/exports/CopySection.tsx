import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { type DataExport, exportRoutes } from '@lesblik/shared/exports';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, call } from '../../api/call.ts';
import { bytes, instantDayText, instantText } from '../../ui/format.ts';
import { sentenceOfCode } from '../../ui/problem-sentence.ts';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { CopyProgress } from './CopyProgress.tsx';
import { Downloads } from './Downloads.tsx';
import classes from './MyDataPage.module.css';
import { exportsQuery, isMoving } from './queries.ts';

/** The newest copy, or that there is none yet, and what to do about it. */
export function CopySection({ latest }: { latest: DataExport | undefined }) {
  const { t } = useTranslation(['exports', 'problems']);
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const state = useRef<HTMLParagraphElement>(null);

  async function act(work: () => Promise<unknown>, said?: string): Promise<void> {
    setBusy(true);
    try {
      await work();
      if (said !== undefined) say(said);
    } catch (error) {
      sayProblem(error);
    }
    await queries.invalidateQueries({ queryKey: exportsQuery.queryKey });
    setBusy(false);
    // The button that was pressed is gone.
    state.current?.focus({ preventScroll: true });
  }
  const ask = () => void act(() => call(exportRoutes.ask, {}));
  const remove = (said: string) => () =>
    void act(() => call(exportRoutes.remove, { params: { exportId: latest?.id ?? '' } }), said);

  if (latest !== undefined && isMoving(latest)) {
    return (
      <Section title={t('copy')}>
        <Stack>
          <State said={t(latest.state === 'waiting' ? 'waiting' : 'making')} at={state} />
          <CopyProgress copy={latest} />
          <Text c="dimmed">{t('leave')}</Text>
          <Group>
            <Button variant="default" disabled={busy} onClick={remove(t('stopped'))}>
              {t('stop')}
            </Button>
          </Group>
        </Stack>
      </Section>
    );
  }
  if (latest?.state === 'ready') {
    return (
      <Section title={t('copy')}>
        <Stack>
          <State said={t('ready')} at={state} />
          <ReadyWords copy={latest} />
          <Group>
            <Button
              component="a"
              href={addressOf('/exports/:exportId/archive', { exportId: latest.id })}
              download
              leftSection={<IconDownload size={18} />}
            >
              {t('download')}
            </Button>
            <Button
              variant="default"
              disabled={busy}
              leftSection={<IconTrash size={18} />}
              onClick={remove(t('removed'))}
            >
              {t('removeNow')}
            </Button>
          </Group>
          <Downloads of={latest} />
          <Text>{t('care')}</Text>
          <Text>{t('falls')}</Text>
          <Group>
            <Button variant="subtle" disabled={busy} onClick={ask}>
              {t('makeNew')}
            </Button>
            <Text c="dimmed" size="sm">
              {t('replaces')}
            </Text>
          </Group>
        </Stack>
      </Section>
    );
  }
  const failed = latest?.state === 'failed';
  return (
    <Section title={t('copy')}>
      <Stack>
        {failed && <State said={t('failed')} at={state} />}
        {failed && <Text>{sentenceOfCode(latest.problem)}</Text>}
        {latest?.ended != null && <State said={t(`ended.${latest.ended}`)} at={state} />}
        {latest === undefined && <Text>{t('none')}</Text>}
        <Group>
          <Button loading={busy} onClick={ask}>
            {t(failed ? 'again' : latest === undefined ? 'make' : 'makeNew')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

/** Where it stands, in a sentence; read out when that changes. */
function State({ said, at }: { said: string; at: RefObject<HTMLParagraphElement | null> }) {
  return (
    <p className={classes.state} role="status" tabIndex={-1} ref={at}>
      {said}
    </p>
  );
}

function ReadyWords({ copy: { bytes: size, readyAt, expiresAt } }: { copy: DataExport }) {
  const { t, i18n } = useTranslation('exports');
  return (
    <Text>
      {t('size', { size: bytes(size ?? 0, i18n.language), when: instantText(readyAt ?? '', i18n.language) })}{' '}
      {t('until', { day: instantDayText(expiresAt ?? '', i18n.language) })}
    </Text>
  );
}
