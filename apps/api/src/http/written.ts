/** An answer that its maker wrote as JSON, and a test compared with the contract: for one too large to be parsed each time. */
export class Written<T> {
  /** Only a type: what the JSON says. */
  declare readonly answer?: T;
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}
