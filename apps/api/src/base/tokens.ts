/** What `Services` holds, by token, for constructors: `@Inject(DATABASE) private readonly db: Database`. */
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
export const CLOCK = Symbol('clock');
export const DATABASE = Symbol('database');
export const POOL = Symbol('pool');
export const MAILER = Symbol('mailer');
