import { NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { commentRoutes } from '@lesblik/shared/comments';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayText, momentText } from '../../ui/format.ts';
import { parseTime } from '../player/core/timecode.ts';
import { flat, recordingsQuery } from '../recordings/queries.ts';

export interface ChosenMoment {
  recordingId: string;
  moment: { startMs: number; endMs: number | null };
  commentId: string | null;
}

interface Props {
  trajectoryId: string;
  /** Undefined while nothing whole is chosen. */
  onChange: (chosen: ChosenMoment | undefined) => void;
}

const MOST_WORDS = 90;
const short = (text: string): string => (text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS).trimEnd()}…` : text);

/** A moment of one of the trajectory's lessons: that of a comment, or a time that is typed. */
export function MomentChoice({ trajectoryId, onChange }: Props) {
  const { t, i18n } = useTranslation('talks');
  const lessons = flat(useInfiniteQuery(recordingsQuery({ trajectoryId })).data).filter(({ playable }) => playable);
  const [recordingId, setRecordingId] = useState('');
  const [which, setWhich] = useState('');
  const [typed, setTyped] = useState('');
  const { data: comments } = useQuery({
    queryKey: ['talks', 'comments', recordingId],
    queryFn: async ({ signal }) =>
      (await call(commentRoutes.list, { params: { recordingId }, query: {} }, { signal })).items,
    enabled: recordingId !== '',
  });
  const shown = (comments ?? []).filter(({ parentId }) => parentId === null);
  const lesson = lessons.find(({ id }) => id === recordingId);
  const own = which === 'own' || (comments !== undefined && shown.length === 0);
  const read = (text: string): number | undefined => {
    const at = parseTime(text, lesson?.frameRate ?? null);
    return at !== undefined && at <= (lesson?.durationMs ?? Infinity) ? at : undefined;
  };
  const typeTime = (text: string): void => {
    setTyped(text);
    const startMs = read(text);
    onChange(startMs === undefined ? undefined : { recordingId, moment: { startMs, endMs: null }, commentId: null });
  };
  const choose = (id: string): void => {
    setWhich(id);
    const comment = shown.find((one) => one.id === id);
    if (comment) onChange({ recordingId, moment: comment.moment, commentId: comment.id });
    else typeTime(typed);
  };
  if (lessons.length === 0) return <Text c="dimmed">{t('moments.noLessons')}</Text>;
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('moments.lesson')}
        value={recordingId}
        onChange={(event) => {
          setRecordingId(event.currentTarget.value);
          setWhich('');
          setTyped('');
          onChange(undefined);
        }}
        data={[
          { value: '', label: t('moments.choose') },
          ...lessons.map(({ id, title, recordedOn }) => ({
            value: id,
            label: `${title} · ${dayText(recordedOn, i18n.language)}`,
          })),
        ]}
      />
      {recordingId !== '' && shown.length > 0 && (
        <Radio.Group label={t('moments.which')} value={which} onChange={choose}>
          <Stack gap="xs" mt="xs">
            {shown.map(({ id, moment, text }) => (
              <Radio key={id} value={id} label={`${momentText(moment)} · ${short(text)}`} />
            ))}
            <Radio value="own" label={t('moments.own')} />
          </Stack>
        </Radio.Group>
      )}
      {recordingId !== '' && comments?.length === 0 && <Text c="dimmed">{t('moments.noComments')}</Text>}
      {recordingId !== '' && own && (
        <TextInput
          label={t('moments.at')}
          description={t('moments.atHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={typed}
          onChange={(event) => typeTime(event.currentTarget.value)}
          error={typed !== '' && read(typed) === undefined ? t('moments.atWrong') : undefined}
        />
      )}
    </Stack>
  );
}
