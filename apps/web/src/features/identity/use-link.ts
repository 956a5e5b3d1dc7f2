import { Problem } from '@lesblik/shared/problems';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';

/** What a link from a mail or from the server's screen is for, asked as its page opens. */
export function useLink<T>(kind: string, token: string, read: () => Promise<T>): UseQueryResult<T> & { dead: boolean } {
  const link = useQuery({ queryKey: [kind, token], queryFn: read });
  return { ...link, dead: link.error instanceof Problem && link.error.code === 'link_not_valid' };
}
