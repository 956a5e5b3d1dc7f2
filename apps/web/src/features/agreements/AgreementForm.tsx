import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import {
  agreementChoices,
  type AgreementKind,
  agreementRoutes,
  type AgreementVersion,
} from '@lesblik/shared/agreements';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { proposeAgreement } from './acts.ts';

interface Props {
  kind: AgreementKind;
  agreementId?: string | undefined;
  /** What stands or is asked now: a change begins with it. */
  version?: AgreementVersion | undefined;
  trajectory: Trajectory;
  onDone: () => void;
}

/** A proposal; whoever makes it accepts it by that. */
export function AgreementForm({ kind, agreementId, version, trajectory, onDone }: Props) {
  const { t } = useTranslation(['agreements', 'common']);
  const me = useMe();
  const choices = kind === 'report' || kind === 'telling' ? agreementChoices[kind] : undefined;
  const [choice, setChoice] = useState<string>(version?.choice ?? choices?.[0] ?? '');
  const { coachee, coach } = trajectory;
  const form = useForm({
    schema: agreementRoutes.propose.body,
    read: (fields) => ({
      ...Object.fromEntries(fields),
      kind,
      agreementId: kind === 'free' ? (agreementId ?? null) : null,
      choice: choices ? choice : null,
    }),
    async submit(body) {
      await proposeAgreement(trajectory.id, coachee.id === me.id ? coach.name : coachee.name, body);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate aria-label={t('proposeOf', { kind: t(`kinds.${kind}`) })}>
      <Stack mt="xs">
        {choices && (
          <Radio.Group label={t('choice')} description={t(`hints.${kind}`)} value={choice} onChange={setChoice}>
            <Stack gap="xs" mt="xs">
              {choices.map((value) => (
                <Radio key={value} value={value} label={t(`choices.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {choice === 'report' && (
          <TextInput
            name="clientAgreed"
            label={t('clientAgreed')}
            description={t('clientAgreedHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            defaultValue={version?.clientAgreed}
            maxLength={200}
            error={form.error('clientAgreed')}
          />
        )}
        <Textarea
          name="text"
          label={choices ? `${t('more')} (${t('common:optional')})` : t('text')}
          {...(!choices && { description: t(`hints.${kind}`) })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          defaultValue={version?.text}
          autosize
          minRows={2}
          maxLength={2000}
          error={form.error('text')}
        />
        <FormEnd form={form} act={t('send')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
