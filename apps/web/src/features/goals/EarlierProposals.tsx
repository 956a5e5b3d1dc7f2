import { Text } from '@mantine/core';
import type { GoalProposal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { instantDayText } from '../../ui/format.ts';
import classes from './GoalSection.module.css';
import { WordingText } from './WordingText.tsx';

export function EarlierProposals({ proposals }: { proposals: readonly GoalProposal[] }) {
  const { t, i18n } = useTranslation('goals');
  if (proposals.length === 0) return null;
  return (
    <details className={classes.archived}>
      <summary>
        {t('proposal.earlier')} ({proposals.length})
      </summary>
      {proposals.map((proposal) => (
        <div key={proposal.id} className={classes.archivedGoal}>
          <div>
            {proposal.title}
            <Text size="sm" c="dimmed">
              {proposal.proposedBy.name}, {instantDayText(proposal.proposedAt, i18n.language)} ·{' '}
              {t(`proposal.states.${proposal.state}`)}
            </Text>
            <WordingText wording={proposal} />
            {proposal.answer !== '' && <Text size="sm">{proposal.answer}</Text>}
          </div>
        </div>
      ))}
    </details>
  );
}
