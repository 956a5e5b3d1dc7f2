import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readTypedHour } from './typed-hour.ts';

interface Props extends Pick<TextInputProps, 'label' | 'description' | 'error'> {
  /** What is sent under this name is the time as `15:30`, or what was typed when that is no time. */
  name: string;
  defaultValue?: string;
}

/** A time of day on the clock of 24 hours, in either language: the browser's own field follows the browser's. */
export function HourField({ name, defaultValue = '', error, ...field }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(defaultValue);
  const [left, setLeft] = useState(false);
  const hour = readTypedHour(text);
  const leave = (): void => {
    setLeft(text.trim() !== '');
    if (hour !== undefined) setText(hour);
  };
  return (
    <>
      <TextInput
        {...field}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data-field={name}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setLeft(false);
        }}
        onBlur={leave}
        placeholder={t('fields.hourShape')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        error={(left && hour === undefined && t('fields.noHour')) || error}
      />
      <input type="hidden" name={name} value={hour ?? text} />
    </>
  );
}
