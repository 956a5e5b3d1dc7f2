import type { Recording } from '@lesblik/shared/recordings';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import { parseThumbnails, type Thumbnail } from './core/thumbnails.ts';
import { parseWaveform, type Waveform } from './core/waveform.ts';

const waveformQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['waveform', recordingId],
    queryFn: async ({ signal }) =>
      parseWaveform(
        await (await request('GET', `/api/recordings/${recordingId}/waveform`, undefined, { signal })).arrayBuffer(),
      ),
    staleTime: Infinity,
  });

const thumbnailsQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['thumbnails', recordingId],
    queryFn: async ({ signal }) => {
      const path = `/api/recordings/${recordingId}/thumbnails.vtt`;
      const index = await (await request('GET', path, undefined, { signal })).text();
      return parseThumbnails(index, new URL(path, location.href).href);
    },
    staleTime: Infinity,
  });

export const useWaveform = (recording: Recording, wanted: boolean): Waveform | null =>
  useQuery({ ...waveformQuery(recording.id), enabled: recording.hasWaveform && wanted }).data ?? null;

export const useThumbnails = (recording: Recording, wanted: boolean): readonly Thumbnail[] =>
  useQuery({ ...thumbnailsQuery(recording.id), enabled: recording.hasThumbnails && wanted }).data ?? NONE;

const NONE: readonly Thumbnail[] = [];
