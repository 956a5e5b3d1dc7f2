import { Problem } from '@lesblik/shared/problems';

/** One file: which master key wraps it, and what that made of it. */
export interface WrappedKey {
  version: 1;
  masterKeyId: string;
  /** Of a local master key: nonce, wrapped key and tag of AES-256-GCM as base64. Of a key server: what it answered. */
  wrapped: string;
}

/** What wraps the recordings' keys: a master key at hand, or a key server that never lets it go. */
export interface KeyWrapper {
  /** Of the master key that wraps from now on. */
  currentId(): Promise<string>;
  /** Whether it opens what that master key wrapped. */
  knows(masterKeyId: string): Promise<boolean>;
  wrap(key: Buffer, recordingId: string): Promise<WrappedKey>;
  /** @throws Problem master_key_wrong, key_server_away */
  unwrap(stored: WrappedKey, recordingId: string): Promise<Buffer>;
}

/** Authenticated beside the key, so that it opens for its own recording alone. */
export const additionalData = (recordingId: string, masterKeyId: string): Buffer =>
  Buffer.from(`lesblik recording key\n${masterKeyId}\n${recordingId}`);

export const wrong = (reason: string): Problem =>
  new Problem('master_key_wrong', undefined, { cause: new Error(reason) });
