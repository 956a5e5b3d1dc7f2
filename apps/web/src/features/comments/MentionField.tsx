import { Textarea } from '@mantine/core';
import type { PersonRef } from '@lesblik/shared/common';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Composer.module.css';
import { insertMention, matching, mentionAt, type MentionQuery } from './core/mentions.ts';

interface Props {
  label: string;
  value: string;
  people: readonly PersonRef[];
  autoFocus?: boolean;
  onChange: (text: string) => void;
}

/** Text in which `@` offers the people who can see this lesson. */
export function MentionField({ label, value, people, autoFocus = false, onChange }: Props) {
  const { t } = useTranslation('comments');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [active, setActive] = useState(0);
  const offered = query === null ? [] : matching(people, query.query).slice(0, 6);
  const open = offered.length > 0;

  const look = (): void => {
    const element = field.current;
    setQuery(element && people.length > 0 ? mentionAt(element.value, element.selectionStart) : null);
    setActive(0);
  };
  const choose = (person: PersonRef | undefined): void => {
    const element = field.current;
    if (!element || !query || !person) return;
    const next = insertMention(value, element.selectionStart, query, person.name);
    onChange(next.text);
    setQuery(null);
    requestAnimationFrame(() => element.setSelectionRange(next.caret, next.caret));
  };
  const press = (event: KeyboardEvent): void => {
    if (!open || event.ctrlKey || event.metaKey) return;
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined) setActive((now) => (now + move + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[active]);
    else if (event.key === 'Escape') setQuery(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes.mention}>
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        value={value}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        {...(people.length > 0 && {
          'aria-autocomplete': 'list',
          ...(open && { 'aria-controls': id, 'aria-activedescendant': `${id}-${active}` }),
        })}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onKeyDown={press}
        onBlur={() => setQuery(null)}
      />
      {open && (
        <div id={id} role="listbox" aria-label={t('people')} className={classes.people}>
          {offered.map((person, index) => (
            <div
              key={person.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
