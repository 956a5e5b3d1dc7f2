import { randomUUID } from 'node:crypto';
import type { Answer, Request, RequestName } from '@lesblik/shared/sockets';
import { ReviewPage } from '../../support/review-page.ts';
import type { School } from './school.ts';

type Rest<N extends RequestName> = Omit<Request<N>, 'roomId' | 'deviceId'>;

/** One page in a call: its signalling alone. */
export class CallLine {
  readonly #page: ReviewPage;
  readonly #ids: { roomId: string; deviceId: string };

  constructor(page: ReviewPage, roomId: string) {
    this.#page = page;
    this.#ids = { roomId, deviceId: randomUUID() };
  }

  async ask<N extends RequestName>(name: N, rest: Rest<N>): Promise<Answer<N>> {
    const answer = await this.#page.ask(name, { ...this.#ids, ...rest } as unknown as Request<N>);
    if (!answer.ok) throw new Error(`${name} answered ${answer.problem.code}`);
    return answer.value;
  }

  close(): void {
    this.#page.close();
  }
}

/** Calls of the school's teacher, who is their host, and its coach. */
export class CallSchool {
  readonly #school: School;
  readonly #trajectoryId: string;

  private constructor(school: School, trajectoryId: string) {
    this.#school = school;
    this.#trajectoryId = trajectoryId;
  }

  static async of(school: School): Promise<CallSchool> {
    const { id: coacheeId } = await school.send<{ id: string }>('GET', '/me');
    const { id } = await school.send<{ id: string }>('POST', '/trajectories', {
      ...{ organisationId: school.organisationId, title: 'Meer denktijd', coacheeId, coachId: school.coachId },
      ...{ startsOn: '2026-09-01', endsOn: '2027-06-01' },
    });
    return new CallSchool(school, id);
  }

  /** Both come in. @returns the room and its two pages */
  async call(): Promise<{ roomId: string; pages: [CallLine, CallLine] }> {
    const { teacher, coach, coachId, product } = this.#school;
    const subject = { title: 'Kijkgesprek', trajectoryId: this.#trajectoryId, personIds: [coachId] };
    const { id: roomId } = await this.#school.send<{ id: string }>('POST', '/rooms', subject);
    const open = async (cookie: string) =>
      new CallLine(await ReviewPage.open(product.url, { cookie, id: '', name: '', email: '' }), roomId);
    const host = await open(teacher);
    await host.ask('room:enter', {});
    const guest = await open(coach);
    await guest.ask('room:knock', {});
    await host.ask('room:admit', { personId: coachId, admit: true });
    await guest.ask('room:enter', {});
    return { roomId, pages: [host, guest] };
  }

  end = (roomId: string): Promise<unknown> => this.#school.send('POST', `/rooms/${roomId}/end`);
}
