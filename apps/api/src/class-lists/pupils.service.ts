import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { DB } from '@lesblik/server/database/schema';
import {
  type ClassListWithPupils,
  type ConsentEntry,
  looksLikeFullName,
  MOST_PUPILS,
  type PupilAnswer,
  saysMore,
  type classListRoutes,
} from '@lesblik/shared/class-lists';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import type { Transaction } from 'kysely';
import { CLOCK } from '../base/tokens.ts';
import { ClassListsService } from './class-lists.service.ts';
import { ClosuresService } from './closures.service.ts';
import { type NewEntry, PupilsRepository } from './pupils.repository.ts';

/** Clocks of devices run ahead, and the school may lie a day east of UTC. */
const DAY_MS = 24 * 60 * 60 * 1000;

type Given = Input<typeof classListRoutes.addPupils>['body']['pupils'];

const sameLabel = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The pupils of a list and what was said of each: what is written down stays, and the last of a purpose holds. */
@Injectable()
export class PupilsService {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lists: ClassListsService,
    private readonly closures: ClosuresService,
    private readonly repository: PupilsRepository,
  ) {}

  async add(me: string, classListId: string, given: Given): Promise<ClassListWithPupils> {
    for (const { label, answers } of given) {
      assertShort(label);
      answers.forEach(({ answeredOn }) => this.assertPast(answeredOn));
    }
    if (new Set(given.map(({ label }) => label.toLowerCase())).size < given.length) throw new Problem('pupil_twice');
    await this.lists.write(me, classListId, async (tx) => {
      const there = await this.repository.list(classListId, tx);
      const isThere = ({ label }: { label: string }) => there.find((pupil) => sameLabel(pupil.label, label));
      if (there.length + given.filter((one) => !isThere(one)).length > MOST_PUPILS)
        throw new Problem('class_list_full');
      for (const one of given) {
        const known = isThere(one);
        const pupilId = known?.id ?? (await this.repository.add(classListId, one.label, this.now(), tx));
        for (const entry of one.answers)
          if (known === undefined || saysMore(known, entry))
            await this.put(me, pupilId, entry, known?.answers[entry.purpose] ?? null, tx);
      }
    });
    return this.lists.get(me, classListId);
  }

  async rename(me: string, pupilId: string, label: string): Promise<ClassListWithPupils> {
    const classListId = await this.listOf(pupilId);
    await this.lists.write(me, classListId, async (tx) => {
      assertShort(label);
      const others = (await this.repository.list(classListId, tx)).filter(({ id }) => id !== pupilId);
      if (others.some((other) => sameLabel(other.label, label))) throw new Problem('pupil_twice');
      await this.repository.rename(pupilId, label, tx);
    });
    return this.lists.get(me, classListId);
  }

  async remove(me: string, pupilId: string): Promise<void> {
    const classListId = await this.listOf(pupilId);
    await this.lists.write(me, classListId, (tx) => this.repository.remove(pupilId, this.now(), tx));
  }

  async answer(me: string, pupilId: string, entry: NewEntry): Promise<ClassListWithPupils> {
    const classListId = await this.everOn(pupilId);
    await this.lists.write(me, classListId, async (tx) => {
      this.assertPast(entry.answeredOn);
      const pupil = (await this.repository.list(classListId, tx, 'ever')).find(({ id }) => id === pupilId);
      if (pupil === undefined) throw new Problem('not_found');
      if (entry.answer === 'withdrawn' && pupil.answers[entry.purpose] !== 'given') {
        throw new Problem('nothing_to_withdraw');
      }
      await this.put(me, pupilId, entry, pupil.answers[entry.purpose], tx);
    });
    return this.lists.get(me, classListId);
  }

  async history(me: string, pupilId: string): Promise<ConsentEntry[]> {
    await this.lists.get(me, await this.everOn(pupilId));
    return this.repository.history(pupilId);
  }

  private async put(
    me: string,
    pupilId: string,
    entry: NewEntry,
    before: PupilAnswer | null,
    tx: Transaction<DB>,
  ): Promise<void> {
    await this.repository.write(pupilId, entry, { recordedBy: me, recordedAt: this.now() }, tx);
    // Inside the school a lesson was open until somebody objected; elsewhere it was never open without a yes.
    const wasOpen = before === 'given' || (before === null && entry.purpose === 'inside');
    if (entry.answer !== 'given' && wasOpen) await this.closures.close(tx, me, pupilId, entry.purpose);
  }

  private async listOf(pupilId: string): Promise<string> {
    const pupil = await this.repository.listOf(pupilId);
    if (pupil?.removedAt !== null) throw new Problem('not_found');
    return pupil.classListId;
  }

  /** Also of who left it: what was filmed before can still be objected to. */
  private async everOn(pupilId: string): Promise<string> {
    const pupil = await this.repository.listOf(pupilId);
    if (pupil === undefined) throw new Problem('not_found');
    return pupil.classListId;
  }

  private assertPast(day: string): void {
    if (day > new Date(this.clock.now() + DAY_MS).toISOString().slice(0, 10)) throw new Problem('answer_in_future');
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function assertShort(label: string): void {
  if (looksLikeFullName(label)) throw new Problem('pupil_full_name');
}
