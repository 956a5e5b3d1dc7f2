import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import type { Language } from '@lesblik/shared/common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadMore } from '../../ui/next-pages.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { ownZone } from '../talks/talk-words.ts';
import { everything, filterOf } from './log-filter.ts';
import { LogEntries } from './LogEntries.tsx';
import { LogFilters } from './LogFilters.tsx';
import { logQuery, tableAddress } from './queries.ts';

const TYPED_MS = 300;

/** Who watched, when and which part, and who was refused: of one lesson, or of all one's own. For the owner alone. */
export function AccessLog({ recordingId }: { recordingId?: string }) {
  const { t, i18n } = useTranslation(['audit-log', 'common']);
  const [wanted, setWanted] = useState(everything);
  const [settled] = useDebouncedValue(wanted, TYPED_MS);
  const filter = filterOf(settled);
  const log = useInfiniteQuery(logQuery(recordingId, filter));
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const searching = Object.values(filter).some((value) => value !== undefined);
  const language = i18n.language as Language;
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t(recordingId === undefined ? 'introAll' : 'intro')}</Text>
      <LogFilters recordingId={recordingId} wanted={wanted} onChange={setWanted} />
      <Group justify="space-between">
        <Button
          component="a"
          variant="default"
          href={tableAddress(recordingId, { ...filter, language, timeZone: ownZone() })}
          download
          leftSection={<IconDownload size={18} aria-hidden="true" />}
        >
          {t('download')}
        </Button>
        {searching && (
          <Button variant="subtle" onClick={() => setWanted(everything)}>
            {t('clear')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={log.error} />
      {log.isPending && <Waiting />}
      <div role="status">
        {log.data && entries.length === 0 && <Text>{t(searching ? 'nothingFound' : 'empty')}</Text>}
      </div>
      <LogEntries entries={entries} withLesson={recordingId === undefined} />
      {log.hasNextPage && (
        <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void loadMore(log)}>
          {t('common:more')}
        </Button>
      )}
    </Stack>
  );
}
