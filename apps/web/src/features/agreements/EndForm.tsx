import { Stack, Textarea } from '@mantine/core';
import type { Agreement } from '@lesblik/shared/agreements';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { proposeAgreement } from './acts.ts';

const Why = z.object({ text: z.string().max(2000) });

interface Props {
  agreement: Agreement;
  trajectory: Trajectory;
  onDone: () => void;
}

/** A proposal to agree on it no longer; it holds until both want its end. */
export function EndForm({ agreement: { id, kind }, trajectory, onDone }: Props) {
  const { t } = useTranslation(['agreements', 'common']);
  const me = useMe();
  const { id: trajectoryId, coachee, coach } = trajectory;
  const other = coachee.id === me.id ? coach : coachee;
  const form = useForm({
    schema: Why,
    async submit({ text }) {
      const agreementId = kind === 'free' ? id : null;
      await proposeAgreement(trajectoryId, other.name, {
        ...{ kind, agreementId, text, ends: true, choice: null, clientAgreed: '' },
      });
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate aria-label={t('endOf', { kind: t(`kinds.${kind}`) })}>
      <Stack mt="xs">
        <Textarea
          name="text"
          label={`${t('why')} (${t('common:optional')})`}
          description={t('endHint', { name: other.name })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={2}
          maxLength={2000}
          autoFocus
        />
        <FormEnd form={form} act={t('endDo')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
