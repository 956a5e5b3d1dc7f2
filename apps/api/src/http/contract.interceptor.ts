import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { BYTES } from '@lesblik/shared/route';
import { map, type Observable } from 'rxjs';
import { routeOf } from './from-route.ts';

/** Fields that are not in the contract never leave. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const returns = routeOf(context)?.returns;
    if (returns === undefined || returns === BYTES) return next.handle();
    return next.handle().pipe(map((answer: unknown) => returns.parse(answer)));
  }
}
