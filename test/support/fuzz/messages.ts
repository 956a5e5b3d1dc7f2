import { isProblemCode } from '@lesblik/shared/problems';
import { socketRequests } from '@lesblik/shared/sockets';
import fc from 'fast-check';
import type { EventRow } from '../matrix/event-rows.ts';
import type { Connected } from '../matrix/live.ts';
import { broken } from './broken.ts';
import { fitting } from './fitting.ts';
import { INNER } from './judged.ts';
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
      .oneof({ weight: 2, arbitrary: whole }, { weight: 6, arbitrary: broken(whole) }, { weight: 1, arbitrary: odd })
      .filter((payload) => bytes(payload) < MOST_BYTES),
  });
}

/** What is wrong with an acknowledgement. */
export function wrongWith(ack: unknown): string | undefined {
  const { ok, problem, ...more } = ack as { ok?: unknown; problem?: { code?: unknown; status?: number } };
  if (ok === true) return problem === undefined ? undefined : 'a problem with a yes';
  if (ok !== false || Object.keys(more).length > 0 || !isProblemCode(problem?.code))
    return `another shape: ${JSON.stringify(ack)}`;
  if ((problem?.status ?? 500) >= 500 && problem?.code !== 'media_unavailable')
    return `the server failed: ${JSON.stringify(ack)}`;
  return INNER.test(JSON.stringify(problem)) ? `tells what is inside: ${JSON.stringify(ack)}` : undefined;
}
