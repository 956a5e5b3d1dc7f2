import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../../ui/toasts.ts';
import { withdraw } from './acts.ts';
import classes from './Reports.module.css';

interface Props {
  trajectoryId: string;
  reportId: string;
  names: string;
}

/** Withdrawn it cannot be put back, only signed anew: so this asks. */
export function WithdrawPart({ trajectoryId, reportId, names }: Props) {
  const { t } = useTranslation(['reports', 'common']);
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('report.withdraw')}
      </Button>
    );
  return (
    <div className={classes.card} role="group" aria-label={t('report.withdraw')}>
      <p className={classes.words}>{t('report.withdrawAsk', { names })}</p>
      <Group mt="xs">
        <Button color="red" autoFocus onClick={() => void withdraw(trajectoryId, reportId).catch(sayProblem)}>
          {t('report.withdrawDo')}
        </Button>
        <Button variant="default" onClick={() => setAsking(false)}>
          {t('common:cancel')}
        </Button>
      </Group>
    </div>
  );
}
