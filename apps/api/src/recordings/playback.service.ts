import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { MediaWork } from '@lesblik/server/media/media-work';
import { objectNames } from '@lesblik/server/media/object-names';
import { INIT, masterPlaylist, mediaPlaylist, segmentName } from '@lesblik/server/media/playlists';
import { NoticeBus } from '@lesblik/server/notices/notice-bus';
import { EncryptedStorage, type Read } from '@lesblik/server/storage/storage';
import { Problem } from '@lesblik/shared/problems';
import type { Device } from '../http/device-of.ts';
import { within } from './played-parts.ts';
import type { RecordingAccessView } from './recording-access.service.ts';
import { RenditionsRepository } from './renditions.repository.ts';
import { SittingsService } from './sittings.service.ts';
import { type Pass, WatchAccessService } from './watch-access.service.ts';
import { waveformWithin } from './waveform-within.ts';

/** How long a request for a segment that is being made is held. */
const HELD_MS = 6_000;

/** What a request is about: what its asker is shown, or of its owner also what was made to be looked at first. */
interface Look extends Pass {
  /** Not as it was recorded: a part of it, or with something hidden. */
  altered: boolean;
}

interface Found {
  read: Read;
  ended: AbortSignal;
}

/** Playlists and segments, each asked for anew whether the watcher still may. */
@Injectable()
export class PlaybackService {
  constructor(
    private readonly watching: WatchAccessService,
    private readonly sittings: SittingsService,
    private readonly storage: EncryptedStorage,
    private readonly work: MediaWork,
    private readonly notices: NoticeBus,
    private readonly renditions: RenditionsRepository,
  ) {}

  async master(personId: string, recordingId: string, device: Device, trial?: string): Promise<string> {
    const { view, altered } = await this.look(personId, recordingId, trial);
    const all = await this.renditions.offered(recordingId);
    const offered = altered ? all.filter(({ name }) => name !== 'copy') : all;
    if (offered.length === 0) throw new Problem('recording_not_ready');
    await this.sittings.served(personId, view, device);
    return masterPlaylist(offered);
  }

  async playlist(personId: string, recordingId: string, name: string, device: Device, trial?: string): Promise<string> {
    const { view, altered } = await this.look(personId, recordingId, trial);
    const lengths = await (altered ? this.alteredLengths(view, name) : this.renditions.lengths(recordingId, name));
    if (lengths === undefined) throw new Problem('not_found');
    await this.sittings.served(personId, view, device);
    return mediaPlaylist(lengths);
  }

  /** @param file `init.mp4` or `<n>.m4s` */
  async segment(
    personId: string,
    recordingId: string,
    name: string,
    file: string,
    device: Device,
    trial?: string,
  ): Promise<Found> {
    const { view, ended, altered } = await this.look(personId, recordingId, trial);
    const own = `hls/${name}/${file}`;
    const object = { recordingId, name: altered ? await this.nameAltered(view, name, file) : own };
    const waits = object.name === own;
    const read =
      (await this.readIfThere(object)) ?? (waits ? await this.whenMade(object, name, file, ended) : undefined);
    if (read === undefined) throw new Problem('object_missing');
    return this.afterTelling({ read, ended }, async () => {
      const span = file === INIT ? undefined : await this.renditions.span(recordingId, name, Number.parseInt(file, 10));
      const part = span && view.shown ? within([span], view.shown)[0] : span;
      await this.sittings.served(personId, view, device, part);
    });
  }

  /** Stands in lists, so that seeing it is no opening. */
  async poster(personId: string, recordingId: string): Promise<Found> {
    const { view, ended } = await this.watching.enter(personId, recordingId);
    return this.find({ recordingId, name: this.nameFor(view, objectNames.poster) }, ended);
  }

  /** Thumbnails and waveform: the whole lesson at a glance. */
  async overview(personId: string, recordingId: string, name: string, device: Device): Promise<Found> {
    const { view, ended } = await this.watching.enter(personId, recordingId);
    const altered = view.shown !== null || view.hidingId !== null;
    const found =
      altered && name === objectNames.waveform
        ? { read: await this.alteredWaveform(view), ended }
        : await this.find({ recordingId, name: this.nameFor(view, name) }, ended);
    return this.afterTelling(found, () => this.sittings.served(personId, view, device));
  }

  /** @throws Problem not_found for what lies outside of what this person is shown */
  private async nameAltered(view: RecordingAccessView, name: string, file: string): Promise<string> {
    const { shown, cutId, hidingId } = view;
    const found = await this.renditions.altered(view, name);
    const own = `hls/${name}/${file}`;
    // What a player needs before the first segment is of no moment of the lesson.
    if (found && file === INIT) return own;
    const segment = found?.segments.find(({ n }) => segmentName(n) === file);
    if (segment === undefined || (shown !== null && cutId === null)) throw new Problem('not_found');
    if (segment.edge && cutId !== null) return objectNames.ofCut(cutId, own);
    return segment.hidden && hidingId !== null ? objectNames.ofHiding(hidingId, own) : own;
  }

