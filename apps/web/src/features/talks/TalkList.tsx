import type { Talk } from '@lesblik/shared/talks';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { instantDayText, instantText } from '../../ui/format.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { useMe } from '../identity/me.ts';
import classes from './Talks.module.css';
import { otherOf } from './talk-words.ts';

/** When it is or was, or who has to say so. */
function useWhen(): (talk: Talk) => string {
  const { t, i18n } = useTranslation('talks');
  const me = useMe();
  return (talk) => {
    const { state, startsAt, heldAt, cancelled } = talk;
    if (state === 'held' && heldAt !== null) return t('state.held', { when: instantDayText(heldAt, i18n.language) });
    if (cancelled !== null) return t('state.cancelled', { name: cancelled.by.name });
    if (startsAt !== null) return instantText(startsAt, i18n.language);
    return talk.offeredBy.id === me.id
      ? t('state.pickTheirs', { name: otherOf(talk, me.id).name })
      : t('state.pickMine');
  };
}

/** Talks, each a line that leads to its page. */
export function TalkList({ talks, withTrajectory = false }: { talks: readonly Talk[]; withTrajectory?: boolean }) {
  const { t } = useTranslation('talks');
  const when = useWhen();
  return (
    <ul className={classes.list}>
      {talks.map((talk) => (
        <li key={talk.id} className={classes.row}>
          <div className={classes.words}>
            <strong>{talk.title}</strong>
            <span className={classes.about}>
              {[t(`kinds.${talk.kind}`), when(talk), ...(withTrajectory ? [talk.trajectoryTitle] : [])].join(' · ')}
            </span>
          </div>
          <LinkButton to={paths.talk(talk.id)} variant="default" aria-label={`${t('open')}: ${talk.title}`}>
            {t('open')}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
