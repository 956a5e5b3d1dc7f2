export const AUTH = Symbol('auth');
