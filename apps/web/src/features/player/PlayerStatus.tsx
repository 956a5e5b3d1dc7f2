import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReloadButton } from '../../ui/ReloadButton.tsx';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import classes from './PlayerStatus.module.css';

/** A short wait needs no words; they would only flicker. */
const PATIENCE_MS = 600;

function useLasting(is: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!is) return undefined;
    const timer = setTimeout(() => setLasting(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [is]);
  return is && lasting;
}

/** Over the picture, in words: what is waited for, or what went wrong and what to do. */
export function PlayerStatus() {
  const { session } = useReview();
  const { t } = useTranslation('player');
  const problem = useStore(session.player, (state) => state.problem);
  const beingMade = useStore(session.player, (state) => state.beingMade);
  const held = useStore(session.player, (state) => state.waiting || state.seeking || !state.started);
  const waiting = useLasting(held && problem === null);

  if (problem)
    return (
      <div className={classes.cover} role="alert">
        <h2 className={classes.title}>{t(`problem.${problem}.title`)}</h2>
        <p className={classes.text}>{t(`problem.${problem}.text`)}</p>
        {(problem === 'media' || problem === 'server') && <ReloadButton>{t('problem.reload')}</ReloadButton>}
      </div>
    );
  return (
    <p className={classes.wait} role="status" data-shown={waiting}>
      {waiting ? t(beingMade ? 'waiting.beingMade' : 'waiting.loading') : ''}
    </p>
  );
}
