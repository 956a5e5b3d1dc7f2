import { TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../format.ts';
import classes from './DayField.module.css';
import { readTypedDay, typedDay } from './typed-day.ts';

interface Props extends Pick<TextInputProps, 'label' | 'description' | 'aria-label' | 'error'> {
  /** In a form: what is sent under this name is the day as `2026-11-27`, or what was typed when that is no day. */
  name?: string;
  /** The day from outside; when it changes, what was typed gives way. */
  value: string;
  /** First and last day that make sense. */
  min?: string;
  max?: string;
  /** Told each time there is another whole day; empty when the field is. */
  onChange?: (day: string) => void;
  /** Told when the field is left with another day in it that may be taken. */
  onLeave?: (day: string) => void;
}

/**
 * A calendar day, typed the way the language writes it, or chosen in the browser's own calendar (on a phone its wheel).
 * The browser's date field alone follows the browser's language, not the one that somebody chose here.
 */
export function DayField({ name, value, min, max, error, onChange, onLeave, ...field }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const calendar = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<{ text: string; over: string } | null>(null);
  const [left, setLeft] = useState(false);
  const own = typed !== null && (typed.over === value || readTypedDay(typed.text) === value);
  const text = own ? typed.text : typedDay(value, language);
  const day = text.trim() === '' ? '' : readTypedDay(text);

  const outside = day && ((min !== undefined && day < min) || (max !== undefined && day > max));
  const bounds = (): string => {
    const from = min === undefined ? '' : dayText(min, language);
    const to = max === undefined ? '' : dayText(max, language);
    if (from && to) return t('fields.dayBetween', { from, to });
    return from ? t('fields.dayFrom', { from }) : t('fields.dayTo', { to });
  };
  const wrong = day === undefined ? t('fields.noDay') : outside ? bounds() : undefined;

  function take(now: string): void {
    setTyped({ text: now, over: value });
    setLeft(false);
    const next = now.trim() === '' ? '' : readTypedDay(now);
    if (next !== undefined && next !== value) onChange?.(next);
  }

  function leave(taken: string | undefined): void {
    setLeft(typed !== null);
    if (taken !== undefined && !outside) onLeave?.(taken);
  }

  function choose(chosen: string): void {
    take(typedDay(chosen, language));
    setLeft(true);
    onLeave?.(chosen);
  }

  return (
    <TextInput
      {...field}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data-field={name}
      value={text}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => leave(day)}
      placeholder={t('fields.dayShape')}
      inputMode="numeric"
      autoComplete="off"
      maxLength={16}
      error={(left && wrong) || error}
      rightSection={
        <>
          <button
            type="button"
            className={classes.pick}
            aria-label={t('fields.pickDay')}
            onClick={() => calendar.current?.showPicker()}
          >
            <IconCalendar size={20} aria-hidden="true" />
          </button>
          <input
            ref={calendar}
            className={classes.calendar}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            min={min}
            max={max}
            value={day ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          {name !== undefined && <input type="hidden" name={name} value={day ?? text} />}
        </>
      }
    />
  );
}
