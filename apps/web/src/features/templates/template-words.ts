import type { TrajectoryTemplate } from '@lesblik/shared/trajectory-templates';
import { useTranslation } from 'react-i18next';

interface Words {
  name: string;
  wayOfWorking: string;
}

/** The school's own words, or those of a built-in template in the reader's language. */
export function useTemplateWords(): (template: TrajectoryTemplate) => Words {
  const { t } = useTranslation('templates');
  return ({ builtin, words }) => {
    if (words) return words;
    return builtin
      ? { name: t(`builtin.${builtin}.name`), wayOfWorking: t(`builtin.${builtin}.way`) }
      : { name: '', wayOfWorking: '' };
  };
}
