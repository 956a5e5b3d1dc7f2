import { queryOptions } from '@tanstack/react-query';
import { type DataExport, exportRoutes } from '@lesblik/shared/exports';
import { call } from '../../api/call.ts';

const MOVING_MS = 1_500;

export const isMoving = ({ state }: Pick<DataExport, 'state'>): boolean => state === 'waiting' || state === 'making';

/** Newest first; asked again and again while one is being made. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: ({ signal }) => call(exportRoutes.list, {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(isMoving) === true ? MOVING_MS : false),
});
