import { SubscribeMessage } from '@nestjs/websockets';
import type { Log } from '@lesblik/server/log';
import { Problem } from '@lesblik/shared/problems';
import { type Ack, type Answer, type Payload, type RequestName, socketRequests } from '@lesblik/shared/sockets';
import { toProblem } from '../http/problem.filter.ts';
import type { SignedInSocket } from './signed-in-socket.ts';

type Handler<N extends RequestName> = (socket: SignedInSocket, payload: Payload<N>) => Promise<Answer<N>>;

/**
 * Binds a gateway's method to a request of the contract: its payload is parsed, and its answer or its problem
 * acknowledged. (Nest by itself leaves an invalid message without an answer.)
 */
export function Answers<const N extends RequestName>(name: N) {
  const { payload: schema, answer: answerSchema } = socketRequests[name];
  return <H extends Handler<N>>(target: { log: Log }, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    const handler = descriptor.value;
    if (handler === undefined) throw new Error(`${key} is not a method`);
    const answer = async function (this: { log: Log }, socket: SignedInSocket, data: unknown): Promise<Ack<unknown>> {
      try {
        const parsed = schema.safeParse(data);
        if (!parsed.success) throw new Problem('invalid_input', { issues: parsed.error.issues.map(toIssue) });
        const value = await handler.call(this, socket, parsed.data as Payload<N>);
        return { ok: true, value: answerSchema.parse(value) };
      } catch (error) {
        const problem = toProblem(error);
        if (problem.status >= 500) this.log.error({ err: problem, request: name }, 'a socket request failed');
        return { ok: false, problem: problem.toBody() };
      }
    };
    descriptor.value = answer as unknown as H;
    SubscribeMessage(name)(target, key, descriptor);
  };
}

const toIssue = ({ path, message }: { path: PropertyKey[]; message: string }) => ({ path: path.join('.'), message });
