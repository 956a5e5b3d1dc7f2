import { Inject, Injectable } from '@nestjs/common';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import { hashOriginal, makePoster, makeSound, makeThumbnails, measureSound } from '@lesblik/server/media/media-jobs';
import { objectNames } from '@lesblik/server/media/object-names';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Problem } from '@lesblik/shared/problems';
import { Lane } from '../base/lane.ts';
import { type Ffmpeg, FFMPEG } from '../base/tokens.ts';
import { MediaRepository } from '../pipeline/media.repository.ts';
import { segmentWriter } from '../pipeline/segment-writer.ts';
import { StepRunner } from '../pipeline/step-runner.ts';

/** Steps of which a film has one at most; they run beside the chunks. */
@Injectable()
export class ChoreHandlers {
  constructor(
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    private readonly storage: EncryptedStorage,
    private readonly repository: MediaRepository,
    private readonly runner: StepRunner,
    private readonly lane: Lane,
  ) {}

  /** Whichever comes last, this or the device's digest, sees the other and compares. */
  readonly hash: BoundJob = bind(hashOriginal, async (run) => {
    const { recordingId } = run.payload;
    await this.runner.run(recordingId, 'hash', run, async ({ signal }) => {
      const sha256 = await this.storage.hash({ recordingId, name: objectNames.original }, { signal });
      const device = (await this.repository.saveHash(recordingId, sha256))?.deviceSha256 ?? sha256;
      if (device !== sha256)
        throw new Problem('film_hash_differs', undefined, { cause: new Error(`stored ${sha256}, sent ${device}`) });
      return undefined;
    });
    return {};
  });

  readonly sound: BoundJob = bind(makeSound, async (run) => {
    const { recordingId } = run.payload;
    await this.runner.run(recordingId, 'sound', run, async ({ film, plan, source, scratch, signal, progress }) => {
      const total = plan.sound?.segments.length ?? 0;
      const writer = segmentWriter(this.storage, recordingId, signal);
      await this.lane.background((onProcess) =>
        this.ffmpeg.sound({
          ...{ film, plan, source, scratch, signal, onProcess },
          onInit: (bytes) => writer.init('sound', bytes),
          onSegment: async (n, bytes) => {
            await run.report((n + 1) / total);
            await writer.segment('sound', n, bytes);
            progress((n + 1) / total);
          },
        }),
      );
      return undefined;
    });
    return {};
  });

  /** Loudness and waveform come from one pass. */
  readonly measure: BoundJob = bind(measureSound, async (run) => {
    const { recordingId } = run.payload;
    await this.runner.run(recordingId, 'measure', run, async ({ film, plan, source, scratch, signal }) => {
      const measured = await this.lane.background((onProcess) =>
        this.ffmpeg.measureSound({ film, plan, source, scratch, signal, onProcess }),
      );
      await this.storage.write({ recordingId, name: objectNames.waveform }, measured.peaks, { signal });
      return { gainDb: measured.loudness.gainDb, hasWaveform: true };
    });
    return {};
  });

  readonly poster: BoundJob = bind(makePoster, async (run) => {
    const { recordingId } = run.payload;
    await this.runner.run(recordingId, 'poster', run, async ({ film, plan, source, scratch, signal }) => {
      const picture = await this.ffmpeg.poster({ film, plan, source, scratch, signal });
      await this.storage.write({ recordingId, name: objectNames.poster }, picture, { signal });
      return { hasPoster: true };
    });
    return {};
  });

  readonly thumbnails: BoundJob = bind(makeThumbnails, async (run) => {
    const { recordingId } = run.payload;
    await this.runner.run(recordingId, 'thumbnails', run, async ({ film, plan, source, scratch, signal }) => {
      const { sheets, vtt } = await this.lane.background((onProcess) =>
        this.ffmpeg.thumbnails({
          film,
          plan,
          source,
          scratch,
          signal,
          onProcess,
          sheetName: objectNames.thumbnailSheet,
        }),
      );
      for (const [n, sheet] of sheets.entries()) {
        await this.storage.write({ recordingId, name: objectNames.thumbnailSheet(n) }, sheet, { signal });
      }
      await this.storage.write({ recordingId, name: objectNames.thumbnails }, Buffer.from(vtt), { signal });
      return { hasThumbnails: true };
    });
    return {};
  });
}
