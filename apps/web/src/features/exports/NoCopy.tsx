import { Button, Group, Text } from '@mantine/core';
import type { DataExport } from '@lesblik/shared/exports';
import { useTranslation } from 'react-i18next';
import { Downloads } from './Downloads.tsx';
import { Failure } from './Failure.tsx';

interface Props {
  /** The one that failed, or is gone. */
  latest: DataExport | undefined;
  busy: boolean;
  onAsk: () => void;
}

/** None yet, or none any more. */
export function NoCopy({ latest, busy, onAsk }: Props) {
  const { t } = useTranslation('exports');
  const failed = latest?.state === 'failed';
  return (
    <>
      {failed && <Failure code={latest.problem} />}
      {latest === undefined && <Text>{t('none')}</Text>}
      {latest !== undefined && <Downloads of={latest} />}
      <Group>
        <Button loading={busy} onClick={onAsk}>
          {t(failed ? 'again' : latest === undefined ? 'make' : 'makeNew')}
        </Button>
      </Group>
    </>
  );
}
