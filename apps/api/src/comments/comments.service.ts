import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import { UNDO_MS } from '@lesblik/server/comments/deleted';
import type { Comment, commentRoutes, NewComment } from '@lesblik/shared/comments';
import { isShown } from '@lesblik/shared/cuts';
import { mayRecording } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { CLOCK } from '../base/tokens.ts';
import type { Written } from '../http/written.ts';
import { type RecordingAccessView, RecordingAccessService } from '../recordings/recording-access.service.ts';
import { CommentNews } from './comment-news.ts';
import { AroundRepository, type RecordingPerson } from './around.repository.ts';
import { CommentsRepository, type Tx } from './comments.repository.ts';
import { PointsToService } from './points-to.service.ts';
import { changeFor, changesFor, knownTo, mayRead, type StoredComment } from './stored-comment.ts';
import type { CommentList } from './written-list.ts';

type Changes = Input<typeof commentRoutes.edit>['body'];

/** What a seal does to the comments of a recording. */
export interface Sealed {
  hold: (authorIds: string[]) => Promise<void>;
  letGo: () => Promise<void>;
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

@Injectable()
export class CommentsService {
  constructor(
    private readonly access: RecordingAccessService,
    private readonly repository: CommentsRepository,
    private readonly around: AroundRepository,
    private readonly pointsTo: PointsToService,
    private readonly news: CommentNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(personId: string, recordingId: string, after?: number): Promise<CommentList | Written<CommentList>> {
    if (after === undefined) return this.#all(personId, recordingId);
    const view = await this.access.assertMay(personId, 'watch', recordingId);
    const { items } = await this.repository.changesSince(recordingId, after);
    return knownTo(changesFor(personId, items, after, view), after);
  }

  /** Saved once for an author's key, however often and however simultaneously it is sent. */
  async add(personId: string, recordingId: string, given: NewComment): Promise<Comment> {
    const view = await this.access.assertMay(personId, 'comment', recordingId);
    const { clientKey, parentId, goalIds, mentionIds } = given;
    if (parentId === null) this.pointsTo.assertMoment(view, given.moment);
    await this.pointsTo.assertGoals(personId, recordingId, goalIds);
    const under = parentId === null ? undefined : await this.repository.find(recordingId, parentId);
    const moment = under?.moment ?? given.moment;
    await this.pointsTo.assertMentions(recordingId, mentionIds, { isPrivate: given.private, moment });
    return this.repository.change(recordingId, async (tx, next) => {
      const saved = await this.repository.idByClientKey(tx, recordingId, personId, clientKey);
      if (saved !== undefined) return this.#read(recordingId, saved, personId, tx);
      const parent = parentId === null ? undefined : await this.#parent(view, parentId, personId, tx);
      const { kind, moment } = parent ?? given;
      const isPrivate = given.private || parent?.private === true;
      if (isPrivate && mentionIds.length > 0) throw new Problem('mention_not_allowed');
      const sealed = await this.repository.looksApart(tx, recordingId, personId);
      // An answer would be read by the other under what both see.
      if (sealed && parent !== undefined && parent.sealed === undefined) throw new Problem('sealed');
      const revision = next();
      const id = await this.repository.insert(tx, {
        recordingId,
        authorId: personId,
        clientKey,
        parentId,
        kind,
        ...moment,
        text: given.text,
        private: isPrivate,
        sealed,
        goalIds: unique(goalIds),
        mentionIds: unique(mentionIds),
        revision,
        publishedRevision: isPrivate || sealed ? null : revision,
      });
      await this.#tell(tx, undefined, recordingId, id);
      return this.#read(recordingId, id, personId, tx);
    });
  }

  async edit(personId: string, commentId: string, { done, ...content }: Changes): Promise<Comment> {
    const { access, comment } = await this.#visible(personId, commentId);
    if (!mayRecording('comment', access.roles)) await this.access.assertMay(personId, 'comment', access.recordingId);
    const given = Object.values(content).some((value) => value !== undefined);
    if (given && comment.author.id !== personId) throw new Problem('not_allowed');
    if (done !== undefined && comment.parentId !== null) throw new Problem('not_allowed');
    await this.#assertPointsTo(personId, access, comment, content);
    return this.repository.change(access.recordingId, async (tx, next) => {
      const now = await this.repository.find(access.recordingId, commentId, tx);
      if (now === undefined || !mayRead(personId, now, access.shown)) throw new Problem('not_found');
      const fixed =
        given && now.sealed === undefined && (await this.repository.looksApart(tx, now.recordingId, personId));
      if (fixed) throw new Problem('sealed');
      if (given) {
        await this.#rewrite(tx, now, content, next);
        await this.#tell(tx, now, access.recordingId, commentId);
      }
      if (done !== undefined && done !== (now.doneAt !== null)) {
        const doneAt = done ? new Date(this.clock.now()) : null;
        await this.repository.update(tx, commentId, { doneAt, doneBy: done ? personId : null, revision: next() });
      }
      return this.#read(access.recordingId, commentId, personId, tx);
    });
  }

  /** Once more is no error: the answer to the first time may have been lost. */
  async remove(personId: string, commentId: string): Promise<void> {
    const { access, comment } = await this.#own(personId, commentId);
    await this.repository.change(access.recordingId, async (tx, next) => {
      const now = await this.repository.find(access.recordingId, commentId, tx);
      if (now === undefined || now.deletedAt !== null) return;
      const deletedAt = new Date(this.clock.now());
      for (const one of [...(await this.repository.replies(tx, comment)), now]) {
        await this.repository.update(tx, one.id, { deletedAt, revision: next() });
      }
    });
  }

  /** Brings it back with the replies that went along. */
  async restore(personId: string, commentId: string): Promise<Comment> {
    const { access, comment } = await this.#own(personId, commentId);
    const { recordingId } = access;
    return this.repository.change(recordingId, async (tx, next) => {
      const now = await this.repository.find(recordingId, commentId, tx);
      if (now === undefined) throw new Problem('not_found');
      if (now.deletedAt === null) return this.#read(recordingId, commentId, personId, tx);
      const deletedAt = new Date(now.deletedAt);
      if (this.clock.now() - deletedAt.getTime() > UNDO_MS) throw new Problem('not_found');
      if (comment.parentId !== null) await this.#parent(access, comment.parentId, personId, tx);
      const apart = await this.repository.looksApart(tx, recordingId, personId);
      for (const one of [now, ...(await this.repository.replies(tx, now, deletedAt))]) {
        const revision = next();
        const opened = one.sealed === true && !apart;
        await this.repository.update(tx, one.id, {
          ...{ deletedAt: null, revision },
          ...(opened && { sealed: false, unsealedAt: new Date(this.clock.now()) }),
          ...(opened && !one.private && { publishedRevision: revision }),
        });
      }
      return this.#read(recordingId, commentId, personId, tx);
    });
  }

  async remember(personId: string, recordingId: string, revision: number): Promise<void> {
    await this.access.assertMay(personId, 'watch', recordingId);
    await this.repository.remember(personId, recordingId, revision);
  }

  async people(personId: string, recordingId: string): Promise<{ items: RecordingPerson[] }> {
    await this.access.assertMay(personId, 'watch', recordingId);
    return { items: await this.around.people(recordingId, null) };
  }

  /** For the review rooms, which ask the policy at the door and hand each reader only what `changeFor` says. */
  changesSince(recordingId: string, after: number): Promise<{ revision: number; items: StoredComment[] }> {
    return this.repository.changesSince(recordingId, after);
  }

  /** Owner and grantees. */
  async peopleIn(tx: Tx, recordingId: string): Promise<string[]> {
    return (await this.around.people(recordingId, null, tx)).map(({ id }) => id);
  }

  /** For seals: what holds the comments of people and lets them go, under the lock of the recording's comments. */
  changeSealed<T>(recordingId: string, work: (tx: Tx, sealed: Sealed) => Promise<T>): Promise<T> {
    return this.repository.change(recordingId, (tx, next) =>
      work(tx, {
        hold: (authorIds) => this.repository.hold(tx, next, recordingId, authorIds),
        letGo: () => this.repository.letGo(tx, next, recordingId),
      }),
    );
  }

  /** The busiest request asks who may and what there is in one query; a refusal takes the usual way, which logs it. */
  async #all(personId: string, recordingId: string): Promise<Written<CommentList>> {
    const found = await this.repository.readableBy(personId, recordingId);
    if (found !== undefined) return found;
    await this.access.assertMay(personId, 'watch', recordingId);
    const now = await this.repository.readableBy(personId, recordingId);
    if (now === undefined) throw new Problem('not_found');
    return now;
  }

