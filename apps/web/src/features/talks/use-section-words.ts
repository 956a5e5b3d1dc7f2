import type { AgendaSection } from '@lesblik/shared/agendas';
import { useTranslation } from 'react-i18next';

/** What a section is called and goes over: the school's words, else the product's own for its key. */
export function useSectionWords(): (section: Pick<AgendaSection, 'key' | 'title' | 'hint'>) => {
  title: string;
  hint: string;
} {
  const { t } = useTranslation('talks');
  const own = t('agenda', { returnObjects: true }) as Record<string, string | { title: string; hint: string }>;
  return ({ key, title, hint }) => {
    const words = own[key];
    const known = typeof words === 'object' ? words : { title: key, hint: '' };
    return { title: title ?? known.title, hint: hint ?? (title === null ? known.hint : '') };
  };
}
