import { infiniteQueryOptions } from '@tanstack/react-query';
import { type CertificateVerdict, type Deletion, deletionRoutes } from '@lesblik/shared/deletions';
import { addressOf, call } from '../../api/call.ts';
import { request } from '../../api/request.ts';

const MOVING_MS = 2_000;

export const isMoving = ({ certifiedAt }: Deletion): boolean => certifiedAt === null;

/** The latest first; asked again while one is under way. */
export const deletionsQuery = infiniteQueryOptions({
  queryKey: ['deletions'],
  queryFn: ({ pageParam, signal }) =>
    call(deletionRoutes.list, { query: { cursor: pageParam, limit: 50 } }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isMoving)) ? MOVING_MS : false),
});

/** Whether the file is a certificate that was signed here. */
export async function verify(file: Blob): Promise<CertificateVerdict> {
  const { method, path } = deletionRoutes.verify;
  return (await (await request(method, addressOf(path), file)).json()) as CertificateVerdict;
}
