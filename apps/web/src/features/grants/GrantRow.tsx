import { Button, NativeSelect, Text } from '@mantine/core';
import type { Grant } from '@lesblik/shared/grants';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayFromNow, dayOf, endOfDay, instantDayText } from '../../ui/format.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { readAccessAgain } from './queries.ts';
import { grantOutlines } from './routes.ts';
import classes from './ShareDialog.module.css';

interface Props {
  grant: Grant;
  /** Nobody needs access to what is deleted by then. */
  latest: string;
}

/** One person's access: what and until when, changed in place, withdrawn by one click. */
export function GrantRow({ grant, latest }: Props) {
  const { t, i18n } = useTranslation('grants');
  const [busy, setBusy] = useState(false);
  const { name } = grant.grantee;
  const params = { grantId: grant.id };

  async function act(send: () => Promise<unknown>, done: string): Promise<void> {
    setBusy(true);
    try {
      await send();
      say(done);
    } catch (error) {
      sayProblem(error);
    }
    await readAccessAgain(grant.recordingId);
    setBusy(false);
  }

  const change = (body: { mayComment?: boolean; until?: string }): void =>
    void act(() => call(grantOutlines.change, { params, body }), t('changed', { name }));

  return (
    <li className={classes.row}>
      <div>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {t('row', {
            what: t(grant.mayComment ? 'rowComment' : 'rowWatch'),
            day: instantDayText(grant.until, i18n.language),
          })}
        </Text>
      </div>
      <Button
        variant="default"
        loading={busy}
        aria-label={t('withdrawOf', { name })}
        onClick={() => void act(() => call(grantOutlines.withdraw, { params }), t('withdrawn', { name }))}
      >
        {t('withdraw')}
      </Button>
      <div className={classes.controls}>
        <NativeSelect
          aria-label={t('mayOf', { name })}
          value={grant.mayComment ? 'comment' : 'watch'}
          onChange={(event) => change({ mayComment: event.currentTarget.value === 'comment' })}
          data={[
            { value: 'watch', label: t('watch') },
            { value: 'comment', label: t('watchComment') },
          ]}
        />
        <DayField
          aria-label={t('untilOf', { name })}
          min={dayFromNow(0)}
          max={latest}
          value={dayOf(grant.until)}
          onLeave={(day) => {
            if (day !== '' && day !== dayOf(grant.until)) change({ until: endOfDay(day) });
          }}
        />
      </div>
    </li>
  );
}
