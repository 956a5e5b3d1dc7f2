import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { goalColour } from './goal-hue.ts';
import classes from './GoalBadge.module.css';
import { WithTip } from './WithTip.tsx';

interface Props {
  position: number;
  title: string;
  /** Show the title beside the number instead of on hover and focus. */
  withTitle?: boolean;
  /** Reachable by Tab, so that the title shows there too; off inside something that already is. */
  focusable?: boolean;
}

/** A goal: its number in a circle of its own hue, its title always within reach. */
export function GoalBadge({ position, title, withTitle = false, focusable = !withTitle }: Props) {
  const { t } = useTranslation();
  const hue = { '--goal': goalColour(position) } as CSSProperties;
  const number = (
    <span
      className={classes.number}
      {...(withTitle
        ? { 'aria-hidden': true }
        : { role: 'img', 'aria-label': t('goalBadge', { number: position, title }) })}
      {...(focusable && { tabIndex: 0 })}
    >
      {position}
    </span>
  );
  return (
    <span className={classes.goal} style={hue}>
      {withTitle ? (
        <>
          {number}
          <span>{title}</span>
        </>
      ) : (
        <WithTip words={title}>{number}</WithTip>
      )}
    </span>
  );
}
