import { Text } from '@mantine/core';
import type { GoalProposal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { instantDayText } from '../../ui/format.ts';
import classes from './GoalSection.module.css';

export function EarlierProposals({ proposals }: { proposals: readonly GoalProposal[] }) {
  const { t, i18n } = useTranslation('goals');
  if (proposals.length === 0) return null;
  return (
    <details className={classes.archived}>
      <summary>
        {t('proposal.earlier')} ({proposals.length})
      </summary>
      {proposals.map(({ id, title, proposedBy, proposedAt, state, answer }) => (
        <div key={id} className={classes.archivedGoal}>
          <div>
            {title}
            <Text size="sm" c="dimmed">
              {proposedBy.name}, {instantDayText(proposedAt, i18n.language)} · {t(`proposal.states.${state}`)}
            </Text>
            {answer !== '' && <Text size="sm">{answer}</Text>}
          </div>
        </div>
      ))}
    </details>
  );
}
