import { Button, Checkbox, Group, Stack } from '@mantine/core';
import type { LessonConsent } from '@lesblik/shared/lesson-consent';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { markAbsent } from './lesson-consent.ts';

/** Who is not in the picture of this lesson, says its owner: their answers do not count for it. */
export function AbsentForm({ consent }: { consent: LessonConsent }) {
  const { t } = useTranslation(['lesson-consent', 'common']);
  const [open, setOpen] = useState(false);
  const [absent, setAbsent] = useState(() => consent.pupils.flatMap((pupil) => (pupil.absent ? [pupil.id] : [])));
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    try {
      await markAbsent(consent.recordingId, absent);
      say(t('lesson.marked'));
      setOpen(false);
      setProblem(undefined);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  if (!open) {
    return (
      <Button variant="default" mt="xs" onClick={() => setOpen(true)}>
        {t('lesson.mark')}
      </Button>
    );
  }
  return (
    <Stack mt="xs">
      <Checkbox.Group
        label={t('lesson.absent')}
        description={t('lesson.absentHint')}
        value={absent}
        onChange={setAbsent}
      >
        <Stack gap="xs" mt="xs">
          {consent.pupils.map(({ id, label }) => (
            <Checkbox key={id} value={id} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
      <ProblemAlert error={problem} />
      <Group>
        <Button loading={busy} onClick={() => void save()}>
          {t('common:save')}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('common:cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
