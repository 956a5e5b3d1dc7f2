import { isProblemCode } from '@lesblik/shared/problems';
import { socketRequests } from '@lesblik/shared/sockets';
import fc from 'fast-check';
import type { EventRow } from '../matrix/event-rows.ts';
import type { Connected } from '../matrix/live.ts';
import { broken } from './broken.ts';
import { fitting } from './fitting.ts';
import { INNER, type Judged } from './judged.ts';
import { odd } from './odd.ts';

/** A larger message ends its line (the socket's own limit): that is tested by itself. */
const MOST_BYTES = 24 * 1024;

const bytes = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

/** What pages might send instead of what one meant to. */
export function messagesOf(
  { name, answers }: EventRow,
  meant: object,
  ids: readonly string[],
): fc.Arbitrary<{ role: Connected; payload: unknown }> {
  const whole = fc.oneof(fc.constant<unknown>(meant), fitting(socketRequests[name].payload, ids));
  const everyone = Object.keys(answers) as Connected[];
  const allowed = everyone.filter((role) => answers[role] === 'ok');
  return fc.record({
    role: fc.oneof(fc.constantFrom(...allowed), fc.constantFrom(...everyone)),
    payload: fc
      .oneof({ weight: 5, arbitrary: whole }, { weight: 5, arbitrary: broken(whole) }, { weight: 1, arbitrary: odd })
      .filter((payload) => bytes(payload) < MOST_BYTES),
  });
}

/** @param ack what came, undefined where nothing did */
export function judgedAck(ack: unknown): Omit<Judged, 'ms'> {
  if (ack === undefined) return { answer: 'none', wrong: 'no acknowledgement' };
  const { ok, problem, ...more } = ack as { ok?: unknown; problem?: { code?: unknown; status?: number } };
  if (ok === true && problem === undefined) return { answer: 'ok' };
  const answer = String(problem?.code);
  const wrong = (why: string) => ({ answer, wrong: `${why}: ${JSON.stringify(ack)}` });
  if (ok !== false || Object.keys(more).length > 0 || !isProblemCode(problem?.code)) return wrong('another shape');
  if ((problem.status ?? 500) >= 500) return wrong('the server failed');
  return INNER.test(JSON.stringify(problem)) ? wrong('tells what is inside') : { answer };
}
