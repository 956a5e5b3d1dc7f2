import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';

interface Props {
  of: 'invitation' | 'setup' | 'reset' | 'emailChange';
}

/** Told when the page opens, not after somebody has typed. */
export function DeadLink({ of }: Props) {
  const { t } = useTranslation('identity');
  const actions = {
    reset: <LinkButton to={paths.forgotPassword}>{t('reset.again')}</LinkButton>,
    emailChange: <LinkButton to={paths.account}>{t('emailChange.toAccount')}</LinkButton>,
    invitation: <LinkButton to={paths.signIn()}>{t('signIn.do')}</LinkButton>,
    setup: <LinkButton to={paths.signIn()}>{t('signIn.do')}</LinkButton>,
  };
  return <EmptyPage picture="lost" title={t(`${of}.invalidTitle`)} text={t(`${of}.invalid`)} action={actions[of]} />;
}
