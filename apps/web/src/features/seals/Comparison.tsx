import type { Comment } from '@lesblik/shared/comments';
import type { Seal } from '@lesblik/shared/seals';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../ui/format.ts';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { KindIcon } from '../../ui/KindIcon.tsx';
import { useStore } from '../../ui/use-store.ts';
import { goToComment } from '../review/acts.ts';
import { useLessonGoals } from '../review/goals-query.ts';
import { useReview } from '../review/review-context.tsx';
import type { Side } from '../timeline/core/layout.ts';
import classes from './Apart.module.css';
import { compare, type GoalDifference, type Marked } from './core/compare.ts';

/** How far apart two moments may lie and still be one place, in seconds. */
const DISTANCES = [0, 2, 5, 10, 30, 60];

interface Mark extends Marked {
  readonly comment: Comment;
}

/** What both marked, what only one did, and on which goals they differ: in words here, by shape and colour on the timeline. */
export function Comparison({ seal }: { seal: Seal }) {
  const { session, recording, me } = useReview();
  const { t } = useTranslation('seals');
  const [seconds, setSeconds] = useState(10);
  const threads = useStore(session.feed, ({ book }) => book.threads);
  const goals = useLessonGoals(recording);
  const other = seal.owner.id === me.id ? seal.coach : seal.owner;
  const { name } = other;
  const found = useMemo(() => {
    const of = (personId: string): Mark[] =>
      threads
        .map(({ comment }) => comment)
        .filter((one) => one.author.id === personId && !one.private && one.createdAt <= (seal.openedAt ?? ''))
        .map((comment) => ({ ...comment.moment, id: comment.id, goalIds: comment.goalIds, comment }));
    return compare(of(me.id), of(other.id), seconds * 1000);
  }, [threads, seal, me.id, other.id, seconds]);
  useEffect(() => {
    const sides = new Map<string, Side>();
    const put = (side: Side) => (mark: Mark) => sides.set(mark.id, side);
    for (const met of found.both) [...met.mine, ...met.theirs].forEach(put('both'));
    found.mine.forEach(put('mine'));
    found.theirs.forEach(put('theirs'));
    session.ui.set({ sides });
  }, [found, session]);

  const list = (marks: readonly Mark[]) =>
    marks.map(({ id, comment }) => (
      <li key={id}>
        <button type="button" className={classes.mark} onClick={() => goToComment(session, { comment, replies: [] })}>
          <KindIcon kind={comment.kind} size={16} /> <b>{momentText(comment.moment)}</b>{' '}
          <span className={classes.dim}>{comment.author.id === me.id ? t('you') : name}</span> {comment.text}
        </button>
      </li>
    ));
  const only = (side: 'mine' | 'theirs', heading: string) => (
    <section>
      <h2>
        <Sign side={side} /> {heading}
      </h2>
      {found[side].length > 0 ? <ul>{list(found[side])}</ul> : <p className={classes.dim}>{t('none')}</p>}
    </section>
  );
  const apart = ({ mine, theirs }: GoalDifference, same: string | null) => {
    const badges = (ids: readonly string[]) =>
      goals
        .filter(({ id }) => ids.includes(id))
        .map(({ id, position, title }) => <GoalBadge key={id} position={position} title={title} withTitle />);
    const [own, others] = [badges(mine), badges(theirs)];
    if (own.length + others.length === 0) return same && <p className={classes.dim}>{same}</p>;
    return (
      <>
        {own.length > 0 && (
          <p className={classes.goals}>
            {t('goalMine')} {own}
          </p>
        )}
        {others.length > 0 && (
          <p className={classes.goals}>
            {t('goalTheirs', { name })} {others}
          </p>
        )}
      </>
    );
  };
  return (
    <div className={classes.comparison} role="region" aria-label={t('compare')}>
      <label>
        {t('near')}{' '}
        <select value={seconds} onChange={(event) => setSeconds(Number(event.currentTarget.value))}>
          {DISTANCES.map((count) => (
            <option key={count} value={count}>
              {t('seconds', { count })}
            </option>
          ))}
        </select>
      </label>
      <section>
        <h2>
          <Sign side="both" /> {t('both')}
        </h2>
        {found.both.length === 0 && <p className={classes.dim}>{t('none')}</p>}
        {found.both.map((met) => (
          <div key={met.mine[0]?.id} className={classes.met}>
            <ul>{list([...met.mine, ...met.theirs].sort((a, b) => a.startMs - b.startMs))}</ul>
            {apart(met.goals, null)}
          </div>
        ))}
      </section>
      {only('mine', t('mine'))}
      {only('theirs', t('theirs', { name }))}
      {goals.length > 0 && (
        <section>
          <h2>{t('goals')}</h2>
          {apart(found.goals, t('sameGoals'))}
        </section>
      )}
    </div>
  );
}

const ARCS: Record<Side, string> = {
  both: 'M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12',
  mine: 'M8 2a6 6 0 0 0 0 12',
  theirs: 'M8 2a6 6 0 0 1 0 12',
};

/** As the timeline draws it: a whole ring, its left half, its right half. */
function Sign({ side }: { side: Side }) {
  return (
    <svg className={classes.sign} data-side={side} viewBox="0 0 16 16" aria-hidden="true">
      <path d={ARCS[side]} />
    </svg>
  );
}
