import { Button, Stack, Textarea, Title } from '@mantine/core';
import { type Action, actionRoutes } from '@lesblik/shared/actions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { say } from '../../ui/toasts.ts';
import { type ChosenMoment, MomentChoice } from './MomentChoice.tsx';
import { readTalksAgain } from './queries.ts';
import classes from './Talks.module.css';

/** Done: told in a sentence, or shown in a lesson. */
export function DoneForm({ action, onDone }: { action: Action; onDone: () => void }) {
  const { t } = useTranslation('talks');
  const [showing, setShowing] = useState(false);
  const [chosen, setChosen] = useState<ChosenMoment>();
  const form = useForm({
    schema: actionRoutes.done.body,
    read: (fields) => ({
      text: fields.get('text'),
      moment: chosen ? { recordingId: chosen.recordingId, ...chosen.moment } : null,
    }),
    async submit(body) {
      await call(actionRoutes.done, { params: { actionId: action.id }, body });
      await readTalksAgain();
      say(t('actions.doneSaid'));
      onDone();
    },
  });
  const wrong = form.error('text') && t('actions.needsWords');
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.form}>
      <Stack gap="sm">
        <Title order={4}>{t('actions.howTitle')}</Title>
        <Textarea name="text" label={t('actions.how')} autosize minRows={2} maxLength={2000} autoFocus error={wrong} />
        {showing && <MomentChoice trajectoryId={action.trajectoryId} onChange={setChosen} />}
        <FormEnd form={form} act={t('actions.doneSave')} onCancel={onDone}>
          <Button
            variant="default"
            onClick={() => {
              setShowing(!showing);
              setChosen(undefined);
            }}
          >
            {t(showing ? 'actions.withoutMoment' : 'actions.withMoment')}
          </Button>
        </FormEnd>
      </Stack>
    </form>
  );
}
