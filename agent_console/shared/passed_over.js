/**
 * Why none of the others was rung, each reason said once.
 *
 * @param {readonly {name: string, why: string}[]} passedOver
 * @param {{t: (key: string, vars: Record<string, string>) => string, list: (words: readonly string[]) => string}} words
 * @returns {string[]}
 */
export function tellPassedOver(passedOver, { t, list }) {
  const reasons = [...new Set(passedOver.map(({ why }) => why))];
  return reasons.map((reason) => {
    const agents = passedOver.filter(({ why }) => why === reason).map(({ name }) => name);
    return t(`ring_why_not.${reason}`, { agents: list(agents) });
  });
}