  private async alteredLengths(view: RecordingAccessView, name: string) {
    const cut = await this.renditions.altered(view, name);
    return (
      cut && {
        timescale: cut.timescale,
        segmentTicks: cut.segments.map(({ start, end }) => end - start),
        first: cut.segments[0]?.n ?? 0,
      }
    );
  }

  /** @throws Problem not_found before the cut is made */
  private nameFor({ shown, cutId, hidingId }: RecordingAccessView, name: string): string {
    if (shown === null) return hidingId === null ? name : objectNames.ofHiding(hidingId, name);
    if (cutId === null) throw new Problem('not_found');
    return objectNames.ofCut(cutId, name);
  }

  private async alteredWaveform({ recordingId, shown, hidingId }: RecordingAccessView): Promise<Read> {
    const hidden = await this.renditions.hiddenList(hidingId);
    const whole = await this.readIfThere({ recordingId, name: objectNames.waveform });
    if (whole === undefined) throw new Problem('not_found');
    const bytes = waveformWithin(await buffer(whole.stream), shown, hidden?.sounds ?? []);
    return { size: bytes.length, stream: Readable.from([bytes]) };
  }

  /** Nothing leaves before the access log has it, nor after access ended meanwhile. */
  private async afterTelling(found: Found, tell: () => Promise<void>): Promise<Found> {
    try {
      await tell();
      if (found.ended.aborted) throw new Problem('not_found');
      return found;
    } catch (error) {
      found.read.stream.destroy();
      throw error;
    }
  }

  private async find(object: { recordingId: string; name: string }, ended: AbortSignal): Promise<Found> {
    const read = await this.readIfThere(object);
    if (read === undefined) throw new Problem('not_found');
    return { read, ended };
  }

  /** @param trial a hiding that its owner looks at; the caller has asked whether it is theirs */
  private async look(personId: string, recordingId: string, trial?: string): Promise<Look> {
    const pass = await this.enter(personId, recordingId);
    const view = trial === undefined ? pass.view : { ...pass.view, shown: null, hidingId: trial };
    return { ...pass, view, altered: view.shown !== null || view.hidingId !== null };
  }

  private async enter(personId: string, recordingId: string): Promise<Pass> {
    const pass = await this.watching.enter(personId, recordingId);
    if (pass.view.playable) return pass;
    // What is remembered may be from before the first piece was made.
    const fresh = await this.watching.enterAnew(personId, recordingId);
    if (!fresh.view.playable) throw new Problem('recording_not_ready');
    return fresh;
  }

  /** Asks for the piece and waits for the notice that it was made. @throws Problem segment_in_work, not_found */
  private async whenMade(
    object: { recordingId: string; name: string },
    name: string,
    file: string,
    ended: AbortSignal,
  ): Promise<Read> {
    const { recordingId } = object;
    const extent = await this.renditions.extent(recordingId, name);
    const segment = file === INIT ? 0 : Number.parseInt(file, 10);
    if (extent === undefined || !extent.offered || segment >= extent.segments) throw new Problem('not_found');
    if (extent.whole) throw new Problem('object_missing');
    const made = this.madeWithin(recordingId, segment, AbortSignal.any([ended, AbortSignal.timeout(HELD_MS)]));
    try {
      await this.work.wantPiece(recordingId, name === 'sound' || name === 'copy' ? name : 'picture', segment);
      for await (const _ of made.looks) {
        const read = await this.readIfThere(object);
        if (read !== undefined) return read;
      }
    } finally {
      made.stop();
    }
    throw new Problem('segment_in_work');
  }

  /** A look at once (it may have been made meanwhile), one for each notice, and one when time is up. */
  private madeWithin(
    recordingId: string,
    segment: number,
    until: AbortSignal,
  ): { looks: AsyncIterable<void>; stop: () => void } {
    let told = Promise.withResolvers<void>();
    const stop = this.notices.subscribe((notice) => {
      if (notice.kind === 'segments_made' && notice.recordingId === recordingId) {
        if (notice.from <= segment && segment < notice.to) told.resolve();
      }
    });
    until.addEventListener('abort', () => told.resolve(), { once: true });
    async function* looks(): AsyncGenerator<void> {
      yield;
      while (!until.aborted) {
        await told.promise;
        told = Promise.withResolvers<void>();
        yield;
      }
    }
    return { looks: looks(), stop };
  }

  private async readIfThere(object: { recordingId: string; name: string }): Promise<Read | undefined> {
    try {
      return await this.storage.read(object);
    } catch (error) {
      if (error instanceof Problem && error.code === 'object_missing') return undefined;
      throw error;
    }
  }
}
