import { Button } from '@mantine/core';
import { isInWork } from '@lesblik/shared/recording-state';
import type { recordingRoutes } from '@lesblik/shared/recordings';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { outline } from '../../api/outline.ts';
import { queryClient } from '../../api/query-client.ts';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { sentenceOfCode } from '../../ui/problem-sentence.ts';
import { sayProblem } from '../../ui/toasts.ts';
import { recordingQuery } from '../recordings/recording-query.ts';
import classes from './Preparing.module.css';
import { ProgressWords } from './ProgressWords.tsx';
import { ReviewHeader } from './ReviewHeader.tsx';
import { useReview } from './review-context.tsx';

const retry = outline<typeof recordingRoutes.retry>({ method: 'POST', path: '/recordings/:recordingId/retry' });

/** A lesson that cannot be watched yet, or never will: what is happening, how far, and what one can do. */
export function Preparing() {
  const { recording } = useReview();
  return (
    <div className={classes.page}>
      <ReviewHeader viewers={[]} />
      <main className={classes.main}>{isInWork(recording.state) ? <InWork /> : <NotInWork />}</main>
    </div>
  );
}

function InWork() {
  const { t } = useTranslation('review');
  return (
    <div className={classes.card}>
      <h2 className={classes.title}>{t('preparing.title')}</h2>
      <ProgressWords />
      <p className={classes.text}>{t('preparing.not_yet')}</p>
    </div>
  );
}

function NotInWork() {
  const { recording } = useReview();
  const { t } = useTranslation('review');
  switch (recording.state) {
    case 'failed':
      return <Failed />;
    case 'cancelled':
      return (
        <EmptyPage
          picture="broken"
          title={t('cancelled.title')}
          text={t('cancelled.text')}
          action={<LinkButton to={paths.upload()}>{t('failed.upload')}</LinkButton>}
        />
      );
    case 'deleting':
      return <EmptyPage picture="lost" title={t('deleting.title')} text={t('deleting.text')} />;
    default:
      return (
        <EmptyPage
          picture="lessons"
          title={t('preparing.title')}
          text={t(recording.state === 'uploading' ? 'preparing.uploading' : 'preparing.created')}
          action={
            recording.may.includes('upload') && (
              <LinkButton to={paths.upload()}>{t('preparing.continueUpload')}</LinkButton>
            )
          }
        />
      );
  }
}

function Failed() {
  const { recording } = useReview();
  const { t } = useTranslation('review');
  const [busy, setBusy] = useState(false);
  const again = async (): Promise<void> => {
    setBusy(true);
    try {
      const now = await call(retry, { params: { recordingId: recording.id } });
      queryClient.setQueryData(recordingQuery(recording.id).queryKey, now);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <EmptyPage
      picture="broken"
      title={t('failed.title')}
      text={`${sentenceOfCode(recording.problem)} ${t('failed.safe')}`}
      action={
        recording.may.includes('process') && (
          <div className={classes.acts}>
            <Button loading={busy} onClick={() => void again()}>
              {t('failed.retry')}
            </Button>
            <LinkButton to={paths.upload()} variant="default">
              {t('failed.upload')}
            </LinkButton>
          </div>
        )
      }
    />
  );
}
