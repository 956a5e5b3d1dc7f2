import { Injectable } from '@nestjs/common';
import { Teller } from '@lesblik/server/notifications/teller';
import { AroundRepository } from './around.repository.ts';
import { CommentsRepository, type Tx } from './comments.repository.ts';
import { isKept, type StoredComment } from './stored-comment.ts';

/** Who is told of a comment that others can read. */
@Injectable()
export class CommentNews {
  constructor(
    private readonly teller: Teller,
    private readonly around: AroundRepository,
    private readonly repository: CommentsRepository,
  ) {}

  /** @param before it was changed; undefined when it is new */
  async tell(tx: Tx, before: StoredComment | undefined, now: StoredComment): Promise<void> {
    if (isKept(now) || now.deletedAt !== null) return;
    const appeared = before === undefined || isKept(before);
    const known = new Set(appeared ? [] : before.mentions.map(({ id }) => id));
    const mentioned = new Set(now.mentions.map(({ id }) => id).filter((id) => !known.has(id)));
    if (!appeared && mentioned.size === 0) return;
    const { id: subjectId, recordingId, author } = now;
    const people = (await this.around.people(recordingId, now.moment, tx)).map(({ id }) => id);
    const news = { subjectId, byId: author.id, of: new Date(now.createdAt) };
    // Each is told once, as what it is most to them.
    const [here, rest] = split(people, mentioned);
    await this.teller.tell(tx, { ...news, kind: 'mentioned', personIds: here });
    if (!appeared) return;
    const [inThread, others] = split(rest, await this.#thread(tx, now));
    await this.teller.tell(tx, { ...news, kind: 'comment_replied', personIds: inThread });
    await this.teller.tell(tx, { ...news, kind: 'comment_added', personIds: others });
  }

  /** Who wrote in its thread what others can read. */
  async #thread(tx: Tx, { recordingId, parentId }: StoredComment): Promise<ReadonlySet<string>> {
    const parent = parentId === null ? undefined : await this.repository.find(recordingId, parentId, tx);
    if (parent === undefined) return new Set();
    const all = [parent, ...(await this.repository.replies(tx, parent))];
    return new Set(all.filter((one) => !isKept(one)).map(({ author }) => author.id));
  }
}

const split = (people: readonly string[], first: ReadonlySet<string>): [string[], string[]] => [
  people.filter((id) => first.has(id)),
  people.filter((id) => !first.has(id)),
];
