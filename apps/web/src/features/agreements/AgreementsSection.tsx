import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type Agreement, settledKinds } from '@lesblik/shared/agreements';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import { AgreementForm } from './AgreementForm.tsx';
import { AgreementItem } from './AgreementItem.tsx';
import classes from './AgreementsSection.module.css';

interface Props {
  trajectory: Trajectory;
  agreements: readonly Agreement[];
}

/** The four that every trajectory settles, asked one by one, and those of their own. */
export function AgreementsSection({ trajectory, agreements }: Props) {
  const { t } = useTranslation('agreements');
  const [adding, setAdding] = useState(false);
  const own = agreements.filter(({ kind }) => kind === 'free');
  return (
    <Section title={t('title')}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <ul className={classes.list}>
        {settledKinds.map((kind) => (
          <AgreementItem
            key={kind}
            kind={kind}
            agreement={agreements.find((one) => one.kind === kind)}
            trajectory={trajectory}
          />
        ))}
        {own.map((agreement) => (
          <AgreementItem key={agreement.id} kind="free" agreement={agreement} trajectory={trajectory} />
        ))}
      </ul>
      {adding && <AgreementForm kind="free" trajectory={trajectory} onDone={() => setAdding(false)} />}
      {!adding && mayTrajectory('agree', trajectory) && (
        <Button
          mt="xs"
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => setAdding(true)}
        >
          {t('add')}
        </Button>
      )}
    </Section>
  );
}
