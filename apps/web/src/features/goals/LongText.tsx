import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './LongText.module.css';

const LONG = 600;

/** A text as it was written; of a very long one the beginning, until the rest is asked for. */
export function LongText({ text }: { text: string }) {
  const { t } = useTranslation('goals');
  const id = useId();
  const [whole, setWhole] = useState(false);
  if (text.length <= LONG) return <span className={classes.text}>{text}</span>;
  return (
    <>
      <span id={id} className={classes.text}>
        {whole ? text : `${text.slice(0, LONG).trimEnd()}…`}
      </span>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={whole}
        aria-controls={id}
        onClick={() => setWhole(!whole)}
      >
        {t(whole ? 'less' : 'more')}
      </Button>
    </>
  );
}
