import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';

interface Props {
  of: 'invitation' | 'setup' | 'reset';
}

/** Told when the page opens, not after somebody has typed. */
export function DeadLink({ of }: Props) {
  const { t } = useTranslation('identity');
  const action =
    of === 'reset' ? (
      <LinkButton to={paths.forgotPassword}>{t('reset.again')}</LinkButton>
    ) : (
      <LinkButton to={paths.signIn()}>{t('signIn.do')}</LinkButton>
    );
  return <EmptyPage picture="lost" title={t(`${of}.invalidTitle`)} text={t(`${of}.invalid`)} action={action} />;
}
