/** Grows with every incompatible change of the socket events; sent in the handshake's `auth.protocol`. */
export const PROTOCOL = 2;
