import { Injectable } from '@nestjs/common';
import { Problem } from '@lesblik/shared/problems';
import type { Contact } from '@lesblik/shared/trajectories';
import { type ContactFields, ContactsRepository } from './contacts.repository.ts';
import { TrajectoriesService } from './trajectories.service.ts';
import { TrajectoryNews } from './live/trajectory-news.ts';

/** What client and supervisor made clear: the coach writes, the coachee reads, nobody else sees it. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly trajectories: TrajectoriesService,
    private readonly repository: ContactsRepository,
    private readonly news: TrajectoryNews,
  ) {}

  async add(personId: string, trajectoryId: string, fields: ContactFields): Promise<Contact> {
    await this.trajectories.assertMay(personId, 'plan', trajectoryId);
    const id = await this.repository.add(trajectoryId, personId, fields);
    await this.news.changedInside(trajectoryId);
    return this.#get(id);
  }

  /** By who wrote it: a new coach does not change a former one's words. */
  async edit(personId: string, contactId: string, fields: ContactFields): Promise<Contact> {
    const { trajectoryId, writtenBy } = await this.#get(contactId);
    await this.trajectories.assertMay(personId, 'plan', trajectoryId);
    if (writtenBy.id !== personId) throw new Problem('not_allowed');
    await this.repository.edit(trajectoryId, contactId, fields);
    await this.news.changedInside(trajectoryId);
    return this.#get(contactId);
  }

  async #get(contactId: string): Promise<Contact> {
    const contact = await this.repository.find(contactId);
    if (contact === undefined) throw new Problem('not_found');
    return contact;
  }
}
