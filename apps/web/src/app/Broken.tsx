import { Button } from '@mantine/core';
import { Problem } from '@lesblik/shared/problems';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Offline } from '../api/offline.ts';
import { sentenceOf } from '../ui/problem-sentence.ts';
import { EmptyPage } from '../ui/EmptyPage.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import { endedHere } from './ended-here.ts';
import { NotFound } from './NotFound.tsx';
import { paths } from './paths.ts';

const NotShared = lazy(async () => ({ default: (await import('../features/home/NotShared.tsx')).NotShared }));

/** The lesson of a review page outside a call. */
const lessonOf = (path: string): string | undefined => /^\/recordings\/(?!new$)([^/]+)$/.exec(path)?.[1];

interface Props {
  error: Error;
  /** Lets the page draw itself anew. */
  onAgain?: () => void;
}

/** What stands in place of a page that threw. */
export function Broken({ error, onAgain }: Props) {
  const { t } = useTranslation(['common', 'problems']);
  if (error instanceof Problem && error.code === 'not_found') {
    const lesson = lessonOf(location.pathname);
    if (lesson !== undefined && onAgain) return <NotShared recordingId={lesson} onAgain={onAgain} />;
    return endedHere() ? <PartEnded /> : <NotFound />;
  }
  const known = error instanceof Problem || error instanceof Offline;
  return (
    <EmptyPage
      picture="broken"
      title={t('broken.title')}
      text={known ? sentenceOf(error) : t('broken.text')}
      action={<Button onClick={() => location.reload()}>{t('broken.reload')}</Button>}
    />
  );
}

/** In place of a page that was theirs until now. */
function PartEnded() {
  const { t } = useTranslation(['trajectories', 'common']);
  return (
    <EmptyPage
      picture="lost"
      title={t('partEnded.title')}
      text={t('partEnded.text')}
      action={<LinkButton to={paths.home}>{t('common:notFound.home')}</LinkButton>}
    />
  );
}
