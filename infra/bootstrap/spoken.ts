import { z } from 'zod';

const WARNING = 40;
const Line = z.object({ level: z.number(), msg: z.string(), err: z.object({ message: z.string() }).optional() });

/**
 * A line of a service's log for whoever started it: what is wrong, in words. The rest stands in the log, one JSON object a
 * line; what is none of ours (a crash, say) is said as it is.
 */
export function spoken(service: string, line: string): string | undefined {
  const read = Line.safeParse(parsed(line));
  if (!read.success) return line.trim() === '' ? undefined : line;
  const { level, msg, err } = read.data;
  return level < WARNING ? undefined : `  ${service}: ${msg}${err === undefined ? '' : ` (${err.message})`}`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Hands on whole lines of what comes in pieces. */
export function byLine(take: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  };
}
