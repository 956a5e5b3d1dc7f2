import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import { Problem } from '@lesblik/shared/problems';
import type { Request } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { CONFIG } from '../base/tokens.ts';
import { LiveRooms } from '../rooms/live/live-rooms.ts';

const PRECISION_MS = 100;
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** Not passed on, and not from a page that lets a name of its own lead here. */
function isDirect({ headers }: Request): boolean {
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  const address = `http://${headers.host ?? ''}`;
  return URL.canParse(address) && isThisMachine(new URL(address).hostname);
}

/** Figures for Prometheus: of the process and of how many are in calls, never of who they are. */
@Injectable()
export class MetricsService {
  private readonly registry = new Registry();
  readonly #withoutProxy: boolean;
  #readBefore = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    rooms: LiveRooms,
  ) {
    const { publicUrl, trustedProxies } = config.http;
    this.#withoutProxy = trustedProxies.length === 0 && isThisMachine(new URL(publicUrl).hostname);
    this.#count('lesblik_rooms', 'Review calls with somebody in them or before their door', () => rooms.figures.rooms);
    this.#count('lesblik_room_people', 'People in review calls', () => rooms.figures.people);
    this.#count('lesblik_room_transports', 'WebRTC transports of review calls', () => rooms.figures.transports);
    this.#count('lesblik_room_recorded_tracks', 'Tracks being recorded', () => rooms.takes.openTracks);
  }

  /**
   * With the token; or from this machine, where no proxy stands before it: one on loopback makes the whole world's calls
   * look like this machine's. @throws Problem `not_found`
   */
  assertMayRead(request: Request): void {
    if (this.#withoutProxy && LOOPBACK.has(request.socket.remoteAddress ?? '') && isDirect(request)) return;
    const { metricsToken } = this.config.http;
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${metricsToken ?? ''}`);
    if (metricsToken !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted)) return;
    throw new Problem('not_found');
  }

  /** Looked at when it is asked for. */
  #count(name: string, help: string, count: () => number): void {
    const collect = function (this: Gauge): void {
      this.set(count());
    };
    this.registry.registerMetric(new Gauge({ name, help, collect, registers: [] }));
  }

  /** Looking at the process's own event loop costs it more than all else that it does with nobody there: only for who reads. */
  text(): Promise<string> {
    if (!this.#readBefore)
      collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: PRECISION_MS });
    this.#readBefore = true;
    return this.registry.metrics();
  }
}
