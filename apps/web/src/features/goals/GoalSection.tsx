import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Goal, GoalProposal } from '@lesblik/shared/goals';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { ArchivedGoals } from './ArchivedGoals.tsx';
import { addGoal, archiveGoal, editGoal, propose } from './acts.ts';
import { EarlierProposals } from './EarlierProposals.tsx';
import { GoalItem } from './GoalItem.tsx';
import classes from './GoalSection.module.css';
import { ProposalCard } from './ProposalCard.tsx';
import { useOrder } from './use-order.ts';
import { WordingForm } from './WordingForm.tsx';

interface Props {
  trajectory: Trajectory;
  goals: readonly Goal[] | undefined;
  proposals: readonly GoalProposal[] | undefined;
  error: unknown;
}

type Writing = 'new' | 'proposal' | { goalId: string };

/** The goal list: the coachee writes and orders it, the coach proposes. */
export function GoalSection({ trajectory, goals, proposals = [], error }: Props) {
  const { t } = useTranslation('goals');
  const [writing, setWriting] = useState<Writing>();
  const { id: trajectoryId, myRoles, coachee } = trajectory;
  const own = myRoles.includes('coachee');
  const mayWrite = mayTrajectory('write_goals', trajectory);
  const mayPropose = !own && mayTrajectory('propose_goal', trajectory);
  const current = (goals ?? []).filter(({ archivedAt }) => archivedAt === null);
  const { list, ...order } = useOrder(trajectoryId, current);
  const stop = (): void => setWriting(undefined);
  const open = proposals.filter(({ state }) => state === 'open');

  // One primary action a page: answering comes before writing, and the first talk's agreements before both.
  const early = trajectory.phase === 'request' || trajectory.phase === 'intake';
  const quiet = early || current.length > 0 || open.length > 0 ? 'default' : 'filled';
  const start = mayWrite ? (
    <Button variant={quiet} leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => setWriting('new')}>
      {t(current.length === 0 ? 'addFirst' : 'add')}
    </Button>
  ) : (
    mayPropose && (
      <Button
        variant={quiet}
        leftSection={<IconPlus size={18} aria-hidden="true" />}
        onClick={() => setWriting('proposal')}
      >
        {t('propose')}
      </Button>
    )
  );

  return (
    <Section title={t('title')} anchor="goals">
      <ProblemAlert error={error} />
      {goals === undefined && !error && <Waiting />}
      {open.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          proposal={proposal}
          mayAnswer={mayTrajectory('answer_proposal', trajectory)}
          mayWithdraw={mayPropose}
        />
      ))}
      {goals !== undefined && current.length === 0 && writing === undefined && (
        <EmptyPage picture="goals" text={own ? t('empty') : t('emptyCoach', { name: coachee.name })} action={start} />
      )}
      <ol className={classes.list} ref={list}>
        {order.shown.map((goal, index) =>
          typeof writing === 'object' && writing.goalId === goal.id ? (
            <li key={goal.id} className={classes.goal}>
              <WordingForm
                wording={goal}
                act={t('save')}
                onCancel={stop}
                onSave={async (wording) => {
                  await editGoal(goal, wording);
                  stop();
                }}
              />
            </li>
          ) : (
            <GoalItem
              key={goal.id}
              goal={goal}
              coachee={own ? null : coachee.name}
              number={index + 1}
              last={index === current.length - 1}
              dragged={order.draggedId === goal.id}
              {...(mayWrite && {
                write: {
                  handle: order.handle(goal.id),
                  step: (by: number) => order.step(goal.id, by),
                  edit: () => setWriting({ goalId: goal.id }),
                  archive: () => void archiveGoal(goal),
                },
              })}
            />
          ),
        )}
      </ol>
      <p className="visually-hidden" role="status">
        {order.announcement}
      </p>
      {writing === 'new' && (
        <WordingForm
          act={t('save')}
          onCancel={stop}
          onSave={async (wording) => {
            await addGoal(trajectoryId, wording);
            stop();
          }}
        />
      )}
      {writing === 'proposal' && (
        <WordingForm
          act={t('proposeDo')}
          help={t('proposeHelp', { name: coachee.name })}
          onCancel={stop}
          onSave={async (wording) => {
            await propose(trajectoryId, coachee.name, wording);
            stop();
          }}
        />
      )}
      {current.length > 0 && writing === undefined && <div className={classes.add}>{start}</div>}
      <ArchivedGoals goals={(goals ?? []).filter(({ archivedAt }) => archivedAt !== null)} mayRestore={mayWrite} />
      <EarlierProposals proposals={proposals.filter(({ state }) => state !== 'open')} />
    </Section>
  );
}
