import { readdir, readFile, readlink } from 'node:fs/promises';

/** Linux counts in hundredths of a second (sysconf(_SC_CLK_TCK)), whatever the kernel's own tick. */
const TICKS = 100;

/** CPU seconds a process has used, with those of its children that have ended: fields 14 to 17 of proc(5)'s stat. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) / TICKS;
}

/** Resident bytes of a process. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}

/** Samples a process's memory until told to stop. @returns the largest seen */
export function watchMemory(pid: number): () => Promise<number> {
  let most = 0;
  let watching = true;
  const done = (async () => {
    while (watching) {
      most = Math.max(most, await residentBytes(pid));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return most;
  })();
  return () => {
    watching = false;
    return done;
  };
}

/** Process ids of its children whose command bears this name (of which Linux keeps 15 letters). */
export async function childrenOf(pid: number, command: string): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const named = await Promise.all(
    children.split(' ').flatMap((text) => (text.trim() === '' ? [] : [commandOf(Number(text))])),
  );
  return named.flatMap(({ child, name }) => (name === command.slice(0, 15) ? [child] : []));
}

const commandOf = async (child: number) => ({
  child,
  name: (await readFile(`/proc/${child}/comm`, 'utf8').catch(() => '')).trim(),
});

/** What a process has open: paths of files, `socket:[…]`, `anon_inode:…`. */
export async function opened(pid: number): Promise<string[]> {
  const numbers = await readdir(`/proc/${pid}/fd`);
  return Promise.all(numbers.map((number) => readlink(`/proc/${pid}/fd/${number}`).catch(() => '')));
}
