import { Controller } from '@nestjs/common';
import { homeRoutes } from '@lesblik/shared/home';
import { Implements } from '../http/implements.ts';
import { Me, type Person } from '../http/me.ts';
import { HomeService } from './home.service.ts';

@Controller()
export class HomeController {
  constructor(private readonly home: HomeService) {}

  @Implements(homeRoutes.waiting)
  waiting(@Me() me: Person) {
    return this.home.waiting(me.id);
  }
}
