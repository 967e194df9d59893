/** Logins compare without case, as on GitHub. */
export function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function isAmong(logins: readonly string[], login: string): boolean {
  return logins.some((one) => isSameLogin(one, login));
}

/** Those of some logins that are not among others. */
export function withoutLogins(logins: readonly string[], others: readonly string[]): string[] {
  const there = new Set(others.map((login) => login.toLowerCase()));
  return logins.filter((login) => !there.has(login.toLowerCase()));
}

/** Some logins, each once, as it is written first. */
export function eachOnce(logins: readonly string[]): string[] {
  return logins.filter((login, index) => index === logins.findIndex((one) => isSameLogin(one, login)));
}
