import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { GoalProposal } from '@lesblik/shared/goals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { acceptProposal, refuseProposal, withdrawProposal } from './acts.ts';
import classes from './GoalSection.module.css';
import { WordingForm } from './WordingForm.tsx';
import { WordingText } from './WordingText.tsx';

const Refusal = z.object({ answer: z.string().max(1000) });

interface Props {
  proposal: GoalProposal;
  mayAnswer: boolean;
  mayWithdraw: boolean;
}

/** An open proposal: the coachee accepts, edits or refuses; who proposed it can take it back. */
export function ProposalCard({ proposal, mayAnswer, mayWithdraw }: Props) {
  const { t } = useTranslation(['goals', 'common']);
  const me = useMe();
  const [mode, setMode] = useState<'read' | 'edit' | 'refuse'>('read');
  const [problem, setProblem] = useState<unknown>();
  const mine = proposal.proposedBy.id === me.id;
  const act = (work: Promise<void>): void => void work.catch(setProblem);
  const form = useForm({ schema: Refusal, submit: ({ answer }) => refuseProposal(proposal, answer) });
  return (
    <article className={classes.proposal}>
      <Text size="sm">{mine ? t('proposal.yours') : t('proposal.from', { name: proposal.proposedBy.name })}</Text>
      {mode === 'edit' ? (
        <WordingForm
          wording={proposal}
          act={t('proposal.acceptEdited')}
          help={t('proposal.keepWording')}
          onCancel={() => setMode('read')}
          onSave={(wording) => acceptProposal(proposal, wording)}
        />
      ) : (
        <>
          <h3 className={classes.title}>{proposal.title}</h3>
          <WordingText wording={proposal} />
        </>
      )}
      <ProblemAlert error={problem} />
      {mayAnswer && mode === 'read' && (
        <Group mt="sm">
          <Button onClick={() => act(acceptProposal(proposal))}>{t('proposal.accept')}</Button>
          <Button variant="default" onClick={() => setMode('edit')}>
            {t('proposal.acceptEdited')}
          </Button>
          <Button variant="default" onClick={() => setMode('refuse')}>
            {t('proposal.refuse')}
          </Button>
        </Group>
      )}
      {mayAnswer && mode === 'refuse' && (
        <form onSubmit={form.onSubmit} noValidate>
          <Stack mt="sm">
            <Textarea
              name="answer"
              label={`${t('proposal.why')} (${t('common:optional')})`}
              autosize
              minRows={2}
              maxLength={1000}
              autoFocus
            />
            <FormEnd form={form} act={t('proposal.sendRefusal')} onCancel={() => setMode('read')} />
          </Stack>
        </form>
      )}
      {mine && mayWithdraw && (
        <Group mt="sm">
          <Button variant="default" onClick={() => act(withdrawProposal(proposal))}>
            {t('proposal.withdraw')}
          </Button>
        </Group>
      )}
    </article>
  );
}
