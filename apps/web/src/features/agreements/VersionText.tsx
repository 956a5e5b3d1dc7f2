import type { AgreementVersion } from '@lesblik/shared/agreements';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import classes from './AgreementsSection.module.css';

/** What was agreed or is asked, and who accepted it when. */
export function VersionText({ version }: { version: AgreementVersion }) {
  const { t, i18n } = useTranslation('agreements');
  const { ends, choice, text, clientAgreed, acceptances } = version;
  return (
    <>
      {ends && <p className={classes.words}>{t('ends')}</p>}
      {choice !== null && <p className={classes.words}>{t(`choices.${choice}`)}</p>}
      {text !== '' && <p className={classes.words}>{text}</p>}
      {clientAgreed !== '' && <p className={classes.words}>{t('clientAgreedLine', { text: clientAgreed })}</p>}
      <ul className={classes.accepted}>
        {acceptances.map(({ person, at }) => (
          <li key={person.id}>{t('acceptedBy', { name: person.name, at: instantText(at, i18n.language) })}</li>
        ))}
      </ul>
    </>
  );
}
