import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import { certificatePdf } from '@lesblik/server/deletion/certificate-pdf';
import { verifyCertificate } from '@lesblik/server/deletion/certificate';
import { sealPdf } from '@lesblik/server/deletion/sealed-pdf';
import { type PublicKey, SigningKeys } from '@lesblik/server/deletion/signing-keys';
import { Id, type Language } from '@lesblik/shared/common';
import type { CertificateVerdict, Deletion, deletionRoutes, SignedCertificate } from '@lesblik/shared/deletions';
import { Problem } from '@lesblik/shared/problems';
import type { Input } from '@lesblik/shared/route';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../base/cursor.ts';
import { CONFIG } from '../base/tokens.ts';
import { DeletionsRepository } from './deletions.repository.ts';

const PlaceInList = z.object({ at: z.string().refine((time) => !Number.isNaN(Date.parse(time))), id: Id });

/** The page of the web on which anybody verifies one. */
const VERIFY_PATH = '/certificaat';

/** What was deleted, for the one whose lesson it was; and for anybody, whether a certificate is true. */
@Injectable()
export class DeletionsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly repository: DeletionsRepository,
    private readonly keys: SigningKeys,
  ) {}

  async list(me: string, { cursor, limit }: Input<typeof deletionRoutes.list>['query']) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, PlaceInList);
    const rows = await this.repository.list(me, { after, limit });
    return pageOf(
      rows,
      limit,
      (row) => ({ at: row.cursorTime, id: row.recordingId }),
      (row): Deletion => row,
    );
  }

  /** @throws Problem not_found */
  async get(me: string, recordingId: string): Promise<Deletion> {
    const found = await this.repository.find(me, recordingId);
    if (found === undefined) throw new Problem('not_found');
    return found;
  }

  /** @throws Problem not_found, not_deleted_yet */
  async certificate(me: string, recordingId: string): Promise<SignedCertificate> {
    await this.get(me, recordingId);
    const found = await this.repository.certificate(me, recordingId);
    if (found === undefined) throw new Problem('not_deleted_yet');
    return found;
  }

  /** Signed as it is: whoever changes a word on its pages changes its signature. */
  async pdf(me: string, recordingId: string, language: Language): Promise<{ pdf: Buffer; recordedOn: string }> {
    const signed = await this.certificate(me, recordingId);
    const verifyAt = `${this.config.http.publicUrl}${VERIFY_PATH}`;
    const pdf = await sealPdf(this.keys, await certificatePdf(signed, { language, verifyAt }));
    return { pdf, recordedOn: signed.certificate.recording.recordedOn };
  }

  async verify(file: Buffer): Promise<CertificateVerdict> {
    const verdict = await verifyCertificate(this.keys, file);
    const place = verdict.certificate?.log;
    if (!place) return { ...verdict, log: null };
    const now = await this.repository.logHash(place.number);
    return { ...verdict, log: now === undefined ? 'gone' : now === place.hash ? 'there' : 'changed' };
  }

  publicKeys(): Promise<PublicKey[]> {
    return this.keys.publicKeys();
  }
}
