import type { CommentKind } from '@lesblik/shared/comments';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { KindIcon } from '../../ui/KindIcon.tsx';
import classes from './Composer.module.css';

/** The compliment is offered first: feedback on what goes well works best. */
const KINDS: readonly CommentKind[] = ['compliment', 'question', 'suggestion'];

interface Props {
  value: CommentKind;
  onChange: (kind: CommentKind) => void;
}

export function KindChoice({ value, onChange }: Props) {
  const { t } = useTranslation('comments');
  const name = useId();
  return (
    <fieldset className={classes.kinds}>
      <legend className="visually-hidden">{t('kind')}</legend>
      {KINDS.map((kind) => (
        <label key={kind} className={classes.kind} data-kind={kind} data-chosen={kind === value}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={kind}
            checked={kind === value}
            onChange={() => onChange(kind)}
          />
          <KindIcon kind={kind} withWord size={16} />
        </label>
      ))}
    </fieldset>
  );
}
