import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Here, type Lesson, readPart, type Typed, typedTime } from './part.ts';
import classes from './ShareDialog.module.css';

interface Props {
  label: string;
  lesson: Lesson;
  here: Here;
  typed: Typed;
  onChange: (typed: Typed) => void;
}

/** The whole lesson or a part of it: typed, from what is marked, or from where the lesson stands now. */
export function PartChoice({ label, lesson, here, typed, onChange }: Props) {
  const { t } = useTranslation('grants');
  const range = readPart(typed, lesson);
  const time = typedTime(Math.round(here.nowMs()));
  const ends = [
    { name: 'from', set: (from: string) => onChange({ ...typed, from }), now: 'nowFrom' },
    { name: 'to', set: (to: string) => onChange({ ...typed, to }), now: 'nowTo' },
  ] as const;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={label}
        value={typed.whole ? 'whole' : 'part'}
        onChange={(value) => onChange({ ...typed, whole: value === 'whole' })}
      >
        <Group mt="xs">
          <Radio value="whole" label={t('whole')} />
          <Radio value="part" label={t('part')} />
        </Group>
      </Radio.Group>
      {!typed.whole && (
        <>
          <div className={classes.two}>
            {ends.map(({ name, set, now }) => (
              <div key={name} className={classes.end}>
                <TextInput
                  label={t(name)}
                  value={typed[name]}
                  error={range === undefined}
                  onChange={(event) => set(event.currentTarget.value)}
                />
                <Button variant="default" aria-label={t(now, { time })} onClick={() => set(time)}>
                  {t('now', { time })}
                </Button>
              </div>
            ))}
          </div>
          {range === undefined ? (
            <Text c="red" role="alert">
              {t('timeWrong')}
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              {t('timeHelp')}
            </Text>
          )}
          {range && (
            <Group>
              <Button variant="default" onClick={() => here.preview(range)}>
                {t('preview')}
              </Button>
            </Group>
          )}
        </>
      )}
    </Stack>
  );
}
