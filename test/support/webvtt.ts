/** A reader of WebVTT that takes what the W3C's syntax allows to be written, and nothing else. */
interface Cue {
  id: string | null;
  startMs: number;
  endMs: number;
  /** Of `<v name>`, as it is read. */
  voice: string | null;
  /** As it is read. */
  text: string;
}

const TIMINGS = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/;
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** @throws Error saying what is not WebVTT */
export function readWebVtt(file: string): { title: string; cues: Cue[] } {
  if (/\0|\r/.test(file)) throw new Error('a character that is not written');
  const [head = '', ...rest] = file.replace(/\n+$/, '').split('\n');
  const header = /^WEBVTT(?:[ \t](.*))?$/.exec(head);
  if (header === null || head.includes('-->')) throw new Error(`no header: ${head}`);
  if (rest.length > 0 && rest[0] !== '') throw new Error('no empty line behind the header');
  const blocks = rest
    .join('\n')
    .split(/\n{2,}/)
    .map((block) => block.replace(/^\n+/, ''))
    .filter((block) => block !== '');
  const cues = blocks.map(readCue);
  cues.forEach(({ startMs, endMs }, n) => {
    if (endMs <= startMs) throw new Error(`cue ${n} ends before it starts`);
    if (startMs < (cues[n - 1]?.startMs ?? 0)) throw new Error(`cue ${n} comes before the one before it`);
  });
  return { title: read(header[1] ?? ''), cues };
}

function readCue(block: string): Cue {
  const lines = block.split('\n');
  const id = TIMINGS.test(lines[0] ?? '') ? null : (lines.shift() ?? '');
  if (id?.includes('-->') === true) throw new Error(`an arrow in an id: ${id}`);
  const timings = TIMINGS.exec(lines.shift() ?? '');
  if (timings === null) throw new Error(`no timings: ${block}`);
  const [, h1 = '0', m1, s1, ms1, h2 = '0', m2, s2, ms2] = timings;
  const at = (h: string, m = '0', s = '0', ms = '0') =>
    ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000 + Number(ms);
  const payload = lines.join('\n');
  if (payload === '' || payload.includes('-->')) throw new Error(`no words, or an arrow in them: ${payload}`);
  const voice = /^<v[ \t]([^<>\n]+)>/.exec(payload);
  const text = payload.slice(voice?.[0].length ?? 0);
  return {
    ...{ id, startMs: at(h1, m1, s1, ms1), endMs: at(h2, m2, s2, ms2) },
    ...{ voice: voice?.[1] === undefined ? null : read(voice[1]), text: read(text) },
  };
}

function read(text: string): string {
  if (/[<>]/.test(text)) throw new Error(`a bare bracket: ${text}`);
  return text.replaceAll(/&[^;\s]*;?/g, (entity) => {
    const letter = ENTITIES[entity];
    if (letter === undefined) throw new Error(`not written so: ${entity}`);
    return letter;
  });
}