  /** Goals and people that stand in it already may stay, though archived or without access by now. */
  async #assertPointsTo(
    personId: string,
    view: RecordingAccessView,
    comment: StoredComment,
    content: Omit<Changes, 'done'>,
  ): Promise<void> {
    const { recordingId } = view;
    const moment = content.moment ?? comment.moment;
    if (content.moment !== undefined) this.pointsTo.assertMoment(view, content.moment);
    const goalIds = content.goalIds?.filter((id) => !comment.goalIds.includes(id)) ?? [];
    await this.pointsTo.assertGoals(personId, recordingId, goalIds);
    const mentionIds = content.mentionIds?.filter((id) => !comment.mentions.some((person) => person.id === id)) ?? [];
    await this.pointsTo.assertMentions(recordingId, mentionIds, { isPrivate: false, moment });
  }

  /** What a thread shares (kind, moment, being private) its replies follow. */
  async #rewrite(tx: Tx, now: StoredComment, content: Omit<Changes, 'done'>, next: () => number): Promise<void> {
    const isReply = now.parentId !== null;
    const isPrivate = content.private ?? now.private;
    const closes = isPrivate && !now.private;
    const shows = !isPrivate && now.private;
    const replies = isReply ? [] : await this.repository.replies(tx, now);
    if (closes && replies.some((reply) => reply.author.id !== now.author.id)) throw new Problem('comment_has_replies');
    if (shows && isReply) await this.#assertParentIsPublic(tx, now);
    if (isPrivate && (content.mentionIds?.length ?? 0) > 0) throw new Problem('mention_not_allowed');

