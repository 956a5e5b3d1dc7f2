import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { deletionRoutes } from '@lesblik/shared/deletions';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { reportRoutes } from '@lesblik/shared/reports';
import type { Route } from '@lesblik/shared/route';
import type { Request } from 'express';
import { routeOf } from './from-route.ts';
import { limiter, take } from './limiter.ts';

const TEN_MINUTES_S = 10 * 60;
const HOUR_S = 60 * 60;

interface Most {
  points: number;
  seconds: number;
  /** Programs that download in pieces, or go on after a line that broke, ask many times for one film. */
  pieces?: number;
}

const papers: Most = { points: 30, seconds: TEN_MINUTES_S };

/** What one request of somebody makes the server do or send, far above what anybody asks for. */
export const costs: ReadonlyMap<Route, Most> = new Map<Route, Most>([
  [deletionRoutes.pdf, papers],
  [reportRoutes.pdf, papers],
  [auditLogRoutes.table, papers],
  [auditLogRoutes.mineTable, papers],
  [recordingRoutes.original, { points: 60, seconds: HOUR_S, pieces: 2_000 }],
  [organisationRoutes.invite, { points: 300, seconds: HOUR_S }],
]);

/** A range of so few bytes; with no end, or a far one, it may be the whole film. */
const MOST_OF_PIECE = 64 * 1024 * 1024;

function isPiece(range = ''): boolean {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  return to !== undefined && Number(to) - Number(from) < MOST_OF_PIECE;
}

/** Limits per person on the routes that cost. */
@Injectable()
export class CostGuard implements CanActivate {
  readonly #limits = new Map(
    [...costs].map(([route, { points, seconds, pieces = points }]) => [
      route,
      { whole: limiter(points, seconds), piece: limiter(pieces, seconds) },
    ]),
  );

  /** @throws Problem too_many_requests */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context);
    const limits = route && this.#limits.get(route);
    const { person, headers } = context.switchToHttp().getRequest<Request>();
    if (route === undefined || limits === undefined || person === undefined) return true;
    const inPieces = costs.get(route)?.pieces !== undefined && isPiece(headers.range);
    await take(inPieces ? limits.piece : limits.whole, person.id);
    return true;
  }
}
