import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@lesblik/server/clock';
import type { Range } from '@lesblik/shared/cuts';
import { mayRecording, type RecordingAction, type RecordingRole } from '@lesblik/shared/policy';
import { Problem } from '@lesblik/shared/problems';
import { RecordingState } from '@lesblik/shared/recording-state';
import { AuditLogService } from '../audit-log/audit-log.service.ts';
import { CLOCK } from '../base/tokens.ts';
import { type AccessRow, RecordingAccessRepository } from './recording-access.repository.ts';
import { deviceNow } from '../http/device-now.ts';
import { rolesOf } from './roles-of.ts';

export interface RecordingAccessView {
  recordingId: string;
  organisationId: string;
  ownerId: string;
  trajectoryId: string | null;
  durationMs: number | null;
  state: RecordingState;
  /** For this person: of a part, once its cut is made. */
  playable: boolean;
  /** The one part of it that is shown to this person: nothing outside is served in any way. Null: all of it. */
  shown: Range | null;
  /** What was made of that part; null for the whole, and while it is not made. */
  cutId: string | null;
  /** What is hidden from this person; null: nothing. */
  hidingId: string | null;
  roles: RecordingRole[];
  /** When this access began, in milliseconds; 0 for the owner, who was there from the start. */
  since: number;
  /** When this access ends by itself: the grant's, the membership's or the owner's own membership's end, whichever comes first. */
  endsAt: Date | null;
}

/** Who may do what with a recording: only its owner and whoever was granted it; every refusal is written to its log. */
@Injectable()
export class RecordingAccessService {
  constructor(
    private readonly repository: RecordingAccessRepository,
    private readonly log: AuditLogService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found when the recording is not visible to this person at all,
   *   not_allowed when it is visible but this act is not theirs
   */
  async assertMay(personId: string, action: RecordingAction, recordingId: string): Promise<RecordingAccessView> {
    const row = await this.repository.find(personId, recordingId, new Date(this.clock.now()));
    if (row === undefined) throw new Problem('not_found');
    const roles = rolesOf(personId, row);
    if (mayRecording(action, roles)) return view(row, roles);
    await this.#logRefusal(personId, action, row);
    throw new Problem(roles.length === 0 ? 'not_found' : 'not_allowed');
  }

  /** Without asking for an act and without a refusal in the log: to end what was going on when access ended. */
  async find(personId: string, recordingId: string): Promise<RecordingAccessView | undefined> {
    const row = await this.repository.find(personId, recordingId, new Date(this.clock.now()));
    const roles = row === undefined ? [] : rolesOf(personId, row);
    return row === undefined || roles.length === 0 ? undefined : view(row, roles);
  }

  /** Like `find`, of many: those that this person is something to. */
  async findAll(personId: string, recordingIds: readonly string[]): Promise<RecordingAccessView[]> {
    if (recordingIds.length === 0) return [];
    const rows = await this.repository.findAll(personId, recordingIds, new Date(this.clock.now()));
    return rows.map((row) => view(row, rolesOf(personId, row))).filter(({ roles }) => roles.length > 0);
  }

  /** One entry per person, act and minute, so that a flood of attempts cannot fill the log. */
  #logRefusal(personId: string, action: RecordingAction, row: AccessRow): Promise<void> {
    const device = deviceNow();
    const minute = Math.floor(this.clock.now() / 60_000);
    return this.log.record({
      organisationId: row.organisationId,
      recordingId: row.id,
      kind: 'refused',
      actorId: personId,
      detail: action,
      ...(device !== undefined && { device }),
      onceKey: `refused.${row.id}.${personId}.${action}.${minute}`,
    });
  }
}

function view(row: AccessRow, roles: RecordingRole[]): RecordingAccessView {
  const ofGrant = roles.includes('owner') ? [] : [row.grantedUntil, row.ownerEndsAt];
  const ends = [row.membershipEndsAt, ...ofGrant].filter((date) => date !== null);
  const shown = roles.includes('owner') ? null : shownOf(row);
  const cutId = shown !== null && row.cutMadeAt !== null ? row.cutId : null;
  return {
    shown,
    cutId,
    hidingId: roles.includes('owner') ? null : row.hidingId,
    recordingId: row.id,
    organisationId: row.organisationId,
    ownerId: row.ownerId,
    trajectoryId: row.trajectoryId,
    durationMs: row.durationMs,
    state: RecordingState.parse(row.state),
    playable: row.playable && (shown === null || cutId !== null),
    roles,
    since: roles.includes('owner') ? 0 : (row.grantedAt?.getTime() ?? 0),
    endsAt: ends.length === 0 ? null : new Date(Math.min(...ends.map(Number))),
  };
}

/** What a grant shows, as SQL computed it (`shownFrom`, `shownTo`). */
export const shownOf = ({ shownFrom, shownTo }: { shownFrom: number | null; shownTo: number | null }): Range | null =>
  shownFrom === null || shownTo === null ? null : { startMs: shownFrom, endMs: shownTo };
