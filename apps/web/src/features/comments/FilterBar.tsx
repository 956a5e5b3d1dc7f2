import { Button, Menu } from '@mantine/core';
import type { CommentKind } from '@lesblik/shared/comments';
import type { Goal } from '@lesblik/shared/goals';
import type { PersonRef } from '@lesblik/shared/common';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import { KindIcon } from '../../ui/KindIcon.tsx';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import { type Filter, isFiltering, noFilter } from './core/filter.ts';
import classes from './FilterBar.module.css';

const KINDS: readonly (CommentKind | 'private')[] = ['compliment', 'question', 'suggestion', 'private'];
const STATES: readonly Filter['state'][] = ['all', 'open', 'done'];

interface Props {
  goals: readonly Goal[];
  authors: readonly PersonRef[];
  shown: number;
  total: number;
}

/** Which comments list and timeline show. */
export function FilterBar({ goals, authors, shown, total }: Props) {
  const { session } = useReview();
  const { t } = useTranslation('comments');
  const filter = useStore(session.ui, (state) => state.filter);
  const set = (change: Partial<Filter>): void => session.ui.set({ filter: { ...filter, ...change } });
  return (
    <div className={classes.bar} role="group" aria-label={t('filter.label')}>
      <Choice label={t('filter.kind')} chosen={filter.kinds.length}>
        {KINDS.map((kind) => (
          <Ticked
            key={kind}
            on={filter.kinds.includes(kind)}
            onPress={() => set({ kinds: toggled(filter.kinds, kind) })}
          >
            <KindIcon kind={kind} withWord size={16} />
          </Ticked>
        ))}
      </Choice>
      {goals.length > 0 && (
        <Choice label={t('filter.goal')} chosen={filter.goalIds.length}>
          {goals.map((goal) => (
            <Ticked
              key={goal.id}
              on={filter.goalIds.includes(goal.id)}
              onPress={() => set({ goalIds: toggled(filter.goalIds, goal.id) })}
            >
              <GoalBadge position={goal.position} title={goal.title} withTitle />
            </Ticked>
          ))}
        </Choice>
      )}
      {authors.length > 1 && (
        <Choice label={t('filter.author')} chosen={filter.authorIds.length}>
          {authors.map(({ id, name }) => (
            <Ticked
              key={id}
              on={filter.authorIds.includes(id)}
              onPress={() => set({ authorIds: toggled(filter.authorIds, id) })}
            >
              {name}
            </Ticked>
          ))}
        </Choice>
      )}
      <Choice
        label={filter.state === 'all' ? t('filter.state') : t(`filter.${filter.state}`)}
        chosen={filter.state === 'all' ? 0 : 1}
        word
      >
        {STATES.map((state) => (
          <Ticked key={state} on={filter.state === state} onPress={() => set({ state })} one>
            {t(`filter.${state}`)}
          </Ticked>
        ))}
      </Choice>
      {isFiltering(filter) && (
        <>
          <span className={classes.count} role="status">
            {t('filter.shown', { shown, total })}
          </span>
          <Button variant="subtle" size="compact-sm" onClick={() => session.ui.set({ filter: noFilter })}>
            {t('filter.clear')}
          </Button>
        </>
      )}
    </div>
  );
}

const toggled = <T,>(list: readonly T[], item: T): T[] =>
  list.includes(item) ? list.filter((other) => other !== item) : [...list, item];

interface ChoiceProps {
  label: string;
  chosen: number;
  /** The label itself already says what is chosen. */
  word?: boolean;
  children: ReactNode;
}

function Choice({ label, chosen, word = false, children }: ChoiceProps) {
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button
          variant={chosen > 0 ? 'light' : 'default'}
          size="compact-sm"
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {label}
          {chosen > 0 && !word && ` (${chosen})`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface TickedProps {
  on: boolean;
  one?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Ticked({ on, one = false, onPress, children }: TickedProps) {
  const Item = one ? Menu.RadioItem : Menu.CheckboxItem;
  return (
    <Item value="" checked={on} closeMenuOnClick={false} className={classes.item} onChange={onPress}>
      {children}
    </Item>
  );
}
