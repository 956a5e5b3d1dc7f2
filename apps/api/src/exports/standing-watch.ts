import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { LOG } from '../base/tokens.ts';
import { type Standing, whileStanding } from '../base/while-standing.ts';
import { ExportsRepository } from './exports.repository.ts';

/** After these, something in an archive may be its owner's no longer. */
const doubts: readonly Notice['kind'][] = ['access_ended', 'grants_changed', 'sessions_changed', 'recording_changed'];

/** Looks after the archives that are on their way to somebody. */
@Injectable()
export class StandingWatch {
  constructor(
    private readonly repository: ExportsRepository,
    private readonly bus: NoticeBus,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** `ended` aborts when this archive is gone or no longer its owner's to have; `close` when it was sent. */
  of(exportId: string): Standing {
    const gone = (notice: Notice) => notice.kind === 'export_ended' && notice.exportId === exportId;
    return whileStanding({
      ...{ bus: this.bus, log: this.log, stands: () => this.repository.stands(exportId) },
      means: (notice) => (gone(notice) ? 'end' : doubts.includes(notice.kind) ? 'look' : 'nothing'),
    });
  }
}
