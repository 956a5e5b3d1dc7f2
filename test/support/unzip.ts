import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scratchFolder } from './scratch.ts';

const PYTHON = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    archive.extractall(sys.argv[2])
    print(json.dumps(archive.namelist()))
`;

/** Unpacked by another's program: Python's zipfile, every checksum compared. By path, in the archive's order. */
export async function unzip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const folder = await scratchFolder();
  try {
    const file = join(folder.path, 'archive.zip');
    const into = join(folder.path, 'out');
    await writeFile(file, bytes);
    const env = { ...process.env, PYTHONUTF8: '1', PYTHONIOENCODING: 'utf8', LC_ALL: 'C.UTF-8' };
    const { stdout } = await promisify(execFile)('python3', ['-c', PYTHON, file, into], { env });
    const files = new Map<string, Buffer>();
    for (const name of JSON.parse(stdout) as string[]) files.set(name, await readFile(join(into, name)));
    const found = (await readdir(into, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    if (found.length !== files.size) throw new Error('two of one name, or a path that leads out of its folder');
    return files;
  } finally {
    await folder.remove();
  }
}
