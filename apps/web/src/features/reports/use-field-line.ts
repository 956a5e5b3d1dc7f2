import { Problem } from '@lesblik/shared/problems';
import { type ReportField, reportRoutes } from '@lesblik/shared/reports';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { Offline } from '../../api/offline.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMe } from '../identity/me.ts';
import { FieldLine, type Kept } from './core/field-line.ts';
import { evaluationQuery } from './queries.ts';

const KeptText = z.object({ text: z.string(), over: z.string() });

/** One text of one person on this device. */
function keeper(name: string): { get: () => Kept | undefined; set: (kept: Kept | undefined) => void } {
  return {
    get: () => {
      const stored = localStorage.getItem(name);
      return stored === null ? undefined : KeptText.safeParse(JSON.parse(stored)).data;
    },
    set: (kept) => {
      if (kept === undefined) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(kept));
    },
  };
}

const same = (one: ReportField, { key, goalId }: Pick<ReportField, 'key' | 'goalId'>): boolean =>
  one.key === key && one.goalId === goalId;

function lineOf(me: string, trajectoryId: string, field: ReportField): FieldLine {
  const { key, goalId } = field;
  const params = { trajectoryId };
  const { queryKey } = evaluationQuery(trajectoryId);
  return new FieldLine(field, {
    async write(changes) {
      const now = await call(reportRoutes.write, { params, body: { key, goalId, ...changes } });
      queryClient.setQueryData(
        queryKey,
        (all) => all && { ...all, fields: all.fields.map((one) => (same(one, now) ? now : one)) },
      );
      return now;
    },
    async read() {
      const { fields } = await call(reportRoutes.evaluation, { params });
      return fields.find((one) => same(one, field)) ?? field;
    },
    kept: keeper(`lesblik-evaluation.${me}.${trajectoryId}.${goalId ?? key}`),
    kindOf: (error) => {
      if (error instanceof Offline || (error instanceof Problem && error.status === 503)) return 'away';
      return error instanceof Problem && error.code === 'changed_meanwhile' ? 'changed' : 'other';
    },
  });
}

/** What the coachee writes in a field; goes along with what is read of it anew. */
export function useFieldLine(trajectoryId: string, field: ReportField): FieldLine {
  const me = useMe();
  const [line] = useState(() => lineOf(me.id, trajectoryId, field));
  useEffect(() => line.seen(field), [line, field]);
  useEffect(() => () => void line.flush(), [line]);
  return line;
}
