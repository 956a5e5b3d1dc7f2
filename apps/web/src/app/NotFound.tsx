import { useTranslation } from 'react-i18next';
import { EmptyPage } from '../ui/EmptyPage.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import { paths } from './paths.ts';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyPage
      picture="lost"
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={<LinkButton to={paths.home}>{t('notFound.home')}</LinkButton>}
    />
  );
}
