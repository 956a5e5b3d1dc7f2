import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Database } from '@lesblik/server/database/database';
import type { DB } from '@lesblik/server/database/schema';
import type { ConsentPurpose } from '@lesblik/shared/class-lists';
import { judgeLessons } from '@lesblik/shared/consent-rules';
import type { LessonConsent, PupilInLesson } from '@lesblik/shared/lesson-consent';
import { Problem } from '@lesblik/shared/problems';
import type { Transaction } from 'kysely';
import { CLOCK, DATABASE } from '../base/tokens.ts';
import { RecordingAccessService } from '../recordings/recording-access.service.ts';
import { BarredGrantsService } from './barred-grants.service.ts';
import { LessonConsentRepository, type LessonRow } from './lesson-consent.repository.ts';

/** For what a lesson may be used, by what was said of the pupils who may be in its picture. */
@Injectable()
export class LessonConsentService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly access: RecordingAccessService,
    private readonly barred: BarredGrantsService,
    private readonly repository: LessonConsentRepository,
  ) {}

  async get(me: string, recordingId: string): Promise<LessonConsent> {
    await this.access.assertMay(me, 'grant', recordingId);
    return present(await this.#lesson(recordingId));
  }

  async markAbsent(me: string, recordingId: string, pupilIds: readonly string[]): Promise<LessonConsent> {
    await this.access.assertMay(me, 'describe', recordingId);
    const told = await this.db.transaction().execute(async (tx) => {
      await this.repository.hold(recordingId, tx, { alone: true });
      const at = new Date(this.clock.now());
      await this.repository.markAbsent(recordingId, [], at, tx);
      // In the recording of a call, what its lesson says already stays said by that alone.
      const there = pupilsOf(await this.#lesson(recordingId, tx)).filter(({ absent }) => !absent);
      const absent = there.map(({ id }) => id).filter((id) => pupilIds.includes(id));
      await this.repository.markAbsent(recordingId, absent, at, tx);
      return this.barred.endIn(tx, [recordingId], me);
    });
    await told();
    return present(await this.#lesson(recordingId));
  }

  /**
   * Within the transaction that shares it with this person: a guest is outside the school.
   * @throws Problem pupils_lack_consent, class_list_missing
   */
  async assertMayShare(tx: Transaction<DB>, recordingId: string, granteeId: string): Promise<void> {
    await this.repository.hold(recordingId, tx);
    const lesson = await this.#lesson(recordingId, tx);
    const role = await this.repository.roleOf(granteeId, lesson.organisationId, tx);
    assertOpen(lesson, role === 'guest' || role === undefined ? 'outside' : 'inside');
  }

  /** @throws Problem pupils_lack_consent, class_list_missing */
  async assertMayUse(recordingId: string, purpose: ConsentPurpose): Promise<void> {
    assertOpen(await this.#lesson(recordingId), purpose);
  }

  /** False too where it is gone. */
  async mayUse(recordingId: string, purpose: ConsentPurpose): Promise<boolean> {
    const [lesson] = await this.repository.lessons([recordingId]);
    return lesson !== undefined && judgeLessons(purpose, lesson.shown).verdict === 'open';
  }

  /** @throws Problem not_found unless the owner keeps this list in the lesson's school */
  async assertMayName(tx: Database, ownerId: string, organisationId: string, classListId: string): Promise<void> {
    if (!(await this.repository.keeps(ownerId, classListId, organisationId, tx))) throw new Problem('not_found');
  }

  async #lesson(recordingId: string, db: Database = this.db): Promise<LessonRow> {
    const [lesson] = await this.repository.lessons([recordingId], db);
    if (lesson === undefined) throw new Problem('not_found');
    return lesson;
  }
}

function assertOpen(lesson: LessonRow, purpose: ConsentPurpose): void {
  const { verdict, pupilIds } = judgeLessons(purpose, lesson.shown);
  if (verdict === 'open') return;
  const pupils = pupilsOf(lesson)
    .filter(({ id }) => pupilIds.includes(id))
    .map(({ label }) => label);
  throw new Problem(verdict, { purpose, pupils });
}

/** Each once; absent where they are in the picture of no lesson that is shown. */
function pupilsOf({ shown }: LessonRow): PupilInLesson[] {
  const byId = Map.groupBy(
    shown.flatMap(({ pupils }) => pupils),
    ({ id }) => id,
  );
  return [...byId.values()].flatMap(([pupil, ...again]) =>
    pupil === undefined ? [] : [{ ...pupil, absent: [pupil, ...again].every(({ absent }) => absent) }],
  );
}

function present(lesson: LessonRow): LessonConsent {
  const { id, origin, classListId, listName, keeper, noPupils, shown, calls } = lesson;
  const isCall = origin === 'review_call';
  const classList = classListId === null || keeper === null ? null : { id: classListId, name: listName ?? '', keeper };
  const standing = {
    inside: judgeLessons('inside', shown),
    institute: judgeLessons('institute', shown),
    outside: judgeLessons('outside', shown),
  };
  const lessons = isCall ? shown.map(({ id: lessonId, title }) => ({ recordingId: lessonId, title })) : [];
  return {
    recordingId: id,
    classList: isCall ? null : classList,
    ...{ noPupils, lessons, calls, pupils: pupilsOf(lesson), standing },
  };
}
