import { useTranslation } from 'react-i18next';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { RecordingPreparing } from '../recordings/RecordingPreparing.tsx';
import classes from './Preparing.module.css';
import { useReview } from './review-context.tsx';
import { ReviewHeader } from './ReviewHeader.tsx';

/** A lesson that cannot be watched yet, or never will: what is happening, how far, and what one can do. */
export function Preparing() {
  const { recording } = useReview();
  const { t } = useTranslation('review');
  return (
    <div className={classes.page}>
      <ReviewHeader viewers={[]} />
      <main className={classes.main}>
        {recording.state === 'deleting' ? (
          <EmptyPage picture="lost" title={t('deleting.title')} text={t('deleting.text')} />
        ) : (
          <div className={classes.card}>
            <RecordingPreparing recording={recording} />
          </div>
        )}
      </main>
    </div>
  );
}
