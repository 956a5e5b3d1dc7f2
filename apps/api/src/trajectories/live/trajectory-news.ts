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
}
