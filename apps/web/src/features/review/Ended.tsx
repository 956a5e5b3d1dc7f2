import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import classes from './Ended.module.css';
import type { EndReason } from '../player/core/player-state.ts';

/** What stands where the lesson stood when its sharing ended: why, in words, and nothing of the lesson. */
export function Ended({ reason }: { reason: Exclude<EndReason, 'range_changed'> }) {
  const { t } = useTranslation('player');
  return (
    <main className={classes.ended}>
      <div role="alert">
        <EmptyPage
          picture="lock"
          title={t(`over.${reason}.title`)}
          text={t(`over.${reason}.text`)}
          action={<LinkButton to={paths.home}>{t('over.home')}</LinkButton>}
        />
      </div>
    </main>
  );
}
