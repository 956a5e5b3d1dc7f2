import { Injectable } from '@nestjs/common';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';

/** Tells the pages of a trajectory to read again. */
@Injectable()
export class TrajectoryNews {
  constructor(private readonly notices: NoticeBus) {}

  /** What everybody sees who has a part in it: phases, counts, dates, names. */
  changed(trajectoryId: string): Promise<void> {
    return this.notices.publish({ kind: 'trajectory_changed', trajectoryId, seenBy: 'all' });
  }

  /** What coachee and coach alone see: client and supervisor are not even told that there is something. */
  changedInside(trajectoryId: string): Promise<void> {
    return this.notices.publish({ kind: 'trajectory_changed', trajectoryId, seenBy: 'inside' });
  }

  /** What coachee and client alone see: which other coach they think of. */
  changedForChoosers(trajectoryId: string): Promise<void> {
    return this.notices.publish({ kind: 'trajectory_changed', trajectoryId, seenBy: 'choosers' });
  }

  /** Who has a part in it: whoever has a page of it open is looked at anew, in every process. */
  async peopleChanged(trajectoryId: string): Promise<void> {
    await this.notices.publish({ kind: 'sessions_changed' });
    await this.changed(trajectoryId);
  }

  /** What these people alone see, as far as they are coachee or coach: a lesson that is theirs or shared with them, a call. */
  async changedFor(trajectoryId: string, people: readonly string[]): Promise<void> {
    const seenBy = [...new Set(people)];
    if (seenBy.length > 0) await this.notices.publish({ kind: 'trajectory_changed', trajectoryId, seenBy });
  }
}
