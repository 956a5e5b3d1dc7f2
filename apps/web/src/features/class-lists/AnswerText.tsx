import { IconArrowBackUp, IconCheck, IconMinus, IconX, type TablerIcon } from '@tabler/icons-react';
import type { ConsentPurpose, PupilAnswer } from '@lesblik/shared/class-lists';
import { useTranslation } from 'react-i18next';
import classes from './ClassLists.module.css';

const icons: Record<PupilAnswer | 'none', TablerIcon> = {
  given: IconCheck,
  refused: IconX,
  withdrawn: IconArrowBackUp,
  none: IconMinus,
};

/** What holds of one purpose: by shape and word, not by colour. */
export function AnswerText({ purpose, answer }: { purpose: ConsentPurpose; answer: PupilAnswer | null }) {
  const { t } = useTranslation(['class-lists', 'lesson-consent']);
  const Icon = icons[answer ?? 'none'];
  return (
    <span className={classes.answer} data-answer={answer ?? 'none'}>
      <Icon size={18} aria-hidden="true" />
      <span>
        {t(`lesson-consent:purposes.${purpose}`)}: {t(`answers.${answer ?? 'none'}`)}
      </span>
    </span>
  );
}
