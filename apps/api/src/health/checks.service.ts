import { Inject, Injectable } from '@nestjs/common';
import { type HealthIndicatorFunction, HealthIndicatorService } from '@nestjs/terminus';
import { JobQueue } from '@lesblik/server/jobs/job-queue';
import type { Log } from '@lesblik/server/log';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import type { Pool } from 'pg';
import { LOG, POOL } from '../base/tokens.ts';
import { MediaPlane } from '../rooms/media/media-plane.ts';
import { MediaWorkers } from './media-workers.ts';

const LIMIT_MS = 3_000;

/** The parts that `/api/ready` names. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly indicators: HealthIndicatorService,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(LOG) private readonly log: Log,
    private readonly jobs: JobQueue,
    private readonly storage: EncryptedStorage,
    private readonly mediaPlane: MediaPlane,
    private readonly mediaWorkers: MediaWorkers,
  ) {}

  all(): HealthIndicatorFunction[] {
    return [
      this.check('database', () => this.pool.query('select 1')),
      this.check('queue', () => this.jobs.counts('media')),
      this.check('storage', () => this.storage.check()),
      this.check('mediaPlane', () => this.mediaPlane.check()),
      // Named, and no reason to send people away: without a media worker only new films wait.
      () => this.indicators.check('confinement').up({ ...this.mediaWorkers.confinement() }),
    ];
  }

  private check(name: string, work: () => Promise<unknown>): HealthIndicatorFunction {
    return async () => {
      const indicator = this.indicators.check(name);
      let timer: NodeJS.Timeout | undefined;
      try {
        const late = new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS);
        });
        await Promise.race([work(), late]);
        return indicator.up();
      } catch (error) {
        this.log.warn({ err: error, part: name }, 'not ready');
        return indicator.down();
      } finally {
        clearTimeout(timer);
      }
    };
  }
}
