import { Anchor, FileInput, Stack, Text, Title } from '@mantine/core';
import { type Certificate, type CertificateVerdict, deletionRoutes } from '@lesblik/shared/deletions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { Facts } from '../../ui/Facts.tsx';
import { fullDayText, fullInstantText } from '../../ui/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { verify } from './queries.ts';

/** For whoever holds a certificate, with an account or without, also years later. */
export function VerifyPage() {
  const { t } = useTranslation('deletions');
  const [file, setFile] = useState<File | null>(null);
  const [verdict, setVerdict] = useState<CertificateVerdict>();
  const [problem, setProblem] = useState<unknown>();
  const take = async (chosen: File | null): Promise<void> => {
    setFile(chosen);
    setVerdict(undefined);
    setProblem(undefined);
    if (chosen === null) return;
    try {
      setVerdict(await verify(chosen));
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <Stack>
      <PageTitle title={t('check.title')} />
      <Text>{t('check.text')}</Text>
      <FileInput
        label={t('check.file')}
        placeholder={t('check.choose')}
        accept="application/pdf,application/json,.pdf,.json"
        value={file}
        onChange={(chosen) => void take(chosen)}
      />
      <ProblemAlert error={problem} />
      <div role="status">{verdict && <Verdict {...verdict} />}</div>
      <Anchor href={addressOf(deletionRoutes.keys.path)} target="_blank">
        {t('check.keys')}
      </Anchor>
    </Stack>
  );
}

function Verdict({ doubt, certificate, log }: CertificateVerdict) {
  const { t } = useTranslation('deletions');
  if (doubt !== null || certificate === null)
    return (
      <Text fw={600} c="var(--mantine-color-error)">
        {t(`check.doubt.${doubt ?? 'unreadable'}`)}
      </Text>
    );
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('check.true')}
      </Title>
      <Text>{t('check.trueText')}</Text>
      <Said certificate={certificate} />
      {log === 'there' && <Text>{t('check.log.there')}</Text>}
      {(log === 'changed' || log === 'gone') && <Text c="var(--mantine-color-error)">{t(`check.log.${log}`)}</Text>}
    </Stack>
  );
}

function Said({ certificate }: { certificate: Certificate }) {
  const { t, i18n } = useTranslation('deletions');
  const { language } = i18n;
  const { school, recording, why, objects } = certificate;
  const day = (value: string): string => fullDayText(value, language);
  const at = (value: string): string => fullInstantText(value, language);
  return (
    <Facts
      facts={[
        [t('check.school'), school.name],
        [
          t('check.recording'),
          t(recording.origin === 'upload' ? 'lesson' : 'call', { day: day(recording.recordedOn) }),
        ],
        [t('check.number'), recording.id],
        [t('check.reason'), t(`check.reasons.${why}`)],
        [t('check.ordered'), at(certificate.orderedAt)],
        [t('check.keyDestroyed'), at(certificate.keyDestroyedAt)],
        [t('check.erased'), at(certificate.erasedAt)],
        [t('check.objects'), String(objects.length)],
        [t('check.backups'), t('check.from', { day: day(certificate.noKeyInBackupsFrom) })],
        ...(certificate.log
          ? [[t('check.logHash', { number: certificate.log.number }), certificate.log.hash] as const]
          : []),
      ]}
    />
  );
}
