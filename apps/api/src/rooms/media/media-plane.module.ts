import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '@lesblik/server/config';
import type { Log } from '@lesblik/server/log';
import { CONFIG, LOG } from '../../base/tokens.ts';
import { MediaPlane } from './media-plane.ts';

@Module({
  providers: [
    {
      provide: MediaPlane,
      inject: [CONFIG, LOG],
      useFactory: async (config: Config, log: Log) => {
        const plane = new MediaPlane(config, log);
        await plane.start();
        return plane;
      },
    },
  ],
  exports: [MediaPlane],
})
export class MediaPlaneModule implements OnApplicationShutdown {
  constructor(@Inject(MediaPlane) private readonly plane: MediaPlane) {}

  onApplicationShutdown(): void {
    this.plane.close();
  }
}
