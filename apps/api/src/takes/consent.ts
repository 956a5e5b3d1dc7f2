import type { ConsentAnswer } from '@lesblik/shared/room-events';

/** Who is in the call, and what each person answered last. */
export interface Consent {
  present: { has(personId: string): boolean; keys(): Iterable<string> };
  answers: ReadonlyMap<string, ConsentAnswer>;
  /** Everybody present had answered once, and somebody said yes. */
  started: boolean;
}

/** What follows from the answers: an asked take waits, starts or is refused; a running one goes on or is refused. */
export function verdict({ present, answers, started }: Consent): 'wait' | 'start' | 'go_on' | 'all_refused' {
  const said = [...present.keys()].map((personId) => answers.get(personId));
  const all = said.length > 0 && said.every((answer) => answer !== undefined);
  if (!started) return !all ? 'wait' : said.includes('yes') ? 'start' : 'all_refused';
  // Whoever said yes and is away for a moment may come back.
  return all && ![...answers.values()].includes('yes') ? 'all_refused' : 'go_on';
}

/** The one rule by which a byte of somebody is stored. */
export const mayStore = ({ present, answers, started }: Consent, personId: string): boolean =>
  started && present.has(personId) && answers.get(personId) === 'yes';

/** Somebody is there to be recorded, or to be asked. */
export const isAlive = ({ present, answers }: Consent): boolean =>
  [...present.keys()].some((personId) => (answers.get(personId) ?? 'yes') === 'yes');
