import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { say, sayProblem } from '../../ui/toasts.ts';
import classes from './AccountPage.module.css';

export function BackupCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation('identity');
  const copy = (): void => {
    navigator.clipboard.writeText(codes.join('\n')).then(() => say(t('totp.copied')), sayProblem);
  };
  return (
    <Stack>
      <Title order={3}>{t('totp.backupTitle')}</Title>
      <Text>{t('totp.backup')}</Text>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Group>
        <Button onClick={onKept}>{t('totp.kept')}</Button>
        {/* The clipboard is there in a secure context only. */}
        {'clipboard' in navigator && (
          <Button variant="default" onClick={copy}>
            {t('totp.copy')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
