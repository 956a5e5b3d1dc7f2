import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';
import { EncryptedUploads } from '@lesblik/server/storage/uploads';
import { Id } from '@lesblik/shared/common';
import { Problem } from '@lesblik/shared/problems';
import type { ServerOptions } from '@tus/server';
import type { Request, Response } from 'express';
import { CONFIG, LOG } from '../base/tokens.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { LeaseLocker } from './lease-locker.ts';
import { TusServer, uploadProblem } from './tus-server.ts';
import { UploadStore } from './upload-store.ts';
import { UploadsService } from './uploads.service.ts';

const PATH = '/api/uploads';
/** An earlier connection of the same device, mostly dead, gets so long to put away what it has. */
const DRAIN_MS = 500;
const METHODS = ['OPTIONS', 'POST', 'HEAD', 'PATCH'];

type TusRequest = Parameters<NonNullable<ServerOptions['onIncomingRequest']>>[0];

/** tus 1.0 (creation, creation-with-upload) at /api/uploads; every request is asked who sends it. */
@Controller()
export class UploadsController {
  readonly #tus: TusServer;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOG) private readonly log: Log,
    private readonly sessions: SessionsService,
    private readonly service: UploadsService,
    uploads: EncryptedUploads,
    locker: LeaseLocker,
  ) {
    this.#tus = new TusServer({
      path: PATH,
      datastore: new UploadStore(uploads, service),
      locker,
      lockDrainTimeout: DRAIN_MS,
      // Right behind any proxy: a path has no host to get wrong.
      relativeLocation: true,
      allowedOrigins: [new URL(config.http.publicUrl).origin],
      namingFunction: (request, metadata) => this.begin(request, metadata),
      onIncomingRequest: (request, uploadId) => service.assertMaySend(senderOf(request), uploadId, request.method),
      onUploadCreate: async (_, { id, size }) => {
        await service.assertLength(id, size);
        return {};
      },
      onResponseError: (request, error) => this.refuse(request, error),
    });
  }

  @All(['uploads', 'uploads/:uploadId'])
  async handle(@Req() request: Request, @Res() response: Response): Promise<void> {
    const person = await this.sessions.find(request.headers, (cookie) => response.append('Set-Cookie', cookie));
    if (person === undefined) throw new Problem('not_signed_in');
    if (!METHODS.includes(request.method)) throw new Problem('not_found');
    request.person = person;
    await this.#tus.handle(request, response);
  }

  private begin(request: TusRequest, metadata: Record<string, string | null> | undefined): Promise<string> {
    const recordingId = Id.safeParse(metadata?.['recordingId']);
    if (!recordingId.success) {
      throw new Problem('invalid_input', { issues: [{ path: 'Upload-Metadata.recordingId', message: 'Not an id.' }] });
    }
    return this.service.begin(senderOf(request), recordingId.data);
  }

  private refuse(request: TusRequest, error: unknown): { status_code: number; body: string } {
    const problem = uploadProblem(error);
    const line = { code: problem.code, method: request.method, err: problem };
    if (problem.status >= 500) this.log.error(line, 'upload request failed');
    else this.log.info(line, 'upload request refused');
    return { status_code: problem.status, body: JSON.stringify(problem.toBody()) };
  }
}

function senderOf(request: TusRequest): string {
  const person = (request.runtime?.node?.req as Request | undefined)?.person;
  if (person === undefined) throw new Problem('not_signed_in');
  return person.id;
}
