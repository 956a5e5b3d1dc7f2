import { Text, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { z } from 'zod';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import classes from './AccountPage.module.css';
import { authSentence } from './auth-sentence.ts';
import { Code } from './code.ts';
import { StepForm } from './StepForm.tsx';

const First = z.object({ code: Code });

interface Props {
  /** `otpauth://totp/…?secret=…` */
  uri: string;
  onCode: (code: string) => Promise<void>;
  onCancel: () => void;
}

/** Groups of four are easier to type over. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** QR code, the same key in letters, and the first code as a proof that the app has it. */
export function TotpStep({ uri, onCode, onCancel }: Props) {
  const { t } = useTranslation('identity');
  const form = useForm({ schema: First, submit: ({ code }) => onCode(code) });
  const qr = useMemo(() => encode(uri, { border: 0 }), [uri]);
  const squares = qr.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <StepForm form={form} next={t('totp.confirm')} onCancel={onCancel}>
      <Text>{t('totp.scan')}</Text>
      <svg
        className={classes.qr}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={t('totp.qr')}
        shapeRendering="crispEdges"
      >
        <path d={squares} />
      </svg>
      <div>
        <Text c="dimmed">{t('totp.key')}</Text>
        <code className={classes.key}>{inFours(new URL(uri).searchParams.get('secret') ?? '')}</code>
      </div>
      <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
      <TextInput
        name="code"
        label={t('totp.check')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        w={240}
        error={form.error('code')}
      />
    </StepForm>
  );
}
