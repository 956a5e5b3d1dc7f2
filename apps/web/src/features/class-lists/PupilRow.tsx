import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { classListRoutes, looksLikeFullName, MOST_LABEL, type Pupil } from '@lesblik/shared/class-lists';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { textOf } from '../../ui/form/text-of.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { AnswerText } from './AnswerText.tsx';
import classes from './ClassLists.module.css';
import { PupilHistory } from './PupilHistory.tsx';
import { purposes } from './purposes.ts';
import { readListsAgain, showList } from './queries.ts';

interface Props {
  pupil: Pupil;
  /** Who is off the list already. */
  left?: boolean;
}

/** One pupil: what holds of each purpose, and, opened, everything that was written down. */
export function PupilRow({ pupil, left = false }: Props) {
  const { t } = useTranslation('class-lists');
  const [open, setOpen] = useState(false);
  const [doing, setDoing] = useState<'rename' | 'remove'>();
  const stop = (): void => setDoing(undefined);
  const { id: pupilId, label, answers } = pupil;
  const remove = async (): Promise<void> => {
    await call(classListRoutes.removePupil, { params: { pupilId } });
    say(t('pupil.removed', { label }));
    await queryClient.invalidateQueries({ queryKey: ['class-list'] });
    await readListsAgain();
  };
  return (
    <li className={classes.pupil}>
      <div className={classes.line}>
        <Text fw={600} className={classes.label}>
          {label}
        </Text>
        <div className={classes.answers}>
          {purposes.map((purpose) => (
            <AnswerText key={purpose} purpose={purpose} answer={answers[purpose]} />
          ))}
        </div>
        <Button
          variant="default"
          aria-label={t('pupil.openOf', { label })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t('pupil.open')}
        </Button>
      </div>
      {open && (
        <Stack className={classes.panel}>
          <AnswerForm pupil={pupil} />
          <PupilHistory pupilId={pupilId} />
          {doing === 'rename' && <RenamePupil pupil={pupil} onDone={stop} />}
          {doing === 'remove' && <Text>{t('pupil.removeText')}</Text>}
          <Group>
            {doing === undefined && !left && (
              <>
                <Button variant="default" onClick={() => setDoing('rename')}>
                  {t('pupil.rename')}
                </Button>
                <Button variant="subtle" onClick={() => setDoing('remove')}>
                  {t('pupil.remove')}
                </Button>
              </>
            )}
            {doing === 'remove' && (
              <>
                <Button color="red" onClick={() => void remove().catch(sayProblem)}>
                  {t('pupil.removeDo')}
                </Button>
                <Button variant="default" onClick={stop}>
                  {t('pupil.keep')}
                </Button>
              </>
            )}
          </Group>
        </Stack>
      )}
    </li>
  );
}

function RenamePupil({ pupil, onDone }: { pupil: Pupil; onDone: () => void }) {
  const { t } = useTranslation(['class-lists', 'common', 'problems']);
  const form = useForm({
    schema: classListRoutes.renamePupil.body,
    besides: (fields): Record<string, string> =>
      looksLikeFullName(textOf(fields, 'label')) ? { label: t('problems:pupil_full_name') } : {},
    async submit(body) {
      await showList(await call(classListRoutes.renamePupil, { params: { pupilId: pupil.id }, body }));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <TextInput
          name="label"
          label={t('pupil.label')}
          defaultValue={pupil.label}
          maxLength={MOST_LABEL}
          autoFocus
          error={form.error('label')}
        />
        <FormEnd form={form} act={t('common:save')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
