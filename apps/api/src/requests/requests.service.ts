import { Injectable } from '@nestjs/common';
import type { DB } from '@lesblik/server/database/schema';
import { Teller } from '@lesblik/server/notifications/teller';
import { Problem } from '@lesblik/shared/problems';
import type { RequestAct, RequestState, requestRoutes, TrajectoryRequest } from '@lesblik/shared/requests';
import type { Input } from '@lesblik/shared/route';
import type { Transaction } from 'kysely';
import { MembershipsService } from '../organisations/memberships.service.ts';
import { assertPeriod, TrajectoriesService } from '../trajectories/trajectories.service.ts';
import { type RequestRow, RequestsRepository } from './requests.repository.ts';

type New = Input<typeof requestRoutes.file>['body'];
type Asking = Input<typeof requestRoutes.ask>['body'];

/** A client asks for a trajectory; the coach who takes it makes it one. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly memberships: MembershipsService,
    private readonly trajectories: TrajectoriesService,
    private readonly repository: RequestsRepository,
    private readonly teller: Teller,
  ) {}

  async list(personId: string): Promise<{ items: TrajectoryRequest[] }> {
    const rows = await this.repository.ofPerson(personId);
    // What another took, and what one refused oneself, is no news to a coach.
    const shown = rows.filter((row) => hasPart(personId, row) || (row.state === 'open' && row.mayTake));
    return { items: shown.map((row) => present(personId, row)) };
  }

  async get(personId: string, requestId: string): Promise<TrajectoryRequest> {
    return present(personId, await this.#find(personId, requestId));
  }

  /** By any member for themselves as client, or by an administrator for somebody; a guest coaches, and asks for nothing. */
  async file(personId: string, { coachIds, ...request }: New): Promise<TrajectoryRequest> {
    const { organisationId, coacheeId, clientId, supervisorId } = request;
    const role = await this.memberships.assertMember(organisationId, personId);
    if (role === 'guest' || (clientId !== personId && role !== 'administrator')) throw new Problem('not_allowed');
    if (coachIds.includes(coacheeId) || coacheeId === clientId) throw new Problem('same_person_twice');
    if (coachIds.length === 0 && !request.openToCoaches) throw new Problem('request_asks_nobody');
    const people = [coacheeId, clientId, supervisorId, ...coachIds].filter((id) => id !== null);
    await this.memberships.assertAllMembers(organisationId, people);
    assertPeriod(request.startsOn, request.endsOn);
    const asked = [...new Set(coachIds)];
    const id = await this.repository.file({ ...request, filedBy: personId }, asked, async (tx, subjectId) => {
      const open = request.openToCoaches ? await this.repository.coachesFor(tx, subjectId) : [];
      await this.#tell(tx, 'request_filed', subjectId, personId, [coacheeId, ...asked, ...open]);
    });
    return this.get(personId, id);
  }

  async ask(personId: string, requestId: string, { coachIds, openToCoaches }: Asking): Promise<TrajectoryRequest> {
    const request = await this.#assertMay(personId, 'ask', requestId);
    if (coachIds.includes(request.coachee.id)) throw new Problem('same_person_twice');
    await this.memberships.assertAllMembers(request.organisationId, coachIds);
    await this.#whileOpen(requestId, 'other', async (tx) => {
      await this.repository.ask(tx, requestId, [...new Set(coachIds)]);
      if (openToCoaches !== undefined) await this.repository.open(tx, requestId, openToCoaches);
      const opened = openToCoaches === true && !request.openToCoaches;
      const open = opened ? await this.repository.coachesFor(tx, requestId) : [];
      await this.#tell(tx, 'request_filed', requestId, personId, [...coachIds, ...open]);
    });
    return this.get(personId, requestId);
  }

  /** @throws Problem request_taken for the second of two coaches at once */
  async take(personId: string, requestId: string): Promise<{ trajectoryId: string }> {
    const row = await this.#assertMay(personId, 'take', requestId);
    const { id, organisationId, title, startsOn, endsOn } = row;
    const trajectoryId = await this.#whileOpen(requestId, 'coach', async (tx) => {
      await this.repository.end(tx, requestId, { state: 'taken', endedBy: personId });
      await this.#tell(tx, 'request_answered', requestId, personId, [row.client.id, row.filedBy.id, row.coachee.id]);
      return this.trajectories.fromRequest(tx, personId, {
        ...{ id, organisationId, title, startsOn, endsOn },
        ...{ coacheeId: row.coachee.id, clientId: row.client.id, supervisorId: row.supervisor?.id ?? null },
      });
    });
    return { trajectoryId };
  }

  /** The coachee's no ends it; a coach's is theirs alone. */
  async refuse(personId: string, requestId: string, message: string): Promise<void> {
    const row = await this.#assertMay(personId, 'refuse', requestId);
    await this.#whileOpen(requestId, row.coachee.id === personId ? 'other' : 'coach', async (tx) => {
      if (row.coachee.id === personId)
        await this.repository.end(tx, requestId, { state: 'refused', endedBy: personId, message });
      else await this.repository.refuse(tx, requestId, personId, message);
      await this.#tell(tx, 'request_answered', requestId, personId, [row.client.id, row.filedBy.id]);
    });
  }

  async withdraw(personId: string, requestId: string, message: string): Promise<void> {
    const row = await this.#assertMay(personId, 'withdraw', requestId);
    await this.#whileOpen(requestId, 'other', async (tx) => {
      await this.repository.end(tx, requestId, { state: 'withdrawn', endedBy: personId, message });
      await this.#tell(tx, 'request_answered', requestId, personId, [row.client.id, row.filedBy.id, row.coachee.id]);
    });
  }

  async #find(personId: string, requestId: string): Promise<RequestRow> {
    const row = await this.repository.find(personId, requestId);
    if (row === undefined) throw new Problem('not_found');
    return row;
  }

  /** Whose act it is; whether it is still open is asked under its lock. */
  async #assertMay(personId: string, act: RequestAct, requestId: string): Promise<RequestRow> {
    const row = await this.#find(personId, requestId);
    if (!actsOf(personId, row).includes(act)) throw new Problem('not_allowed');
    return row;
  }

  #tell(
    tx: Transaction<DB>,
    kind: 'request_filed' | 'request_answered',
    subjectId: string,
    byId: string,
    personIds: readonly string[],
  ): Promise<void> {
    return this.teller.tell(tx, { kind, subjectId, byId, personIds });
  }

  #whileOpen<T>(requestId: string, as: 'coach' | 'other', work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
    return this.repository.locked(requestId, (tx, state) => {
      assertOpen(state, as);
      return work(tx);
    });
  }
}

