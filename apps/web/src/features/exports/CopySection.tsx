import { Stack } from '@mantine/core';
import { type DataExport, exportRoutes } from '@lesblik/shared/exports';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { MovingCopy } from './MovingCopy.tsx';
import classes from './MyDataPage.module.css';
import { NoCopy } from './NoCopy.tsx';
import { exportsQuery, isMoving } from './queries.ts';
import { ReadyCopy } from './ReadyCopy.tsx';

/** The newest copy, or that there is none yet, and what to do about it. */
export function CopySection({ latest }: { latest: DataExport | undefined }) {
  const { t } = useTranslation('exports');
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const state = useRef<HTMLParagraphElement>(null);
  const acted = useRef(false);

  // The button that was pressed is gone: the focus goes to what became of it.
  useEffect(() => {
    if (busy || !acted.current) return;
    acted.current = false;
    state.current?.focus({ preventScroll: true });
  }, [busy]);

  async function act(work: () => Promise<unknown>, said?: string): Promise<void> {
    setBusy(true);
    try {
      await work();
      if (said !== undefined) say(said);
    } catch (error) {
      sayProblem(error);
    }
    await queries.invalidateQueries({ queryKey: exportsQuery.queryKey });
    acted.current = true;
    setBusy(false);
  }
  const ask = () => void act(() => call(exportRoutes.ask, {}));
  const remove = (said: string) =>
    void act(() => call(exportRoutes.remove, { params: { exportId: latest?.id ?? '' } }), said);

  return (
    <Section title={t('copy')}>
      <Stack>
        <p className={classes.state} role="status" tabIndex={-1} ref={state}>
          {stateOf(latest, t)}
        </p>
        {latest !== undefined && isMoving(latest) ? (
          <MovingCopy copy={latest} busy={busy} onStop={() => remove(t('stopped'))} />
        ) : latest?.state === 'ready' ? (
          <ReadyCopy copy={latest} busy={busy} onRemove={() => remove(t('removed'))} onAsk={ask} />
        ) : (
          <NoCopy latest={latest} busy={busy} onAsk={ask} />
        )}
      </Stack>
    </Section>
  );
}

/** Where it stands, in a sentence. */
function stateOf(latest: DataExport | undefined, t: TFunction<'exports'>): string {
  if (latest === undefined) return t('nothing');
  const { state, ended, problem } = latest;
  // What it waits for by itself is the storage.
  if (isMoving(latest) && problem !== null) return t('held');
  return ended !== null ? t(`ended.${ended}`) : state === 'ended' ? t('nothing') : t(state);
}