    const kind = (isReply ? undefined : content.kind) ?? now.kind;
    const { startMs, endMs } = (isReply ? undefined : content.moment) ?? now.moment;
    const shared = { kind, startMs, endMs };
    const revision = next();
    await this.repository.update(tx, now.id, {
      ...shared,
      text: content.text ?? now.text,
      private: isPrivate,
      editedAt: new Date(this.clock.now()),
      revision,
      // Of what is sealed others know nothing yet.
      ...(closes && !now.sealed && { hiddenRevision: revision }),
      ...(shows && !now.sealed && { publishedRevision: revision }),
      ...(content.goalIds && { goalIds: unique(content.goalIds) }),
      ...(content.mentionIds && { mentionIds: unique(content.mentionIds) }),
      ...(isPrivate && { mentionIds: [] }),
    });
    const moved = kind !== now.kind || startMs !== now.moment.startMs || endMs !== now.moment.endMs;
    if (!moved && !closes) return;
    for (const reply of replies) {
      const at = next();
      const closing = closes && !reply.private;
      await this.repository.update(tx, reply.id, {
        ...{ ...shared, revision: at },
        ...(closing && { private: true, mentionIds: [] }),
        ...(closing && !reply.sealed && { hiddenRevision: at }),
      });
    }
  }

  async #assertParentIsPublic(tx: Tx, reply: StoredComment): Promise<void> {
    const parent = await this.repository.find(reply.recordingId, reply.parentId ?? '', tx);
    if (parent?.private !== false) throw new Problem('not_allowed');
  }

  async #parent(
    { recordingId, shown }: RecordingAccessView,
    parentId: string,
    personId: string,
    tx: Tx,
  ): Promise<StoredComment> {
    const parent = await this.repository.find(recordingId, parentId, tx);
    if (parent === undefined || !mayRead(personId, parent, shown)) throw new Problem('not_found');
    if (parent.parentId !== null) throw new Problem('reply_to_reply');
    return parent;
  }

  /** A comment that this person can read, on a recording that they can watch. */
  async #visible(personId: string, commentId: string) {
    const found = await this.#find(personId, commentId);
    if (!mayRead(personId, found.comment, found.access.shown)) throw new Problem('not_found');
    return found;
  }

  /** An own comment, deleted or not. */
  async #own(personId: string, commentId: string) {
    const found = await this.#find(personId, commentId);
    const mine = found.comment.author.id === personId && isShown(found.comment.moment, found.access.shown);
    if (!mine) throw new Problem(mayRead(personId, found.comment, found.access.shown) ? 'not_allowed' : 'not_found');
    return found;
  }

  async #find(personId: string, commentId: string) {
    const recordingId = await this.repository.recordingOf(commentId);
    if (recordingId === undefined) throw new Problem('not_found');
    const access = await this.access.assertMay(personId, 'watch', recordingId);
    const comment = await this.repository.find(recordingId, commentId);
    if (comment === undefined) throw new Problem('not_found');
    return { access, comment };
  }

  async #tell(tx: Tx, before: StoredComment | undefined, recordingId: string, commentId: string): Promise<void> {
    const now = await this.repository.find(recordingId, commentId, tx);
    if (now !== undefined) await this.news.tell(tx, before, now);
  }

  async #read(recordingId: string, commentId: string, personId: string, tx: Tx): Promise<Comment> {
    const stored = await this.repository.find(recordingId, commentId, tx);
    const comment = stored && changeFor(personId, stored, 0);
    if (comment === undefined) throw new Problem('not_found');
    return comment;
  }
}
