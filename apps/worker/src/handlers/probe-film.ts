import { Inject, Injectable } from '@nestjs/common';
import { bind, type BoundJob } from '@lesblik/server/jobs/job-runner';
import { probeFilm } from '@lesblik/server/media/media-jobs';
import { publishRecording } from '@lesblik/server/media/media-work';
import { transition } from '@lesblik/server/media/transition';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { Lane } from '../base/lane.ts';
import { Scratch } from '../base/scratch.ts';
import { type Database, DATABASE, type Ffmpeg, FFMPEG } from '../base/tokens.ts';
import { ClearAway } from '../pipeline/clear-away.ts';
import { FilmLibrary } from '../pipeline/film-library.ts';
import { MediaRepository } from '../pipeline/media.repository.ts';
import { Outcome } from '../pipeline/outcome.ts';
import { Pieces } from '../pipeline/pieces.ts';
import { StepQueue } from '../pipeline/step-queue.ts';
import { StepsRepository } from '../pipeline/steps.repository.ts';
import { type StepName, stepsOf, viewRungs } from '../pipeline/steps.ts';

/** Of a picture that must be encoded first, so many segments are made before the chunks begin: 8 seconds. */
const FIRST_SEGMENTS = 2;
/** Of the job's way, for whoever counts how far it came. */
const EXAMINED = 0.5;

@Injectable()
export class ProbeFilmHandler {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(FFMPEG) private readonly ffmpeg: Ffmpeg,
    private readonly library: FilmLibrary,
    private readonly repository: MediaRepository,
    private readonly outcome: Outcome,
    private readonly pieces: Pieces,
    private readonly clearAway: ClearAway,
    private readonly scratch: Scratch,
    private readonly lane: Lane,
    private readonly steps: StepsRepository,
    private readonly stepQueue: StepQueue,
    private readonly notices: NoticeBus,
  ) {}

  readonly bound: BoundJob = bind(probeFilm, async ({ payload: { recordingId }, ...run }) => {
    const { signal } = run;
    const examined = (await this.repository.state(recordingId)) === 'transcoding';
    await this.outcome.of(recordingId, { ...run, gaveUp: run.gaveUp && !examined }, async () => {
      if (!examined) await this.#examine(recordingId, signal);
      if ((await this.repository.state(recordingId)) !== 'transcoding') return;
      await run.report(EXAMINED);
      const steps = await this.steps.openSteps(recordingId);
      const enqueue = (wanted: (name: StepName) => boolean) =>
        this.stepQueue.enqueue(recordingId, steps.filter(wanted));
      await enqueue((name) => name === 'copy');
      await Promise.all([
        // The first seconds hold up what this worker takes of the chunks; other workers need not wait for them.
        enqueue((name) => name.startsWith('chunk.')),
        // Where workers die of the first seconds, the chunk that holds them is to tell.
        run.gaveUp ? undefined : this.#firstSeconds(recordingId, signal),
      ]);
      await this.stepQueue.enqueue(recordingId, steps);
    });
    return {};
  });

  /** Leads from `uploaded` to `transcoding`; killed half-way, it begins anew. */
  async #examine(recordingId: string, signal: AbortSignal): Promise<void> {
    const mine = await this.repository.alone(recordingId, async () => {
      if ((await transition(this.db, recordingId, 'probe_started')) === undefined) return false;
      await this.clearAway.derived(recordingId);
      return true;
    });
    if (!mine) return;
    await publishRecording(this.db, this.notices, recordingId);
    const source = await this.library.source(recordingId);
    const film = await this.lane.urgent(() =>
      this.scratch.use((scratch) => this.ffmpeg.examine(source, { scratch, signal })),
    );
    const plan = await this.library.save(recordingId, film);
    signal.throwIfAborted();
    if (await this.repository.begin(recordingId, film, plan, stepsOf(film, plan))) {
      await publishRecording(this.db, this.notices, recordingId);
    }
  }

  /** Sound first, for the picture's first piece makes the film playable. */
  async #firstSeconds(recordingId: string, signal: AbortSignal): Promise<void> {
    const { plan } = await this.library.open(recordingId);
    const offer = async (names: string[]) => {
      await this.repository.offer(recordingId, names);
      await publishRecording(this.db, this.notices, recordingId);
    };
    const sound = async () => {
      if (plan.sound === undefined) return;
      await this.pieces.sound(recordingId, 0, signal);
      await offer(['sound']);
    };
    const picture = async () => {
      if (plan.copy !== undefined) {
        await this.pieces.copied(recordingId, 0, signal);
        return offer(['copy']);
      }
      if (plan.rungs.length === 0) return;
      const names = viewRungs(plan).map(({ name }) => name);
      await this.pieces.picture(recordingId, 0, FIRST_SEGMENTS, signal, () => offer(names));
    };
    await Promise.all([sound(), picture()]);
  }
}
