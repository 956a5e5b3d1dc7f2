/** Takes ADTS (14496-3, annex 1.A) apart as it comes in: hands on each frame without its header, in a copy of its own. */
export class AdtsFrames {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly onFrame: (frame: Uint8Array) => void) {}

  push(bytes: Buffer): void {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : bytes;
    let at = 0;
    while (at + 7 <= all.length) {
      if (all.readUInt16BE(at) >> 4 !== 0xfff) throw new TypeError('This is no ADTS.');
      const length = (all.readUInt32BE(at + 2) >> 5) & 0x1fff;
      if (at + length > all.length) break;
      const header = all.readUInt8(at + 1) & 1 ? 7 : 9;
      this.onFrame(Uint8Array.prototype.slice.call(all, at + header, at + length));
      at += length;
    }
    this.rest = Buffer.from(all.subarray(at));
  }
}
