import { useTranslation } from 'react-i18next';
import { useCallState } from './call-context.tsx';
import classes from './CallLine.module.css';

/** What is the matter with the recording while it runs: it ends soon by itself, or somebody's track is left out. */
export function TakeMatters() {
  const { t, i18n } = useTranslation('rooms');
  const take = useCallState((state) => state.room?.take ?? null);
  if (take?.state !== 'running') return null;
  const weak = `${classes.line} ${classes.weak}`;
  const time =
    take.endsAt !== null &&
    new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(new Date(take.endsAt));
  return (
    <>
      {time && <p className={weak}>{t('take.endsAt', { time })}</p>}
      {take.leftOut.map(({ person: { id, name }, source }) => (
        <p key={`${id} ${source}`} className={weak}>
          {t('take.leftOut', { name, what: t(`take.sources.${source}`) })}
        </p>
      ))}
    </>
  );
}
