import { Button, NativeSelect, Text } from '@mantine/core';
import type { Range } from '@lesblik/shared/cuts';
import type { Grant } from '@lesblik/shared/grants';
import type { GrantRendition } from '@lesblik/shared/hiding';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayFromNow, dayOf, endOfDay, instantDayText } from '../../ui/format.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { type Here, type Lesson, partWords } from './part.ts';
import { PartEditor } from './PartEditor.tsx';
import { readAccessAgain } from './queries.ts';
import { grantOutlines } from './routes.ts';
import classes from './ShareDialog.module.css';

interface Props {
  grant: Grant;
  /** Nobody needs access to what is deleted by then. */
  latest: string;
  lesson: Lesson;
  /** There is a version with what is hidden to choose. */
  hasHidden: boolean;
  here: Here;
}

/** One person's access: what and until when, changed in place, withdrawn by one click. */
export function GrantRow({ grant, latest, lesson, hasHidden, here }: Props) {
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

  const send = (body: {
    mayComment?: boolean;
    until?: string;
    range?: Range | null;
    rendition?: GrantRendition;
  }): Promise<void> => act(() => call(grantOutlines.change, { params, body }), t('changed', { name }));
  const change = (body: { mayComment?: boolean; until?: string }): void => void send(body);

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
        {grant.rendition === 'hidden' && <Text size="sm">{t('film.row')}</Text>}
        {grant.range && <Text size="sm">{t('rowPart', { part: partWords(grant.range, t) })}</Text>}
        {grant.shows !== 'ready' && (
          <Text size="sm" role="status">
            {t(`shows.${grant.shows}`)}
          </Text>
        )}
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
        {(hasHidden || grant.rendition === 'hidden') && (
          <NativeSelect
            aria-label={t('film.whichOf', { name })}
            value={grant.rendition}
            onChange={(event) => void send({ rendition: event.currentTarget.value === 'hidden' ? 'hidden' : 'plain' })}
            data={(['hidden', 'plain'] as const).map((value) => ({ value, label: t(`film.${value}`) }))}
          />
        )}
        <PartEditor
          change={t('changePartOf', { name })}
          label={t('whichOf', { name })}
          lesson={lesson}
          here={here}
          range={grant.range}
          save={(range) => send({ range })}
        />
      </div>
    </li>
  );
}
