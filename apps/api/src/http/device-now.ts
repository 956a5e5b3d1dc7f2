import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { type Device, deviceOf } from './device-of.ts';

const asking = new AsyncLocalStorage<Device>();

/** All that `work` begins knows its device: a refusal deep inside writes it to the log. */
export const onDevice = (headers: IncomingHttpHeaders, work: () => void): void =>
  asking.run(deviceOf(headers['user-agent']), work);

export const onItsDevice: RequestHandler = (request, _, next) => onDevice(request.headers, () => next());

/** On which the request or message of this moment was made; undefined where none was. */
export const deviceNow = (): Device | undefined => asking.getStore();
