/** ISO/IEC 14496-12 boxes: length, four letters, content. */
export interface Box {
  type: string;
  /** Without its header. */
  body: Uint8Array;
  /** With its header. */
  whole: Uint8Array;
}

export const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** The boxes within `bytes`; a last one that is cut off, or whose length is nonsense, ends the list. */
export function* boxes(bytes: Uint8Array): Generator<Box> {
  const data = view(bytes);
  let at = 0;
  while (at + 8 <= bytes.length) {
    let size = data.getUint32(at);
    let header = 8;
    if (size === 1 && at + 16 <= bytes.length) {
      size = Number(data.getBigUint64(at + 8));
      header = 16;
    } else if (size === 0) size = bytes.length - at;
    if (size < header || at + size > bytes.length) return;
    yield {
      type: letters(bytes, at + 4),
      body: bytes.subarray(at + header, at + size),
      whole: bytes.subarray(at, at + size),
    };
    at += size;
  }
}

/** More boxes beside each other than any film has; a crafted index could hold millions of empty ones. */
const MOST_SIBLINGS = 10_000;

export function findAll(bytes: Uint8Array, type: string): Box[] {
  const found: Box[] = [];
  let seen = 0;
  for (const box of boxes(bytes)) {
    if (++seen > MOST_SIBLINGS) break;
    if (box.type === type) found.push(box);
  }
  return found;
}

/** The first box reached by this path of names. */
export function find(bytes: Uint8Array, ...path: [string, ...string[]]): Box | undefined {
  const [type, next, ...rest] = path;
  for (const b of boxes(bytes)) {
    if (b.type !== type) continue;
    const hit = next === undefined ? b : find(b.body, next, ...rest);
    if (hit) return hit;
  }
  return undefined;
}

type Content = Uint8Array | number[] | string;

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const bytesOf = (content: Content): Uint8Array =>
  typeof content === 'string' ? latin(content) : content instanceof Uint8Array ? content : Uint8Array.from(content);

export function concat(parts: readonly Content[]): Uint8Array {
  const all = parts.map(bytesOf);
  const out = new Uint8Array(all.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const part of all) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const u16 = (...values: number[]): Uint8Array => {
  const out = new Uint8Array(values.length * 2);
  values.forEach((value, i) => view(out).setUint16(i * 2, value));
  return out;
};

/** Signed values are written in two's complement. */
export const u32 = (...values: number[]): Uint8Array => words(values);

/** `u32` for tables, which may be longer than a list of arguments. */
export const words = (values: readonly number[]): Uint8Array => {
  const out = new Uint8Array(values.length * 4);
  const data = view(out);
  values.forEach((value, i) => data.setUint32(i * 4, value));
  return out;
};

export const u64 = (value: number): Uint8Array => {
  const out = new Uint8Array(8);
  view(out).setBigUint64(0, BigInt(value));
  return out;
};

export function box(type: string, ...content: Content[]): Uint8Array {
  const body = concat(content);
  return concat([u32(body.length + 8), type, body]);
}

/** A box with a version and flags. */
export const fullBox = (type: string, version: number, flags: number, ...content: Content[]): Uint8Array =>
  box(type, [version, (flags >> 16) & 255, (flags >> 8) & 255, flags & 255], ...content);
