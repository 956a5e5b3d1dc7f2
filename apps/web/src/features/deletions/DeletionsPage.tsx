import { Anchor, Button, Group, Text } from '@mantine/core';
import { type Deletion, deletionRoutes } from '@lesblik/shared/deletions';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { addressOf } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { asLanguage, dayText, instantText } from '../../ui/format.ts';
import { loadMore } from '../../ui/next-pages.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { MyHolds } from '../holds/MyHolds.tsx';
import { deletionsQuery, isMoving } from './queries.ts';

/** Of one's own recordings what is gone, and the proof of it. */
export function DeletionsPage() {
  const { t } = useTranslation(['deletions', 'common', 'recordings']);
  const list = useInfiniteQuery(deletionsQuery);
  const all = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Page width="form">
      <div>
        <BackLink to={paths.recordings} title={t('recordings:title')} />
        <PageTitle title={t('title')} />
      </div>
      <MyHolds />
      <ProblemAlert error={list.error} />
      {list.isPending && <Waiting />}
      {all?.length === 0 && <EmptyPage picture="lessons" text={t('empty')} />}
      {all && all.length > 0 && <Text>{t('intro')}</Text>}
      {all?.map((deletion) => (
        <Gone key={deletion.recordingId} deletion={deletion} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void loadMore(list)}>
          {t('common:more')}
        </Button>
      )}
      <Anchor component={Link} href={paths.verifyCertificate}>
        {t('checkLink')}
      </Anchor>
    </Page>
  );
}

function Gone({ deletion }: { deletion: Deletion }) {
  const { t, i18n } = useTranslation('deletions');
  const { recordingId, recordedOn, origin, reason, orderedAt, comments, objects, noKeyInBackupsFrom } = deletion;
  const { language } = i18n;
  const title = t(origin === 'upload' ? 'lesson' : 'call', { day: dayText(recordedOn, language) });
  const file = (path: string, what: string) => (
    <Button
      component="a"
      variant="default"
      href={addressOf(path, { recordingId }, { language: asLanguage(language) })}
      download
      aria-label={t('of', { what, from: title })}
    >
      {what}
    </Button>
  );
  return (
    <Section title={title}>
      <Text>{t(`why.${reason}`, { when: instantText(orderedAt, language) })}</Text>
      {isMoving(deletion) ? (
        <Text role="status">{t(deletion.problem === null ? 'soon' : 'notYet')}</Text>
      ) : (
        <>
          <Text>
            {t('gone', {
              count: objects ?? 0,
              day: noKeyInBackupsFrom === null ? '' : dayText(noKeyInBackupsFrom, language),
            })}
          </Text>
          {comments === 'stay' && <Text>{t('stayed')}</Text>}
          <Group mt="sm">
            {file(deletionRoutes.pdf.path, t('pdf'))}
            {file(deletionRoutes.certificate.path, t('json'))}
          </Group>
        </>
      )}
    </Section>
  );
}
