import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type Agreement, settledKinds } from '@lesblik/shared/agreements';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../ui/Fold.tsx';
import { AgreementForm } from './AgreementForm.tsx';
import { AgreementItem } from './AgreementItem.tsx';
import classes from './AgreementsSection.module.css';

interface Props {
  trajectory: Trajectory;
  agreements: readonly Agreement[];
  shut: ComponentProps<typeof Fold>['shut'];
}

/** The four that every trajectory settles, asked one by one, and those of their own. */
export function AgreementsSection({ trajectory, agreements, shut }: Props) {
  const { t } = useTranslation('agreements');
  const [adding, setAdding] = useState(false);
  const own = agreements.filter(({ kind }) => kind === 'free');
  const versions = agreements.map((agreement) => agreement.versions);
  const holding = versions.filter((one) => one.some(({ state }) => state === 'accepted')).length;
  const waits = versions.some((one) => one.some(({ waitsForMe }) => waitsForMe));
  return (
    <Fold
      id="agreements"
      title={t('title')}
      about={t('holding', { count: holding })}
      // What waits for the reader is read without asking for it.
      shut={waits ? 'nowhere' : shut}
    >
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
    </Fold>
  );
}
