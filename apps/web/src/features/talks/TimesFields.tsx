import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { MAX_TIMES } from '@lesblik/shared/talks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/form/DayField.tsx';
import { HourField } from '../../ui/form/HourField.tsx';
import { dayFromNow } from '../../ui/format.ts';
import classes from './Talks.module.css';

const FIRST_ROWS = [1, 2];

/** Days and times to offer; `timesOf` reads them from the form. */
export function TimesFields({ error }: { error: string | undefined }) {
  const { t } = useTranslation('talks');
  const [rows, setRows] = useState<readonly number[]>(FIRST_ROWS);
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>{t('offer.times')}</legend>
      <div className={classes.fields}>
        {rows.map((row, index) => {
          const number = index + 1;
          return (
            <div key={row} className={classes.times}>
              <DayField
                name={`day-${row}`}
                label={t('offer.day', { number })}
                value={index === 0 ? dayFromNow(7) : ''}
                min={dayFromNow(0)}
              />
              <HourField
                name={`time-${row}`}
                label={t('offer.time', { number })}
                defaultValue={index === 0 ? '15:30' : ''}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('offer.less', { number })}
                disabled={rows.length === 1}
                onClick={() => setRows(rows.filter((one) => one !== row))}
              >
                <IconX size={18} />
              </ActionIcon>
            </div>
          );
        })}
      </div>
      {error !== undefined && (
        <p className={classes.overdue} role="alert">
          {error}
        </p>
      )}
      {rows.length < MAX_TIMES && (
        <Button
          variant="subtle"
          mt="xs"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => setRows([...rows, Math.max(...rows) + 1])}
        >
          {t('offer.more')}
        </Button>
      )}
    </fieldset>
  );
}
