import type { TalkText } from '@lesblik/shared/talk-events';
import { MOST_FIELD_CHARACTERS } from '@lesblik/shared/talk-events';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useMe } from '../identity/me.ts';
import { bindField } from './core/bound-field.ts';
import type { TalkLine } from './core/talk-line.ts';
import classes from './Talks.module.css';

interface Props {
  line: TalkLine;
  text: TalkText;
  field: string;
  label: string;
  /** Of the part it is in; read out with the label. */
  of?: string;
  readOnly: boolean;
}

/** One text of the agenda, written by both at once; or by one, before. */
export function AgendaField({ line, text, field, label, of, readOnly }: Props) {
  const { t } = useTranslation('talks');
  const me = useMe();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const present = useStore(line, (state) => state.present);
  const loaded = useStore(line, (state) => state.loaded);
  const writer = text === 'shared' && present.find((one) => one.field === field && one.person.id !== me.id);
  useEffect(
    () => (area.current ? bindField(area.current, line.text(text, field), line) : undefined),
    [line, text, field],
  );
  return (
    <div>
      <div className={classes.label}>
        <label htmlFor={id}>
          {label}
          {of !== undefined && <span className="visually-hidden">: {of}</span>}
        </label>
        <span className={classes.writes} role="status">
          {writer && t('line.writes', { name: writer.person.name })}
        </span>
      </div>
      <textarea
        ref={area}
        id={id}
        className={classes.area}
        readOnly={readOnly || !loaded}
        maxLength={MOST_FIELD_CHARACTERS}
        spellCheck
        onFocus={() => text === 'shared' && line.enter(field)}
        onBlur={() => line.enter(null)}
      />
    </div>
  );
}
