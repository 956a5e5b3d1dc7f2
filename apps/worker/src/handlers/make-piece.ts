import { Injectable } from '@nestjs/common';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import { makePiece } from '@lesblik/server/media/media-jobs';
import { MediaRepository } from '../pipeline/media.repository.ts';
import { STOPPED } from '../pipeline/outcome.ts';
import { Pieces } from '../pipeline/pieces.ts';

@Injectable()
export class MakePieceHandler {
  constructor(
    private readonly repository: MediaRepository,
    private readonly pieces: Pieces,
  ) {}

  /** A piece that fails is no judgement on the film: the ladder makes the same segment, and judges. */
  readonly bound: BoundJob = bind(makePiece, async ({ payload: { recordingId, of, segment }, signal, gaveUp }) => {
    if (gaveUp || (await this.repository.state(recordingId)) !== 'transcoding') return {};
    try {
      if (of === 'sound') await this.pieces.sound(recordingId, segment, signal);
      else if (of === 'copy') await this.pieces.copied(recordingId, segment, signal);
      else await this.pieces.picture(recordingId, segment, 1, signal);
    } catch (error) {
      if (signal.reason !== STOPPED) throw error;
    }
    return {};
  });
}
