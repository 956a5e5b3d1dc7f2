import { goalRoutes, type Goal } from '@lesblik/shared/goals';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sayProblem } from '../../ui/toasts.ts';
import { move, placeAt } from './move.ts';
import { goalsQuery, readGoalsAgain } from './queries.ts';

/** The order of a goal list: by dragging a handle, by arrow keys on it, by buttons. Shown at once, then saved. */
export function useOrder(trajectoryId: string, goals: readonly Goal[]) {
  const { t } = useTranslation('goals');
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<{ id: string; order: readonly Goal[] }>();
  const [announcement, setAnnouncement] = useState('');
  const shown = dragged?.order ?? goals;

  async function save(order: readonly Goal[], movedId: string): Promise<void> {
    const at = order.findIndex(({ id }) => id === movedId);
    setAnnouncement(t('moved', { title: order[at]?.title ?? '', number: at + 1, total: order.length }));
    const key = goalsQuery(trajectoryId).queryKey;
    queryClient.setQueryData(key, (old) => [
      ...order.map((goal, index) => ({ ...goal, position: index + 1 })),
      ...(old ?? []).filter(({ archivedAt }) => archivedAt !== null),
    ]);
    try {
      const body = { goalIds: order.map(({ id }) => id) };
      queryClient.setQueryData(key, (await call(goalRoutes.order, { params: { trajectoryId }, body })).items);
    } catch (error) {
      sayProblem(error);
      await readGoalsAgain(trajectoryId);
    }
  }

  function step(id: string, by: number): void {
    const from = goals.findIndex((goal) => goal.id === id);
    const to = from + by;
    if (to >= 0 && to < goals.length) void save(move(goals, from, to), id);
  }

  const handle = (id: string) => ({
    onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      step(id, event.key === 'ArrowUp' ? -1 : 1);
    },
    onPointerDown(event: PointerEvent): void {
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged({ id, order: goals });
    },
    onPointerMove(event: PointerEvent): void {
      if (!dragged || !list.current) return;
      const middles = [...list.current.children].map((item) => {
        const { top, height } = item.getBoundingClientRect();
        return top + height / 2;
      });
      const from = dragged.order.findIndex((goal) => goal.id === dragged.id);
      const to = placeAt(middles, from, event.clientY);
      if (to !== from) setDragged({ id, order: move(dragged.order, from, to) });
    },
    onPointerUp(): void {
      setDragged(undefined);
      const changed = dragged?.order.some((goal, index) => goal.id !== goals[index]?.id);
      if (dragged && changed) void save(dragged.order, dragged.id);
    },
    onPointerCancel: (): void => setDragged(undefined),
  });

  return { list, shown, draggedId: dragged?.id, step, handle, announcement };
}
