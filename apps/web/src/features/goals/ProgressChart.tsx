import type { GoalRating } from '@lesblik/shared/goal-progress';
import type { Rater } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { instantDayText } from '../../ui/format.ts';
import classes from './GoalPage.module.css';
import { pointsOf } from './core/chart.ts';
import { firstAndLast, LADDER, signed } from './progress.ts';

const RATERS = ['coachee', 'coach'] as const;
const TOP = 16;
const STEP = 36;
const HEIGHT = TOP * 2 + STEP * (LADDER.length - 1);
/** Where both said the same, the one is drawn a little lower, so that both are seen. */
const LOWER: Record<Rater, number> = { coachee: -3, coach: 3 };
const yOf = (value: number): number => TOP + (2 - value) * STEP;

function Mark({ as, x = '12', y = 10 }: { as: Rater; x?: string; y?: number }) {
  return (
    <svg x={x} y={y} overflow="visible" className={classes[as]}>
      {as === 'coachee' ? <circle r={6} /> : <path d="M0 -8L8 0L0 8L-8 0Z" />}
    </svg>
  );
}

/** Both over time: the coachee with circles and a solid line, the coach with diamonds and a dashed one. */
export function ProgressChart({ ratings }: { ratings: readonly GoalRating[] }) {
  const { t, i18n } = useTranslation('goal-page');
  const present = RATERS.flatMap((as) => {
    const found = firstAndLast(ratings, as);
    const name = ratings.findLast((one) => one.as === as)?.by.name ?? '';
    return found ? [{ as, name, from: signed(found.from), to: signed(found.to) }] : [];
  });
  const lines = present.map((line) => t('progress.chartLine', line)).join(' ');
  const day = (one: GoalRating | undefined): string => (one ? instantDayText(one.at, i18n.language) : '');
  const [begin, end] = [day(ratings[0]), day(ratings.at(-1))];
  return (
    <figure className={classes.figure}>
      <div className={classes.axes}>
        <div className={classes.scale} aria-hidden="true">
          {LADDER.map((value) => (
            <span key={value} style={{ top: yOf(value) }}>
              {signed(value)}
            </span>
          ))}
        </div>
        <svg className={classes.chart} height={HEIGHT} role="img" aria-label={t('progress.chart', { lines })}>
          {LADDER.map((value) => (
            <line
              key={value}
              x1="0"
              x2="100%"
              y1={yOf(value)}
              y2={yOf(value)}
              className={value === 0 ? classes.hoped : classes.grid}
            />
          ))}
          {RATERS.map((as) => {
            const points = pointsOf(ratings, as);
            return (
              <g key={as} className={classes[as]}>
                {points.slice(1).map(({ x, value }, n) => (
                  <line
                    key={n}
                    x1={`${points[n]?.x ?? x}%`}
                    y1={yOf(points[n]?.value ?? value) + LOWER[as]}
                    x2={`${x}%`}
                    y2={yOf(value) + LOWER[as]}
                  />
                ))}
                {points.map(({ x, value }, n) => (
                  <Mark key={n} as={as} x={`${x}%`} y={yOf(value) + LOWER[as]} />
                ))}
              </g>
            );
          })}
        </svg>
      </div>
      <p className={classes.days} aria-hidden="true">
        <span>{begin}</span>
        {end !== begin && <span>{end}</span>}
      </p>
      <figcaption className={classes.legend}>
        {present.map(({ as, name }) => (
          <span key={as}>
            <svg width="24" height="20" aria-hidden="true">
              <Mark as={as} />
            </svg>
            {t(`progress.legend.${as}`, { name })}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
