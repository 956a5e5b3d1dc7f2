import { readdir, readFile } from 'node:fs/promises';
import { until } from './until.ts';

/** Waits until a process has such an ffmpeg at work (proc(5): stat's fields 2 and 4, cmdline). @returns its id */
export function ffmpegOf(parent: number, kind: 'decoder' | 'any', withinMs: number): Promise<number> {
  const read = async (pid: string | number): Promise<{ name: string; parentPid: number } | undefined> => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [, name, parentPid] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? [];
    return name === undefined ? undefined : { name, parentPid: Number(parentPid) };
  };
  /** Its own, or that of what confines it. */
  const descends = async (pid: number): Promise<boolean> => {
    if (pid === parent) return true;
    const process = await read(pid);
    return process?.name === 'bwrap' && descends(process.parentPid);
  };
  const isWanted = async (pid: string): Promise<boolean> => {
    const process = await read(pid);
    if (process?.name !== 'ffmpeg' || !(await descends(process.parentPid))) return false;
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    return kind === 'any' || words.at(-2) === 'pipe:1';
  };
  const look = async (): Promise<number | undefined> => {
    for (const pid of await readdir('/proc')) if (/^\d+$/.test(pid) && (await isWanted(pid))) return Number(pid);
    return undefined;
  };
  return until(look, withinMs, 'an ffmpeg at work');
}
