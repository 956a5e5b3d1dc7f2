import { Modal, Stack } from '@mantine/core';
import { Problem } from '@lesblik/shared/problems';
import { type Talk, talkRoutes } from '@lesblik/shared/talks';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { say } from '../../ui/toasts.ts';
import { useMe } from '../identity/me.ts';
import { readTalksAgain } from './queries.ts';
import classes from './Talks.module.css';
import { otherOf, ownZone } from './talk-words.ts';
import { TimesFields } from './TimesFields.tsx';
import { timesOf } from './times-of.ts';

interface Props {
  talk: Talk;
  opened: boolean;
  onClose: () => void;
}

/** Other times to pick from: a counter-offer, or a talk that is moved. */
export function OtherTimes({ talk, opened, onClose }: Props) {
  const { t } = useTranslation(['talks', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('offer.again')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <TimesForm talk={talk} onClose={onClose} />
    </Modal>
  );
}

function TimesForm({ talk, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['talks', 'common']);
  const me = useMe();
  const { name } = otherOf(talk, me.id);
  const form = useForm({
    schema: talkRoutes.offerAgain.body,
    read: (fields) => ({ timeZone: ownZone(), times: timesOf(fields) }),
    async submit(body) {
      await call(talkRoutes.offerAgain, { params: { talkId: talk.id }, body });
      await readTalksAgain();
      say(t('offer.sent', { name }));
      onClose();
    },
  });
  const skipped = form.problem instanceof Problem && form.problem.code === 'time_does_not_exist';
  const wrong = form.error('times') && t('offer.wrongTime');
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        {talk.state === 'planned' && <p className={classes.hint}>{t('offer.againText', { name })}</p>}
        <TimesFields error={skipped ? t('offer.skipped') : wrong} />
        <FormEnd form={form} act={t('offer.send')} onCancel={onClose} told={skipped} />
      </Stack>
    </form>
  );
}
