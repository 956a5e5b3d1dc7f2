import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../ui/format.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { KindIcon } from '../../ui/KindIcon.tsx';
import { useStore } from '../../ui/use-store.ts';
import type { Thread } from '../comments/core/comment-book.ts';
import { noFilter } from '../comments/core/filter.ts';
import { goToComment } from './acts.ts';
import { useLessonGoals } from './goals-query.ts';
import classes from './GoalsTab.module.css';
import { useReview } from './review-context.tsx';

/** The coachee's goals, each with its moments in this lesson. */
export function GoalsTab() {
  const { session, recording } = useReview();
  const { t } = useTranslation('review');
  const goals = useLessonGoals(recording);
  const threads = useStore(session.feed, ({ book }) => book.threads);
  const moments = useMemo(() => momentsOf(threads), [threads]);
  if (goals.length === 0) return <p className={classes.none}>{t('goals.none')}</p>;
  return (
    <ul className={classes.goals}>
      {goals.map((goal) => {
        const found = moments.get(goal.id) ?? [];
        return (
          <li key={goal.id} className={classes.goal}>
            <h2 className={classes.title}>
              <GoalBadge position={goal.position} title={goal.title} withTitle />
              {goal.archivedAt !== null && <span className={classes.archived}> ({t('goals.archived')})</span>}
            </h2>
            {goal.want && (
              <p className={classes.want}>
                <strong>{t('goals.want')}</strong> {goal.want}
              </p>
            )}
            <p className={classes.about}>
              {t('goals.moments', { count: found.length })}
              {found.length > 0 && (
                <button
                  type="button"
                  className={classes.link}
                  onClick={() => session.ui.set({ tab: 'comments', filter: { ...noFilter, goalIds: [goal.id] } })}
                >
                  {t('goals.only')}
                </button>
              )}
            </p>
            {found.length > 0 && (
              <ul className={classes.moments}>
                {found.map((thread) => (
                  <li key={thread.comment.id}>
                    <button type="button" className={classes.moment} onClick={() => goToComment(session, thread)}>
                      <KindIcon kind={thread.comment.kind} size={16} />
                      <span className={classes.time}>{momentText(thread.comment.moment)}</span>
                      <span className={classes.text}>{thread.comment.text}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function momentsOf(threads: readonly Thread[]): Map<string, Thread[]> {
  const found = new Map<string, Thread[]>();
  for (const thread of threads)
    for (const goalId of thread.comment.goalIds) {
      const list = found.get(goalId);
      if (list) list.push(thread);
      else found.set(goalId, [thread]);
    }
  return found;
}
