import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { BYTES } from '@lesblik/shared/route';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { routeOf } from './from-route.ts';
import { Written } from './written.ts';

/** Fields that are not in the contract never leave; for what is written already, its maker answers. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const returns = routeOf(context)?.returns;
    if (returns === undefined || returns === BYTES) return next.handle();
    const toBody = (answer: unknown): unknown => {
      if (!(answer instanceof Written)) return returns.parse(answer);
      context.switchToHttp().getResponse<Response>().type('json');
      return answer.json;
    };
    return next.handle().pipe(map(toBody));
  }
}
