import { Button, Group, Stack } from '@mantine/core';
import type { Range } from '@lesblik/shared/cuts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Here, type Lesson, readPart, typedPart } from './part.ts';
import { PartChoice } from './PartChoice.tsx';

interface Props {
  /** What the button to change it says to who cannot see what it stands beside. */
  change: string;
  label: string;
  lesson: Lesson;
  here: Here;
  range: Range | null;
  /** Resolves when it is saved, or could not be. */
  save: (range: Range | null) => Promise<void>;
}

/** Changes a part in place: nothing changes for anybody before it is saved. */
export function PartEditor({ change, label, lesson, here, range, save }: Props) {
  const { t } = useTranslation('grants');
  const [typed, setTyped] = useState<ReturnType<typeof typedPart>>();
  const [busy, setBusy] = useState(false);
  if (typed === undefined)
    return (
      <Group>
        <Button
          variant="default"
          aria-label={change}
          onClick={() => setTyped({ ...typedPart(range, lesson, here.marked), whole: false })}
        >
          {t('change')}
        </Button>
      </Group>
    );
  const read = readPart(typed, lesson);
  return (
    <Stack gap="xs">
      <PartChoice label={label} lesson={lesson} here={here} typed={typed} onChange={setTyped} />
      <Group>
        <Button
          loading={busy}
          disabled={read === undefined}
          onClick={() => {
            if (read === undefined) return;
            setBusy(true);
            void save(read).finally(() => {
              setBusy(false);
              setTyped(undefined);
            });
          }}
        >
          {t('save')}
        </Button>
        <Button variant="default" onClick={() => setTyped(undefined)}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
