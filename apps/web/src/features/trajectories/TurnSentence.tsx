import { Anchor } from '@mantine/core';
import type { Turn } from '@lesblik/shared/trajectory-turn';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { Turn as TurnBox } from '../../ui/Turn.tsx';

const atRest: readonly Turn['key'][] = ['outside', 'closed', 'paused', 'stopped', 'coachAsked', 'coachProposed'];

const talkKeys: readonly Turn['key'][] = ['pickTime', 'waitPick', 'prepare', 'confirmTalk', 'planTalk', 'noTalk'];

/** The part of the page where it is done, when that may be far below or shut; the final evaluation is a page of its own. */
const partOf = (key: Turn['key']): 'agreements' | 'contact' | 'people' | 'talks' | 'evaluation' | undefined => {
  if (key === 'writeReport' || key === 'waitReport') return 'evaluation';
  if (talkKeys.includes(key)) return 'talks';
  if (key === 'acceptAgreement' || key === 'settle') return 'agreements';
  if (key === 'makeContact' || key === 'estimate') return 'contact';
  return key === 'agreeCoach' || key === 'chooseCoach' || key === 'wishedLeft' ? 'people' : undefined;
};

/** Whose turn it is, in one sentence at the top. */
export function TurnSentence({ trajectoryId, turn }: { trajectoryId: string; turn: Turn }) {
  const { t } = useTranslation('trajectories');
  const sentence = (): string => {
    if (turn.key === 'answer' || turn.key === 'acceptAgreement') {
      return t(`turn.${turn.key}`, { count: turn.count, name: turn.name });
    }
    if (turn.key === 'settle') return t('turn.settle', { count: turn.count });
    return 'name' in turn ? t(`turn.${turn.key}`, { name: turn.name }) : t(`turn.${turn.key}`);
  };
  const part = partOf(turn.key);
  return (
    <TurnBox sentence={sentence()} atRest={atRest.includes(turn.key)}>
      {part === 'evaluation' && (
        <Anchor component={Link} href={paths.evaluation(trajectoryId)}>
          {t('toPart.evaluation')}
        </Anchor>
      )}
      {part !== undefined && part !== 'evaluation' && <Anchor href={`#${part}`}>{t(`toPart.${part}`)}</Anchor>}
    </TurnBox>
  );
}
