import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import { type Device, deviceOf } from './device-of.ts';

const asking = new AsyncLocalStorage<Device>();

/** From here on each request knows its device: a refusal deep inside writes it to the log. */
export const onItsDevice: RequestHandler = (request, _, next) =>
  asking.run(deviceOf(request.headers['user-agent']), () => next());

/** On which the request of this moment was made; undefined where none was, as over a socket. */
export const deviceNow = (): Device | undefined => asking.getStore();
