import { Inject, Injectable } from '@nestjs/common';
import type { Log } from '@lesblik/server/log';
import { type Notice, NoticeBus } from '@lesblik/server/notices/notice-bus';
import { LOG } from '../base/tokens.ts';
import { ExportsRepository } from './exports.repository.ts';

/** What ends by itself, such as a grant, is told by nobody. */
const LOOK_EVERY_MS = 30_000;
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
  of(exportId: string): { ended: AbortSignal; close: () => void } {
    const end = new AbortController();
    let looking = false;
    let again = false;
    const look = async (): Promise<void> => {
      again = looking;
      if (looking) return;
      looking = true;
      try {
        if (!(await this.repository.stands(exportId))) end.abort();
      } catch (error) {
        this.log.error({ err: error, exportId }, 'whether an archive stands could not be asked');
        end.abort();
      }
      looking = false;
      if (again && !end.signal.aborted) await look();
    };
    const stop = this.bus.subscribe((notice) => {
      if (notice.kind === 'export_ended' && notice.exportId === exportId) end.abort();
      else if (doubts.includes(notice.kind)) void look();
    });
    const stopReconnected = this.bus.onReconnected(() => void look());
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    const close = () => {
      stop();
      stopReconnected();
      clearInterval(timer);
    };
    return { ended: end.signal, close };
  }
}
