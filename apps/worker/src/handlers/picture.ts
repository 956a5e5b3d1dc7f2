import { availableParallelism } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import { copyPicture, transcodeChunk } from '@lesblik/server/media/media-jobs';
import { EncryptedStorage } from '@lesblik/server/storage/storage';
import { Lane } from '../base/lane.ts';
import { slotsFor, threadsFor } from '../base/slots.ts';
import { CONFIG, type Config, type Ffmpeg, FFMPEG, type Log, LOG } from '../base/tokens.ts';
import { segmentWriter } from '../pipeline/segment-writer.ts';
import { StepRunner } from '../pipeline/step-runner.ts';

@Injectable()
export class PictureHandlers {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    private readonly storage: EncryptedStorage,
    private readonly runner: StepRunner,
    private readonly lane: Lane,
    @Inject(LOG) private readonly log: Log,
  ) {}

  readonly chunk: BoundJob = bind(transcodeChunk, async (run) => {
    const { recordingId, index } = run.payload;
    await this.runner.run(
      recordingId,
      `chunk.${index}`,
      run,
      async ({ film, plan, source, scratch, signal, progress }) => {
        const chunk = plan.chunks[index];
        if (chunk === undefined) throw new RangeError(`The plan has no chunk ${index}`);
        const { from, to } = chunk;
        const slots = slotsFor(this.config.worker.concurrency, this.config.worker.threads, availableParallelism());
        const threads = threadsFor(slots, plan.chunks.length);
        const rungs = plan.rungs.map(({ name }) => name);
        const writer = segmentWriter(this.storage, recordingId, signal);
        const all = (to - from) * rungs.length;
        let [made, stored] = [0, 0];
        const lost = await this.lane.background((onProcess) =>
          this.ffmpeg.chunk({
            ...{ film, plan, source, scratch, signal, onProcess, from, to, rungs, threads, effort: 'ladder' },
            onInit: (rung, bytes) => writer.init(rung, bytes),
            onSegment: async (rung, n, bytes) => {
              made += 1;
              await run.report(made / all);
              await writer.segment(rung, n, bytes);
              stored += 1;
              progress(stored / all);
            },
          }),
        );
        if (lost > 0) this.log.warn({ recordingId, chunk: index, lost }, 'frames of a damaged film could not be shown');
        return undefined;
      },
    );
    return {};
  });

  /** In the view lane: until it is through, each place that somebody seeks to must be copied on request. */
  readonly copy: BoundJob = bind(copyPicture, async (run) => {
    const { recordingId } = run.payload;
    await this.runner.run(recordingId, 'copy', run, async ({ film, plan, source, scratch, signal, progress }) => {
      const total = plan.copy?.segments.length ?? 0;
      const writer = segmentWriter(this.storage, recordingId, signal);
      await this.lane.urgent(() =>
        this.ffmpeg.copy({
          ...{ film, plan, source, scratch, signal },
          onInit: (bytes) => writer.init('copy', bytes),
          onSegment: async (n, bytes) => {
            await run.report((n + 1) / total);
            await writer.segment('copy', n, bytes);
            progress((n + 1) / total);
          },
        }),
      );
      return undefined;
    });
    return {};
  });
}
