import { run } from '../bootstrap/run.mjs';
import { root } from '../bootstrap/paths.ts';

/** What `npm audit --json` answers: findings, or that the registry has no such answer. */
interface Answer {
  error?: { summary?: string };
  message?: string;
  metadata?: { vulnerabilities?: Partial<Record<string, number>> };
  vulnerabilities?: Record<string, { name: string; severity: string; range: string }>;
}

const LIMIT_MS = 60_000;
const SERIOUS = new Set(['high', 'critical']);

/**
 * @returns what is wrong, or a note where nothing could be asked: that is not said to be well
 */
export function judge(output: string): { wrong: string } | { note: string } {
  let answer: Answer;
  try {
    // npm's own warnings stand before it.
    answer = JSON.parse(output.slice(output.indexOf('{'))) as Answer;
  } catch {
    return { note: 'not asked: npm audit gave no answer' };
  }
  if (answer.metadata?.vulnerabilities === undefined) {
    const why = answer.error?.summary?.trim() || answer.message?.trim() || 'the registry gave no answer';
    return { note: `not asked: ${why.split('\n')[0]}` };
  }
  const found = Object.values(answer.vulnerabilities ?? {}).filter(({ severity }) => SERIOUS.has(severity));
  return { wrong: found.map(({ name, severity, range }) => `${name} ${range}: ${severity}`).join('\n') };
}

/** Known weaknesses of what is installed where Lesblik runs. */
export async function audit(): Promise<string | { note: string }> {
  const words = ['audit', '--omit=dev', '--json', '--loglevel=silent'];
  const { output } = await run('npm', words, { cwd: root, timeoutMs: LIMIT_MS });
  const verdict = judge(output);
  return 'wrong' in verdict ? verdict.wrong : verdict;
}
