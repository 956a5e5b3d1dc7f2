/** The mail server knows no such address, or takes nothing for it: sending it again is of no use. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}
