import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../ui/format.ts';
import { useReview } from '../review/review-context.tsx';

/** Says politely what somebody else just wrote. */
export function Arrivals() {
  const { session, me } = useReview();
  const { t } = useTranslation('comments');
  const [words, setWords] = useState('');
  useEffect(
    () =>
      session.feed.onArrival(({ author, moment, text, parentId }) => {
        if (author.id === me.id) return;
        const told = { name: author.name, moment: momentText(moment), text };
        setWords(parentId === null ? t('arrived', told) : t('arrivedReply', told));
      }),
    [session, me.id, t],
  );
  return (
    <p className="visually-hidden" role="status" data-testid="arrivals">
      {words}
    </p>
  );
}
