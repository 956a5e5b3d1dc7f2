import type { Trajectory } from '@lesblik/shared/trajectories';

/** Client and supervisor by name, `Hans en Petra`; empty while there is neither. */
export function readersOf({ client, supervisor }: Trajectory, language: string): string {
  const names = [client, supervisor].filter((one) => one !== null).map(({ name }) => name);
  return new Intl.ListFormat(language).format([...new Set(names)]);
}