/** That another was first is for a coach to hear; for everybody else the request has got what it asked. */
function assertOpen(state: RequestState, as: 'coach' | 'other'): void {
  if (state === 'taken') throw new Problem(as === 'coach' ? 'request_taken' : 'request_has_coach');
  if (state !== 'open') throw new Problem('request_ended');
}

const files = (personId: string, row: RequestRow): boolean => [row.client.id, row.filedBy.id].includes(personId);

const hasPart = (personId: string, row: RequestRow): boolean =>
  files(personId, row) || row.took || [row.coachee.id, row.supervisor?.id].includes(personId);

/** What this person could do while it is open. */
function actsOf(personId: string, row: RequestRow): RequestAct[] {
  const acts: RequestAct[] = [];
  if (row.mayTake) acts.push('take', 'refuse');
  if (row.coachee.id === personId) acts.push('refuse');
  if (files(personId, row)) acts.push('ask', 'withdraw');
  return acts;
}

/** Whom else was asked, and what they said, is for who files; a coach who did not get it keeps no reason of somebody's. */
function present(personId: string, { mayTake, took, ...row }: RequestRow): TrajectoryRequest {
  const whole = { ...row, mayTake, took };
  const part = hasPart(personId, whole);
  const over = row.state !== 'open';
  return {
    ...row,
    reason: part || (!over && mayTake) ? row.reason : '',
    message: part ? row.message : '',
    asked: files(personId, whole) ? row.asked : row.asked.filter(({ coach }) => coach.id === personId),
    trajectoryId:
      took || [row.client.id, row.coachee.id, row.supervisor?.id].includes(personId) ? row.trajectoryId : null,
    may: over ? [] : actsOf(personId, whole),
  };
}
