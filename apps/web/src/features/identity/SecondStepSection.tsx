import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { auth } from './auth.ts';
import { BackupCodes } from './BackupCodes.tsx';
import { meQuery, useMe } from './me.ts';
import { PasswordStep } from './PasswordStep.tsx';
import { TotpStep } from './TotpStep.tsx';

type Step =
  | { name: 'idle' }
  | { name: 'password'; then: 'enable' | 'disable' | 'backup' }
  | { name: 'scan'; uri: string; backupCodes: string[] }
  | { name: 'codes'; backupCodes: string[] };

/** TOTP: password, QR code, first code, backup codes, one after another. */
export function SecondStepSection() {
  const { t } = useTranslation('identity');
  const me = useMe();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ name: 'idle' });
  const idle = (): void => setStep({ name: 'idle' });
  const readMeAgain = () => queries.invalidateQueries({ queryKey: meQuery.queryKey });

  async function withPassword(then: 'enable' | 'disable' | 'backup', password: string): Promise<void> {
    if (then === 'enable') {
      const { totpURI, backupCodes } = await auth('two-factor/enable', { password });
      setStep({ name: 'scan', uri: totpURI, backupCodes });
    } else if (then === 'backup') {
      const { backupCodes } = await auth('two-factor/generate-backup-codes', { password });
      setStep({ name: 'codes', backupCodes });
    } else {
      await auth('two-factor/disable', { password });
      await readMeAgain();
      idle();
      say(t('totp.disabled'));
    }
  }

  return (
    <Section title={t('totp.title')}>
      {step.name === 'idle' && (
        <>
          <Text mb="md">{t(me.twoFactorEnabled ? 'totp.on' : 'totp.off')}</Text>
          {me.twoFactorEnabled ? (
            <Group>
              <Button variant="default" onClick={() => setStep({ name: 'password', then: 'backup' })}>
                {t('totp.newBackup')}
              </Button>
              <Button variant="default" onClick={() => setStep({ name: 'password', then: 'disable' })}>
                {t('totp.disable')}
              </Button>
            </Group>
          ) : (
            <Button variant="default" onClick={() => setStep({ name: 'password', then: 'enable' })}>
              {t('totp.start')}
            </Button>
          )}
        </>
      )}
      {step.name === 'password' && (
        <PasswordStep onCancel={idle} onPassword={(password) => withPassword(step.then, password)} />
      )}
      {step.name === 'scan' && (
        <TotpStep
          uri={step.uri}
          onCancel={idle}
          onCode={async (code) => {
            await auth('two-factor/verify-totp', { code });
            await readMeAgain();
            setStep({ name: 'codes', backupCodes: step.backupCodes });
            say(t('totp.enabled'));
          }}
        />
      )}
      {step.name === 'codes' && <BackupCodes codes={step.backupCodes} onKept={idle} />}
    </Section>
  );
}
