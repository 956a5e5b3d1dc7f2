import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import type { AuditKind, auditLogRoutes } from '@lesblik/shared/audit-log';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { instantText } from '../../ui/format.ts';
import { loadMore } from '../../ui/next-pages.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useMe } from '../identity/me.ts';
import classes from './AccessLog.module.css';
import { logSentence } from './log-sentence.ts';

const FILTERS = [
  'opened',
  'played',
  'refused',
  'granted',
  'withdrawn',
  'downloaded',
] as const satisfies readonly AuditKind[];
const list = outline<typeof auditLogRoutes.list>({ method: 'GET', path: '/recordings/:recordingId/log' });

/** Who watched, when and which part, and who was refused; for the owner alone. */
export function AccessLog({ recordingId }: { recordingId: string }) {
  const { t, i18n } = useTranslation(['audit-log', 'common']);
  const me = useMe();
  const [kind, setKind] = useState<AuditKind>();
  const log = useInfiniteQuery({
    queryKey: ['log', recordingId, kind],
    queryFn: ({ pageParam, signal }) =>
      call(list, { params: { recordingId }, query: { limit: 50, cursor: pageParam, kind } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t('intro')}</Text>
      <NativeSelect
        label={t('filter')}
        value={kind ?? ''}
        onChange={(event) => setKind(FILTERS.find((one) => one === event.currentTarget.value))}
        data={[{ value: '', label: t('all') }, ...FILTERS.map((value) => ({ value, label: t(`kinds.${value}`) }))]}
      />
      <ProblemAlert error={log.error} />
      {log.isPending && <Waiting />}
      {log.data && entries.length === 0 && <Text>{t('empty')}</Text>}
      <ol className={classes.log}>
        {entries.map((entry) => (
          <li key={entry.id} className={classes.entry} data-kind={entry.kind}>
            <time dateTime={entry.at} className={classes.when}>
              {instantText(entry.at, i18n.language)}
            </time>
            <span>{logSentence(entry, me.id, t, i18n.language)}</span>
          </li>
        ))}
      </ol>
      {log.hasNextPage && (
        <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void loadMore(log)}>
          {t('common:more')}
        </Button>
      )}
    </Stack>
  );
}
