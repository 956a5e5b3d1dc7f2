import { Anchor, Button } from '@mantine/core';
import { IconArchive, IconArrowDown, IconArrowUp, IconGripVertical, IconPencil } from '@tabler/icons-react';
import type { Goal } from '@lesblik/shared/goals';
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { IconAct } from '../../ui/IconAct.tsx';
import classes from './GoalSection.module.css';
import { ProgressWords } from './ProgressWords.tsx';
import { QUESTIONS } from './questions.ts';
import { WordingText } from './WordingText.tsx';

interface Props {
  goal: Goal;
  /** Null where the reader is the coachee. */
  coachee: string | null;
  number: number;
  last: boolean;
  dragged: boolean;
  /** Undefined for who only reads. */
  write?: {
    handle: Pick<
      ComponentProps<'button'>,
      'onKeyDown' | 'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
    >;
    step: (by: number) => void;
    edit: () => void;
    archive: () => void;
  };
}

export function GoalItem({ goal, coachee, number, last, dragged, write }: Props) {
  const { t } = useTranslation('goals');
  const [open, setOpen] = useState(false);
  const { title } = goal;
  const answered = QUESTIONS.some((question) => goal[question] !== '');
  return (
    <li className={classes.goal} data-dragged={dragged || undefined}>
      <div className={classes.head}>
        <GoalBadge position={number} title={title} focusable={false} />
        <div>
          <h3 className={classes.title}>
            <Anchor component={Link} href={paths.goal(goal.id)}>
              {title}
            </Anchor>
          </h3>
          <p className={classes.meta}>
            {goal.momentCount > 0 ? t('moments', { count: goal.momentCount }) : t('noMoments')}
            <ProgressWords progress={goal.progress} coachee={coachee} />
            {answered && (
              <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
                {t(open ? 'less' : 'more')}
                <span className="visually-hidden">: {title}</span>
              </Button>
            )}
          </p>
        </div>
        {write && (
          <div className={classes.acts}>
            <IconAct label={t('up', { number })} disabled={number === 1} onClick={() => write.step(-1)}>
              <IconArrowUp size={18} />
            </IconAct>
            <IconAct label={t('down', { number })} disabled={last} onClick={() => write.step(1)}>
              <IconArrowDown size={18} />
            </IconAct>
            <IconAct label={t('editOf', { number, title })} onClick={write.edit}>
              <IconPencil size={18} />
            </IconAct>
            <IconAct label={t('archiveOf', { number, title })} onClick={write.archive}>
              <IconArchive size={18} />
            </IconAct>
            <IconAct label={t('drag', { number, title })} className={classes.handle} {...write.handle}>
              <IconGripVertical size={18} />
            </IconAct>
          </div>
        )}
      </div>
      {open && <WordingText wording={goal} />}
    </li>
  );
}
