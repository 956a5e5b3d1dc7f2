import { Button, Group, NativeSelect, Radio, Stack, Text, Title } from '@mantine/core';
import type { Grant } from '@lesblik/shared/grants';
import type { GrantRendition } from '@lesblik/shared/hiding';
import { Problem } from '@lesblik/shared/problems';
import type { Recording } from '@lesblik/shared/recordings';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayFromNow, dayText, endOfDay } from '../../ui/format.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { fieldsOf, someDay, someId, yesOrNo } from '../../ui/form/plain-fields.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { colleaguesQuery, trajectoriesQuery } from '../trajectories/list-queries.ts';
import { type Here, type Lesson, partWords, readPart, typedPart } from './part.ts';
import { PartChoice } from './PartChoice.tsx';
import { readAccessAgain } from './queries.ts';
import { grantOutlines } from './routes.ts';
import classes from './ShareDialog.module.css';

const Form = fieldsOf({ granteeId: someId, mayComment: yesOrNo, until: someDay });
const SUGGESTED_DAYS = 21;

interface Props {
  recording: Pick<Recording, 'id' | 'organisationId' | 'owner' | 'keepUntil' | 'trajectoryId' | 'hasHidden'> & Lesson;
  here: Here;
  granted: readonly Grant[];
}

/** Says in one sentence what will happen before it happens. The coach of the lesson's trajectory comes first. */
export function GiveForm({ recording, granted, here }: Props) {
  const { t, i18n } = useTranslation('grants');
  const colleagues = useQuery(colleaguesQuery(recording.organisationId)).data ?? [];
  const coach = useQuery(trajectoriesQuery).data?.find(({ id }) => id === recording.trajectoryId)?.coach;
  // Who hides something of a lesson means to share that.
  const [rendition, setRendition] = useState<GrantRendition>(recording.hasHidden ? 'hidden' : 'plain');
  const suggested = dayFromNow(SUGGESTED_DAYS);
  const [granteeId, setGranteeId] = useState('');
  const [mayComment, setMayComment] = useState(true);
  const [until, setUntil] = useState(suggested < recording.keepUntil ? suggested : recording.keepUntil);

  const [typed, setTyped] = useState(() => typedPart(null, recording, here.marked));
  const range = readPart(typed, recording);

  const known = new Set([recording.owner.id, ...granted.map(({ grantee }) => grantee.id)]);
  const others = colleagues.filter(({ id }) => !known.has(id) && id !== coach?.id);
  const people = coach && !known.has(coach.id) ? [coach, ...others] : others;
  const chosen = people.find(({ id }) => id === granteeId) ?? (coach && !known.has(coach.id) ? coach : undefined);

  // A refusal is said of what was asked, and no longer once something else is chosen.
  const terms = JSON.stringify([chosen?.id, mayComment, until, range, rendition]);
  const [asked, setAsked] = useState('');
  const form = useForm({
    schema: Form,
    read: (fields) => ({ granteeId: chosen?.id ?? '', mayComment, until: fields.get('until') }),
    async submit(given) {
      if (range === undefined) return;
      setAsked(terms);
      const body = { ...given, until: endOfDay(given.until), range, rendition };
      await call(grantOutlines.give, { params: { recordingId: recording.id }, body });
      await readAccessAgain(recording.id);
      say(t('given', { name: chosen?.name ?? '', day: dayText(given.until, i18n.language) }));
      setGranteeId('');
    },
  });

  const refused = form.problem !== undefined && asked === terms;
  const lacking = (problem: unknown): string | undefined => {
    const { code, details } = problem instanceof Problem ? problem : {};
    if (code !== 'pupils_lack_consent' || !Array.isArray(details?.['pupils'])) return undefined;
    const pupils = details['pupils'].join(', ');
    return t(details['purpose'] === 'outside' ? 'lackOutside' : 'lackInside', { name: chosen?.name ?? '', pupils });
  };

  if (people.length === 0) return <Text c="dimmed">{t('nobody')}</Text>;
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.form}>
      <Stack>
        <Title order={3}>{t('add')}</Title>
        <div className={classes.two}>
          <NativeSelect
            name="granteeId"
            label={t('person')}
            value={chosen?.id ?? ''}
            onChange={(event) => setGranteeId(event.currentTarget.value)}
            error={form.error('granteeId')}
            data={[
              ...(chosen ? [] : [{ value: '', label: t('choosePerson') }]),
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <DayField
            name="until"
            label={t('until')}
            min={dayFromNow(0)}
            max={recording.keepUntil}
            value={until}
            onChange={setUntil}
            error={form.error('until')}
          />
        </div>
        <Radio.Group
          label={t('may')}
          value={mayComment ? 'comment' : 'watch'}
          onChange={(value) => setMayComment(value === 'comment')}
        >
          <Group mt="xs">
            <Radio value="comment" label={t('watchComment')} />
            <Radio value="watch" label={t('watch')} />
          </Group>
        </Radio.Group>
        {recording.hasHidden && (
          <Radio.Group
            label={t('film.which')}
            value={rendition}
            onChange={(value) => setRendition(value === 'hidden' ? 'hidden' : 'plain')}
          >
            <Group mt="xs">
              <Radio value="hidden" label={t('film.hidden')} />
              <Radio value="plain" label={t('film.plain')} />
            </Group>
          </Radio.Group>
        )}
        <PartChoice label={t('which')} lesson={recording} here={here} typed={typed} onChange={setTyped} />
        {chosen && until !== '' && !refused && (
          <Text aria-live="polite">
            {t(mayComment ? 'confirmComment' : 'confirm', { name: chosen.name, day: dayText(until, i18n.language) })}{' '}
            {range && `${t('confirmPart', { part: partWords(range, t) })} `}
            {t('untilHint')}
          </Text>
        )}
        {refused && <ProblemAlert error={form.problem} text={lacking(form.problem)} />}
        <Group>
          <Button type="submit" loading={form.busy} disabled={range === undefined}>
            {t('give')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
